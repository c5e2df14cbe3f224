#include <script/module/ratelimit.h>

#include <QTest>

using namespace swapscope;
using Verdict = RateLimit::Verdict;

class TestRateLimit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysOnceThatItStops()
    {
        RateLimit limit(2);
        QCOMPARE(limit.ask(0), Verdict::Pass);
        QCOMPARE(limit.ask(kMillisecond), Verdict::Pass);
        QCOMPARE(limit.ask(2 * kMillisecond), Verdict::FirstRefused);
        QCOMPARE(limit.ask(999 * kMillisecond), Verdict::Refused);
        QCOMPARE(limit.ask(kSecond), Verdict::Pass);
        QCOMPARE(limit.ask(kSecond), Verdict::Pass);
        QCOMPARE(limit.ask(kSecond), Verdict::FirstRefused);
    }
};

QTEST_GUILESS_MAIN(TestRateLimit)
#include "tst_ratelimit.moc"
