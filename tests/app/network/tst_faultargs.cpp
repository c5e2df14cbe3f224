#include <app/network/faultargs.h>

#include <core/clock.h>
#include <link/faults/fault.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

FaultArg argOf(const QString &fault, const QString &name)
{
    return *findFaultSpec(fault)->arg(name);
}

} // namespace

class TestFaultArgs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A new argument gets words of its own here, or its name alone would stand in the form.
    void everyArgumentHasWords()
    {
        for (const FaultSpec &spec : faultSpecs()) {
            for (const FaultArg &arg : formArguments(spec)) {
                const ArgWords words = wordsOf(arg);
                QVERIFY2(!words.hint.isEmpty(), qPrintable(spec.name + u'.' + arg.name));
                QVERIFY2(!words.placeholder.isEmpty(), qPrintable(arg.name));
            }
        }
    }

    // What can be chosen is what the link takes.
    void theLinkTakesEveryChoice()
    {
        for (const FaultSpec &spec : faultSpecs()) {
            QVariantMap needed;
            for (const FaultArg &arg : spec.args) {
                if (arg.required)
                    needed.insert(arg.name, arg.type == FaultArgType::Duration
                                                ? QVariant::fromValue<qint64>(kSecond)
                                            : arg.name == u"code" ? QVariant(1012)
                                                                  : QVariant(std::max<qint64>(1, arg.low)));
            }
            for (const FaultArg &arg : formArguments(spec)) {
                for (const QString &choice : wordsOf(arg).choices) {
                    QVariantMap args = needed;
                    args.insert(arg.name, choice);
                    LinkFaults faults;
                    const Result<FaultEffect> applied = applyFault(faults, spec.name, args, 0);
                    QVERIFY2(applied,
                             applied ? "" : qPrintable(spec.name + u": "_s + applied.error().message));
                }
            }
        }
    }

    void reads_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("arg");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QVariant>("value");
        const auto ns = [](qint64 value) { return QVariant::fromValue<qint64>(value); };
        QTest::newRow("as in a schedule") << u"latency"_s << u"delay"_s << u"120ms"_s << ns(120'000'000);
        QTest::newRow("bare seconds") << u"delay"_s << u"by"_s << u"1,5"_s << ns(1'500'000'000);
        QTest::newRow("whole") << u"close"_s << u"code"_s << u" 1012 "_s << ns(1012);
        QTest::newRow("share") << u"lose"_s << u"probability"_s << u"0.25"_s << QVariant(0.25);
        QTest::newRow("text") << u"lose"_s << u"event"_s << u"tick"_s << QVariant(u"tick"_s);
        QTest::newRow("choice") << u"lose"_s << u"direction"_s << u"down"_s << QVariant(u"down"_s);
        QTest::newRow("nothing") << u"lose"_s << u"next"_s << u"  "_s << QVariant();
    }

    void reads()
    {
        QFETCH(QString, fault);
        QFETCH(QString, arg);
        QFETCH(QString, typed);
        QFETCH(QVariant, value);
        const Result<QVariant> read = readArgument(argOf(fault, arg), typed);
        QVERIFY(read);
        QCOMPARE(*read, value);
        if (value.isValid()) {
            const Result<QVariant> again =
                readArgument(argOf(fault, arg), argumentText(argOf(fault, arg), *read));
            QVERIFY(again);
            QCOMPARE(*again, value);
        }
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("arg");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("error");
        QTest::newRow("needed") << u"close"_s << u"code"_s << u""_s << u"this one is needed"_s;
        QTest::newRow("small") << u"close"_s << u"code"_s << u"999"_s
                               << u"a whole number from 1000 to 4999"_s;
        QTest::newRow("part") << u"close"_s << u"code"_s << u"1000.5"_s
                              << u"a whole number from 1000 to 4999"_s;
        QTest::newRow("share") << u"lose"_s << u"probability"_s << u"1.1"_s << u"a number from 0 to 1"_s;
        QTest::newRow("nan") << u"lose"_s << u"probability"_s << u"nan"_s << u"a number from 0 to 1"_s;
        QTest::newRow("time") << u"delay"_s << u"by"_s << u"soon"_s << u"a time like 250 ms, 5 s or 2 min"_s;
        QTest::newRow("day") << u"delay"_s << u"by"_s << u"90000"_s << u"at most a day"_s;
        QTest::newRow("long") << u"close"_s << u"reason"_s << QString(62, u'é') << u"at most 123 bytes"_s;
        QTest::newRow("choice") << u"lose"_s << u"kind"_s << u"smoke"_s
                                << u"one of data, text, binary, event, comment, ping, pong"_s;
    }

    void saysWhatIsWrong()
    {
        QFETCH(QString, fault);
        QFETCH(QString, arg);
        QFETCH(QString, typed);
        const Result<QVariant> read = readArgument(argOf(fault, arg), typed);
        QVERIFY(!read);
        QTEST(read.error().message, "error");
    }

    void tellsAFaultInAFewWords_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QVariantMap>("args");
        QTest::addColumn<QString>("words");
        const auto ms = [](qint64 value) { return QVariant::fromValue<qint64>(value * kMillisecond); };
        QTest::newRow("cut") << u"cut"_s << QVariantMap{{u"for"_s, ms(5000)}} << u"cut for 5 s"_s;
        QTest::newRow("reset") << u"cut"_s << QVariantMap{{u"for"_s, ms(0)}} << u"reset"_s;
        QTest::newRow("1006") << u"limit"_s << QVariantMap{{u"bytes"_s, 1}, {u"for"_s, ms(1)}}
                              << u"end without a close frame"_s;
        QTest::newRow("close") << u"close"_s << QVariantMap{{u"code"_s, 1012}, {u"reason"_s, u"deploy"_s}}
                               << u"close 1012 “deploy”"_s;
        QTest::newRow("latency") << u"latency"_s << QVariantMap{{u"delay"_s, ms(120)}, {u"jitter"_s, ms(40)}}
                                 << u"latency 120 ms ± 40"_s;
        QTest::newRow("no latency") << u"latency"_s << QVariantMap{{u"delay"_s, ms(0)}, {u"jitter"_s, ms(0)}}
                                    << u"end latency"_s;
        QTest::newRow("lose") << u"lose"_s
                              << QVariantMap{{u"probability"_s, 0.1},
                                             {u"direction"_s, u"down"_s},
                                             {u"next"_s, 3},
                                             {u"for"_s, ms(90'000)}}
                              << u"lose 10 %, down, next 3, for 90 s"_s;
        QTest::newRow("bandwidth") << u"bandwidth"_s << QVariantMap{{u"kbit"_s, 2048}}
                                   << u"bandwidth 256 kB/s"_s;
        QTest::newRow("unlimited") << u"bandwidth"_s << QVariantMap{{u"kbit"_s, 400'000}, {u"for"_s, ms(0)}}
                                   << u"end bandwidth"_s;
        QTest::newRow("http") << u"http"_s << QVariantMap{{u"status"_s, 503}, {u"retry_after"_s, ms(120'000)}}
                              << u"HTTP 503, retry after 2 min"_s;
        QTest::newRow("delay") << u"delay"_s << QVariantMap{{u"by"_s, ms(2000)}, {u"event"_s, u"tick"_s}}
                               << u"delay by 2 s, event tick"_s;
        QTest::newRow("preset") << u"preset"_s << QVariantMap{{u"name"_s, u"tunnel"_s}} << u"Tunnel"_s;
    }

    void tellsAFaultInAFewWords()
    {
        QFETCH(QString, fault);
        QFETCH(QVariantMap, args);
        QTEST(faultPhrase(fault, args), "words");
    }
};

QTEST_GUILESS_MAIN(TestFaultArgs)
#include "tst_faultargs.moc"
