#include <app/network/sliders/linkscale.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestLinkScale : public QObject
{
    Q_OBJECT

    static const LinkScale &scale(const QString &name)
    {
        return name == u"bandwidth"_s ? bandwidthScale()
               : name == u"loss"_s    ? lossScale()
               : name == u"idle"_s    ? idleScale()
                                      : jitterScale();
    }

private Q_SLOTS:
    void everyStopIsItsOwnPositionAndItsTextReadsBack()
    {
        for (const LinkScale *each : {&jitterScale(), &bandwidthScale(), &lossScale(), &idleScale()}) {
            for (int i = 0; i <= each->last(); ++i) {
                const double value = each->valueAt(i);
                QCOMPARE(each->positionOf(value), i);
                const Result<double> back = each->read(each->text(value));
                QVERIFY2(back, qPrintable(each->text(value)));
                QCOMPARE(*back, value);
            }
            QCOMPARE(each->valueAt(each->none()), 0.0);
            QCOMPARE(each->valueAt(-5), each->valueAt(0));
            QCOMPARE(each->valueAt(1000), each->valueAt(each->last()));
        }
    }

    void nothingStandsWhereItIsNoTrouble()
    {
        QCOMPARE(jitterScale().none(), 0);
        QCOMPARE(lossScale().none(), 0);
        QCOMPARE(bandwidthScale().none(), bandwidthScale().last());
        QCOMPARE(idleScale().none(), idleScale().last());
    }

    // The smallest loss is a loss, the widest path is no unlimited one.
    void whatIsThereNeverStandsAtNothing()
    {
        QCOMPARE(lossScale().positionOf(0.01), 1);
        QCOMPARE(jitterScale().positionOf(1), 1);
        QCOMPARE(bandwidthScale().positionOf(1'000'000), bandwidthScale().last() - 1);
        QCOMPARE(idleScale().positionOf(24 * 3600e9), idleScale().last() - 1);
    }

    void showsAndReads_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("shown");
        QTest::newRow("kB by itself") << u"bandwidth"_s << u"256"_s << 2048.0 << u"256 kB/s"_s;
        QTest::newRow("kB") << u"bandwidth"_s << u" 12.5 kB/s "_s << 100.0 << u"12.5 kB/s"_s;
        QTest::newRow("comma") << u"bandwidth"_s << u"1,5 MB/s"_s << 12000.0 << u"1.5 MB/s"_s;
        QTest::newRow("kbit") << u"bandwidth"_s << u"400kbit/s"_s << 400.0 << u"50 kB/s"_s;
        QTest::newRow("Mbit") << u"bandwidth"_s << u"10 Mbit"_s << 10000.0 << u"1.25 MB/s"_s;
        QTest::newRow("unlimited") << u"bandwidth"_s << u"Unlimited"_s << 0.0 << u"unlimited"_s;
        QTest::newRow("per cent") << u"loss"_s << u"2,5 %"_s << 2.5 << u"2.5 %"_s;
        QTest::newRow("all") << u"loss"_s << u"100"_s << 100.0 << u"100 %"_s;
        QTest::newRow("no loss") << u"loss"_s << u""_s << 0.0 << u"0 %"_s;
        QTest::newRow("seconds") << u"idle"_s << u"60"_s << 60e9 << u"60 s"_s;
        QTest::newRow("minutes") << u"idle"_s << u"2 min"_s << 120e9 << u"2 min"_s;
        QTest::newRow("as in a schedule") << u"idle"_s << u"250ms"_s << 250e6 << u"250 ms"_s;
        QTest::newRow("never") << u"idle"_s << u"never"_s << 0.0 << u"off"_s;
        QTest::newRow("jitter") << u"jitter"_s << u"± 40"_s << 40e6 << u"± 40 ms"_s;
    }

    void showsAndReads()
    {
        QFETCH(QString, name);
        QFETCH(QString, typed);
        QFETCH(double, value);
        const Result<double> read = scale(name).read(typed);
        QVERIFY(read);
        QCOMPARE(*read, value);
        QTEST(scale(name).text(*read), "shown");
    }

    void saysWhatIsExpected_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("error");
        const QString bandwidth = u"from 1 kbit/s to 125 MB/s, like 256 kB/s, or unlimited"_s;
        const QString loss = u"a share of the messages from 0 to 100 %"_s;
        const QString idle = u"a time like 60 s or 2 min, or off"_s;
        const QString jitter = u"a time like 250 ms, 5 s or 2 min"_s;
        QTest::newRow("fast") << u"bandwidth"_s << u"1000 MB/s"_s << bandwidth;
        QTest::newRow("below") << u"bandwidth"_s << u"-3"_s << bandwidth;
        QTest::newRow("unit") << u"bandwidth"_s << u"3 parsec"_s << bandwidth;
        QTest::newRow("nothing passes") << u"bandwidth"_s << u"0"_s << bandwidth;
        QTest::newRow("over") << u"loss"_s << u"101"_s << loss;
        QTest::newRow("word") << u"loss"_s << u"some"_s << loss;
        QTest::newRow("not a number") << u"loss"_s << u"nan"_s << loss;
        QTest::newRow("long") << u"idle"_s << u"9999 min"_s << idle;
        QTest::newRow("huge") << u"idle"_s << u"99999999999999999999"_s << idle;
        QTest::newRow("two numbers") << u"jitter"_s << u"4 5"_s << jitter;
        QTest::newRow("a day and more") << u"jitter"_s << u"86401s"_s << u"at most a day"_s;
    }

    void saysWhatIsExpected()
    {
        QFETCH(QString, name);
        QFETCH(QString, typed);
        const Result<double> read = scale(name).read(typed);
        QVERIFY(!read);
        QTEST(read.error().message, "error");
    }

    void latencyHasTwoValues_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<qint64>("delay");
        QTest::addColumn<qint64>("jitter");
        QTest::addColumn<QString>("shown");
        const auto ms = [](qint64 value) { return value * kMillisecond; };
        QTest::newRow("one") << u"120"_s << ms(120) << ms(0) << u"120 ms"_s;
        QTest::newRow("as shown") << u"120 ms ± 40"_s << ms(120) << ms(40) << u"120 ms ± 40"_s;
        QTest::newRow("as typed") << u"120+-40"_s << ms(120) << ms(40) << u"120 ms ± 40"_s;
        QTest::newRow("with a slash") << u"120 +/- 40 ms"_s << ms(120) << ms(40) << u"120 ms ± 40"_s;
        QTest::newRow("seconds") << u"1.5 s ± 0.2"_s << ms(1500) << ms(200) << u"1500 ms ± 200"_s;
        QTest::newRow("each its own") << u"1 s ± 50 ms"_s << ms(1000) << ms(50) << u"1000 ms ± 50"_s;
        QTest::newRow("parts") << u"0.25"_s << qint64(250'000) << ms(0) << u"0.25 ms"_s;
        QTest::newRow("none") << u"off"_s << ms(0) << ms(0) << u"0 ms"_s;
    }

    void latencyHasTwoValues()
    {
        QFETCH(QString, typed);
        QFETCH(qint64, delay);
        QFETCH(qint64, jitter);
        const Result<LatencyValue> read = readLatency(typed);
        QVERIFY(read);
        QCOMPARE(read->delay, delay);
        QCOMPARE(read->jitter, jitter);
        QTEST(latencyText(*read), "shown");
    }

    void latencySaysWhatIsExpected()
    {
        for (const QString &typed : {u"-5"_s, u"fast"_s, u"1 ± 2 ± 3"_s, u"± 3"_s, u"100000 s"_s}) {
            const Result<LatencyValue> read = readLatency(typed);
            QVERIFY2(!read, qPrintable(typed));
            QCOMPARE(read.error().message, u"a time like 120 ms, or 120 ± 40"_s);
        }
    }
};

QTEST_GUILESS_MAIN(TestLinkScale)
#include "tst_linkscale.moc"
