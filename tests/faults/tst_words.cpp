#include <faults/words.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations()
    {
        QCOMPARE(durationWords(250 * kMillisecond), u"250 ms"_s);
        QCOMPARE(durationWords(5 * kSecond), u"5 s"_s);
        QCOMPARE(durationWords(90 * kSecond), u"90 s"_s);
        QCOMPARE(durationWords(120 * kSecond), u"2 min"_s);
        QCOMPARE(durationWords(0), u"0 s"_s);
        QCOMPARE(spacedDuration(60 * kSecond), u"1 m"_s);
    }

    void widthsAndShares()
    {
        QCOMPARE(latencyWords(120 * kMillisecond, 0), u"120 ms"_s);
        QCOMPARE(latencyWords(120 * kMillisecond, 40 * kMillisecond), u"120 ms ± 40"_s);
        QCOMPARE(bandwidthWords(2048), u"256 kB/s"_s);
        QCOMPARE(bandwidthWords(10'000), u"1.25 MB/s"_s);
        QCOMPARE(percentWords(0.025), u"2.5 %"_s);
        QCOMPARE(numberWords(1), u"1"_s);
    }

    void argumentsThatAreNamedAreTakenOut()
    {
        FaultArguments args{{u"by"_s, 2 * kSecond}, {u"bytes"_s, 9}, {u"next"_s, 1}};
        QCOMPARE(byWords(u"delay"_s, args), u"delay by 2 s"_s);
        QCOMPARE(bytesWords(u"limit"_s, args), u"limit 9 bytes"_s);
        QCOMPARE(args, (FaultArguments{{u"next"_s, 1}}));
        QCOMPARE(bytesWords(u"slice"_s, args), u"slice"_s);
    }
};

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
