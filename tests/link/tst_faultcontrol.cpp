#include "spoken.h"

#include <link/faultcontrol.h>

#include <support/commands.h>

#include <QTest>

using namespace swapscope;
using test::s;

namespace {

// The faults of a link "B", what its connections were asked, and what the trace was told.
struct Bench
{
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    Recorder recorder{clock};
    std::vector<FaultEffect> effects;
    int ended = 0;
    FaultControl control{s("B"), recorder};

    Result<FaultEffect> command(const FaultCommand &command, const QString &by)
    {
        Result<FaultEffect> effect = control.apply(command, by);
        if (effect)
            effects.push_back(*effect);
        begin();
        return effect;
    }
    void begin()
    {
        while (const std::optional<FaultEffect> effect = control.beginNext())
            effects.push_back(*effect);
    }
    void apply(const char *fault, const QVariantMap &args = {})
    {
        const Result<FaultEffect> done = command(test::command(s(fault), args), {});
        QVERIFY2(done.ok(), done.ok() ? "" : qPrintable(done.error().message));
    }
    // Time goes by and nobody looks before its end.
    void wait(Nanoseconds time)
    {
        clock->advance(time);
        ended += control.expire() ? 1 : 0;
        begin();
    }
    // "mended 30", with the second of its time.
    QStringList told()
    {
        QStringList lines;
        for (const Event &event : recorder.take())
            lines << QString(kindName(event.kind)).mid(5) + u' ' + QString::number(event.t / kSecond);
        return lines;
    }
};

} // namespace

class TestFaultControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFaultIsInForceAndAsksWhatItMust()
    {
        Bench bench;
        bench.apply("freeze");
        QVERIFY(bench.control.status().frozen);
        QCOMPARE(bench.effects, std::vector<FaultEffect>(1));
        bench.apply("cut");
        QVERIFY(bench.effects.back().connections);
        bench.apply("mend");
        QVERIFY(bench.control.faults().admits(0));
        QCOMPARE(bench.told(), (QStringList{s("frozen 0"), s("cut 0"), s("thawed 0"), s("mended 0")}));
    }

    void whatIsUnknownChangesAndTellsNothing()
    {
        Bench bench;
        QVERIFY(!bench.command(test::command(s("storm"), {}), s("hand")));
        QVERIFY(!bench.command(test::command(s("cut"), {{s("for"), -1}}), s("hand")));
        const Result<FaultEffect> unknown = bench.command(FaultCommand::preset(s("swamp")), s("hand"));
        QVERIFY(!unknown);
        QVERIFY(unknown.error().message.startsWith(
            s("There is no preset \"swamp\"; there are wifi-drop, tunnel,")));
        QVERIFY(bench.effects.empty());
        QCOMPARE(bench.told(), QStringList());
        QCOMPARE(bench.control.status(), LinkStatus{});
    }

    // However late that is noticed.
    void whatRunsOutIsToldWithTheTimeAtWhichItDid()
    {
        Bench bench;
        bench.apply("cut", {{s("for"), 5 * kSecond}});
        bench.apply("freeze", {{s("for"), 7 * kSecond}});
        bench.apply("latency", {{s("delay"), kSecond}, {s("for"), 8 * kSecond}});
        QCOMPARE(bench.control.nextChange(), std::optional(5 * kSecond));
        bench.told();
        bench.wait(6 * kSecond);
        QCOMPARE(bench.told(), QStringList{s("mended 5")});
        QCOMPARE(bench.ended, 1);
        QCOMPARE(bench.control.nextChange(), std::optional(7 * kSecond));
        bench.wait(6 * kSecond);
        QCOMPARE(bench.told(), QStringList{s("thawed 7")});
        QCOMPARE(bench.ended, 2);
        QCOMPARE(bench.control.status(), LinkStatus{});
        QCOMPARE(bench.control.nextChange(), std::optional<Nanoseconds>());
        bench.wait(kSecond);
        QCOMPARE(bench.ended, 2);
    }

    void aFaultThatWaitsBeginsWhenItIsDue()
    {
        Bench bench;
        bench.apply("cut", {{s("after"), 3 * kSecond}, {s("for"), qint64(0)}});
        QCOMPARE(bench.told(), QStringList());
        QCOMPARE(bench.control.nextChange(), std::optional(3 * kSecond));
        bench.wait(3 * kSecond);
        QVERIFY(bench.effects.back().connections);
        QCOMPARE(bench.told().front(), s("cut 3"));
        QVERIFY(bench.control.faults().admits(3 * kSecond));
    }

    void whatIsDoneByHandIsNotedOnce()
    {
        Bench bench;
        QVERIFY(bench.command(test::command(s("cut"), {{s("for"), 5 * kSecond}, {s("next"), 2}}), s("hand")));
        QVERIFY(bench.command(FaultCommand::preset(s("slow-3g")), s("schedule")));
        QVERIFY(bench.command(test::command(s("clear"), {}), s("script")));
        const std::vector<Event> events = bench.recorder.take();
        std::vector<Event> noted;
        std::copy_if(events.begin(), events.end(), std::back_inserter(noted),
                     [](const Event &event) { return event.kind == Kind::LinkFault; });
        QCOMPARE(noted.size(), 3U);
        QCOMPARE(noted[0].client, s("B"));
        QCOMPARE(noted[0].data.toJson(),
                 (QJsonObject{{s("fault"), s("cut")},
                              {s("by"), s("hand")},
                              {s("args"), QJsonObject{{s("for"), s("5s")}, {s("next"), 2}}}}));
        QCOMPARE(noted[1].data.toJson(), (QJsonObject{{s("fault"), s("preset")},
                                                      {s("by"), s("schedule")},
                                                      {s("args"), QJsonObject{{s("name"), s("slow-3g")}}}}));
        QCOMPARE(noted[2].data.toJson(), (QJsonObject{{s("fault"), s("clear")}, {s("by"), s("script")}}));
        // Before what it does.
        QCOMPARE(events.front().kind, Kind::LinkFault);
    }

    void aPresetIsInForceUntilItsFaultsAreOver()
    {
        Bench bench;
        bench.apply("lose");
        QVERIFY(bench.command(FaultCommand::preset(s("slow-3g")), {}));
        const LinkStatus status = bench.control.status();
        QCOMPARE(status.preset, s("slow-3g"));
        QCOMPARE(status.phrases(), (QStringList{s("200 ms \xc2\xb1 50"), s("400 kbit/s")}));
        QCOMPARE(status.kbitDown, std::optional<qint64>(400));
        QCOMPARE(status.kbitUp, std::optional<qint64>(400));
        QVERIFY(bench.command(FaultCommand::preset(s("corporate-proxy")), {}));
        QCOMPARE(bench.control.status().idleTimeout, std::optional(60 * kSecond));
        QVERIFY(!bench.control.status().kbitDown);
        bench.apply("clear");
        QCOMPARE(bench.control.status(), LinkStatus{});
    }

    void aPresetsStepsComeInTheirTimeUnlessItIsMended()
    {
        for (const bool mended : {false, true}) {
            Bench bench;
            bench.wait(kSecond);
            QVERIFY(bench.command(FaultCommand::preset(s("tunnel")), {}));
            QCOMPARE(bench.control.status().phrases(), QStringList{s("half-open")});
            QCOMPARE(bench.control.nextChange(), std::optional(21 * kSecond));
            if (mended) {
                bench.apply("mend");
                QCOMPARE(bench.control.status(), LinkStatus{});
                QCOMPARE(bench.control.nextChange(), std::optional<Nanoseconds>());
            }
            bench.wait(20 * kSecond);
            QCOMPARE(bench.effects.back().connections.has_value(), !mended);
        }
    }
};

QTEST_GUILESS_MAIN(TestFaultControl)
#include "tst_faultcontrol.moc"
