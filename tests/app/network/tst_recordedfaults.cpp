#include <app/network/recorded/recordedfaults.h>

#include <core/event.h>
#include <scenario/schedulewriter.h>
#include <trace/trace.h>

#include <support/commands.h>

#include <QJsonObject>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

void add(Trace &trace, Nanoseconds t, const QString &client, const QString &fault, const QJsonObject &args,
         const QString &by = u"hand"_s)
{
    Event event;
    event.t = t;
    event.kind = Kind::LinkFault;
    event.client = client;
    event.data = {{Field::Fault, fault}, {Field::Args, args}, {Field::By, by}};
    trace.append(std::move(event));
}

std::vector<RecordedFault> recordedFaults(const Trace &trace, int clients)
{
    RecordedFaults faults;
    faults.read(trace);
    return faults.list(clients);
}

} // namespace

class TestRecordedFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatWasDoneByHandWithItsArgumentsAsValues()
    {
        Trace trace;
        add(trace, kSecond, u"B"_s, u"cut"_s, {{u"for"_s, u"5s"_s}}, u"schedule"_s);
        add(trace, 2 * kSecond, u"B"_s, u"cut"_s, {{u"for"_s, u"5s"_s}});
        add(trace, 3 * kSecond, u"A"_s, u"close"_s, {{u"code"_s, 1012}, {u"reason"_s, u"deploy"_s}});
        add(trace, 4 * kSecond, u"A"_s, u"lose"_s, {{u"probability"_s, 0.1}});
        add(trace, 5 * kSecond, u"A"_s, u"mend"_s, {}, u"script"_s);
        const std::vector<RecordedFault> faults = recordedFaults(trace, 2);
        QCOMPARE(faults.size(), std::size_t(3));
        QCOMPARE(faults[0].t, 2 * kSecond);
        QCOMPARE(faults[0].command, test::command(u"cut"_s, {{u"for"_s, 5 * kSecond}}, u"B"_s));
        QCOMPARE(faults[1].command.args, (FaultArguments{{u"code"_s, 1012}, {u"reason"_s, u"deploy"_s}}));
        QCOMPARE(faults[2].command.args, (FaultArguments{{u"probability"_s, 0.1}}));
    }

    void whatAllClientsGotAtOnceStandsOnce()
    {
        Trace trace;
        for (const QString &client : {u"A"_s, u"B"_s})
            add(trace, 2 * kSecond + (client == u"B"_s ? kMicrosecond : 0), client, u"freeze"_s, {});
        add(trace, 3 * kSecond, u"A"_s, u"thaw"_s, {});
        add(trace, 4 * kSecond, u"B"_s, u"thaw"_s, {});
        const std::vector<RecordedFault> faults = recordedFaults(trace, 2);
        QCOMPARE(faults.size(), std::size_t(3));
        QCOMPARE(faults[0].command.client, u"*"_s);
        QCOMPARE(faults[1].command.client, u"A"_s);
        QCOMPARE(recordedFaults(trace, 3).size(), std::size_t(4));
    }

    void ofADragOnlyItsRest()
    {
        Trace trace;
        for (int i = 1; i <= 10; ++i)
            add(trace, kSecond + i * 80 * kMillisecond, u"B"_s, u"latency"_s,
                {{u"delay"_s, QStringLiteral("%1ms").arg(i * 10)}});
        add(trace, 5 * kSecond, u"B"_s, u"latency"_s, {{u"delay"_s, u"20ms"_s}});
        add(trace, 5 * kSecond + kMillisecond, u"B"_s, u"latency"_s,
            {{u"delay"_s, u"30ms"_s}, {u"direction"_s, u"up"_s}});
        add(trace, 6 * kSecond, u"B"_s, u"cut"_s, {});
        add(trace, 6 * kSecond + kMillisecond, u"B"_s, u"cut"_s, {}); // twice is twice
        const std::vector<RecordedFault> faults = recordedFaults(trace, 2);
        QCOMPARE(faults.size(), std::size_t(5));
        QCOMPARE(faults[0].command.args.duration(u"delay"_s), std::optional(100 * kMillisecond));
        QCOMPARE(faults[1].command.args.duration(u"delay"_s), std::optional(20 * kMillisecond));
        QCOMPARE(faults[2].command.args.text(u"direction"_s), std::optional(u"up"_s));
    }

    // What came in pieces is what stands there at once, also where a piece ends within a drag or within what
    // all clients get.
    void readInPiecesItIsTheSame()
    {
        Trace trace;
        RecordedFaults faults;
        const auto grows = [&](Nanoseconds t, const QString &client, const QString &fault,
                               const QJsonObject &args, const QString &by) {
            add(trace, t, client, fault, args, by);
            return faults.read(trace);
        };
        QVERIFY(!faults.read(trace));
        QVERIFY(grows(kSecond, u"A"_s, u"freeze"_s, {}, u"hand"_s));
        QVERIFY(grows(kSecond, u"B"_s, u"freeze"_s, {}, u"hand"_s));
        QVERIFY(!grows(2 * kSecond, u"B"_s, u"cut"_s, {}, u"script"_s));
        QVERIFY(grows(3 * kSecond, u"B"_s, u"latency"_s, {{u"delay"_s, u"20ms"_s}}, u"hand"_s));
        QVERIFY(grows(3 * kSecond + 1, u"B"_s, u"latency"_s, {{u"delay"_s, u"30ms"_s}}, u"hand"_s));
        QVERIFY(!faults.read(trace));
        QCOMPARE(faults.list(2).size(), std::size_t(2));
        QCOMPARE(faults.list(2), recordedFaults(trace, 2));
        faults.clear();
        QVERIFY(faults.list(2).empty());
        QVERIFY(faults.read(trace));
        QCOMPARE(faults.list(2), recordedFaults(trace, 2));
    }

    // What has been read is not read again: how much there is before does not matter to what comes.
    void whatWasReadIsNotReadAgain()
    {
        Trace before;
        add(before, kSecond, u"A"_s, u"cut"_s, {});
        RecordedFaults faults;
        QVERIFY(faults.read(before));
        Trace after; // the same place holds another one
        add(after, 2 * kSecond, u"A"_s, u"freeze"_s, {});
        add(after, 3 * kSecond, u"A"_s, u"thaw"_s, {});
        QVERIFY(faults.read(after));
        const std::vector<RecordedFault> list = faults.list(1);
        QCOMPARE(list.size(), std::size_t(2));
        QCOMPARE(list[0].command.fault, u"cut"_s);
        QCOMPARE(list[1].command.fault, u"thaw"_s);
    }

    void becomesAnEntry()
    {
        const FaultCommand lose =
            test::command(u"lose"_s, {{u"probability"_s, 0.1}, {u"for"_s, kSecond}}, u"B"_s);
        QCOMPARE(stepOf({6'412'345'678, lose}), (NetworkStep{6'412 * kMillisecond, lose, 0}));
    }

    // What ends a setting is the last word of its slider.
    void anEndTakesThePlaceOfTheDragBeforeIt()
    {
        Trace trace;
        add(trace, kSecond, u"B"_s, u"idle"_s, {{u"timeout"_s, u"90s"_s}});
        add(trace, kSecond + 90 * kMillisecond, u"B"_s, u"end"_s, {{u"which"_s, u"idle"_s}});
        const std::vector<RecordedFault> faults = recordedFaults(trace, 2);
        QCOMPARE(faults.size(), std::size_t(1));
        QCOMPARE(faults[0].command, endOf(u"idle"_s).to(u"B"_s));
    }

    void aPresetIsOneEntry()
    {
        const NetworkStep step = stepOf({kSecond, FaultCommand::preset(u"tunnel"_s, u"*"_s)});
        const Result<QString> text = withSchedule(u"title = \"T\"\n"_s, {step}, ScheduleEdit::Append);
        QVERIFY2(text, text ? "" : qPrintable(text.error().toString()));
        QVERIFY(text->contains(u"preset = \"tunnel\""_s));
    }
};

QTEST_GUILESS_MAIN(TestRecordedFaults)
#include "tst_recordedfaults.moc"
