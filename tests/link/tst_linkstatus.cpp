#include "spoken.h"

#include <link/linkstatus.h>
#include <support/commands.h>

#include <QTest>

using namespace swapscope;
using test::s;

namespace {

// Faults as commands give them, at 0.
struct Bench
{
    LinkFaults faults;

    void apply(const char *fault, const QVariantMap &args = {})
    {
        QVERIFY(test::applyFault(faults, QString::fromLatin1(fault), args, 0));
    }
    LinkStatus at(Nanoseconds now) const { return statusOf(faults, now); }
};

} // namespace

class TestLinkStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAFaultThereIsNothingToSay() { QCOMPARE(Bench().at(0), LinkStatus{}); }

    void whatKeepsConnectionsAwayLastsAsLongAsTheLongest()
    {
        Bench bench;
        bench.apply("cut", {{s("for"), 10}});
        bench.apply("refuse", {{s("for"), 20}});
        QVERIFY(bench.at(0).cut && bench.at(0).refusing && !bench.at(0).frozen);
        QCOMPARE(bench.at(0).until, std::optional<Nanoseconds>(20));
        QVERIFY(!bench.at(10).cut);
        bench.apply("freeze");
        QVERIFY(!bench.at(0).until);
        QCOMPARE(bench.at(0).inForce.size(), 3U);
    }

    void eachWayHasItsValues()
    {
        Bench bench;
        bench.apply("latency", {{s("delay"), 30}, {s("jitter"), 5}, {s("distribution"), s("normal")}});
        bench.apply("latency", {{s("delay"), 7}, {s("direction"), s("up")}});
        bench.apply("bandwidth", {{s("kbit"), 64}, {s("direction"), s("down")}});
        bench.apply("lose", {{s("probability"), 0.25}, {s("direction"), s("up")}});
        bench.apply("idle", {{s("timeout"), kSecond}});
        const LinkStatus status = bench.at(0);
        QCOMPARE(status.down, (Latency{30, 5, true}));
        QCOMPARE(status.up, (Latency{7, 0}));
        QCOMPARE(status.kbitDown, std::optional<qint64>(64));
        QVERIFY(!status.kbitUp);
        QCOMPARE(status.loseDown, 0);
        QCOMPARE(status.loseUp, 0.25);
        QCOMPARE(status.idleTimeout, std::optional(kSecond));
    }

    // A loss of some kind of message is told in words, not as the share of all.
    void onlyALossOfAnyMessageIsAShare()
    {
        Bench bench;
        bench.apply("lose", {{s("event"), s("tick")}});
        bench.apply("lose", {{s("kind"), s("ping")}});
        QCOMPARE(bench.at(0).loseDown, 0);
        QCOMPARE(bench.at(0).inForce.size(), 2U);
    }
};

QTEST_GUILESS_MAIN(TestLinkStatus)
#include "tst_linkstatus.moc"
