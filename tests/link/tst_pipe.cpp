#include <link/pipe.h>

#include <QTest>

using namespace swapscope;

namespace {

Unit unit(const QByteArray &raw)
{
    return {.raw = raw};
}

// Everything that may leave at this time, in the order in which it does.
QByteArrayList leaving(Pipe &pipe, const LinkFaults &faults, Nanoseconds now)
{
    QByteArrayList all;
    while (const auto passage = pipe.take(faults, now))
        all << passage->unit.raw;
    return all;
}

} // namespace

class TestPipe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutFaultsWhatComesInMayLeaveAtOnceInOrder()
    {
        Pipe pipe;
        Random random;
        const LinkFaults faults;
        QVERIFY(pipe.isEmpty());
        QVERIFY(!pipe.due(faults, 0));
        pipe.push(unit("ab"), 7, random);
        pipe.push(unit("c"), 8, random);
        QCOMPARE(pipe.bytes(), 3);
        QCOMPARE(pipe.due(faults, 8), std::optional<Nanoseconds>(7));
        QCOMPARE(leaving(pipe, faults, 8), (QByteArrayList{"ab", "c"}));
        QVERIFY(pipe.isEmpty());
        QCOMPARE(pipe.bytes(), 0);
    }

    void aPassageKnowsWhenItCame()
    {
        Pipe pipe;
        Random random;
        QCOMPARE(pipe.push(unit("a"), 42, random).arrived, 42);
        QCOMPARE(pipe.take({}, 50)->arrived, 42);
    }

    void latencyHoldsEachUnitForItsDelay()
    {
        Pipe pipe;
        Random random;
        LinkFaults faults;
        faults.latency = {100, 0};
        pipe.push(unit("a"), 0, random);
        pipe.push(unit("b"), 30, random);
        QCOMPARE(leaving(pipe, faults, 99), QByteArrayList());
        QCOMPARE(pipe.due(faults, 99), std::optional<Nanoseconds>(100));
        QCOMPARE(leaving(pipe, faults, 100), QByteArrayList{"a"});
        QCOMPARE(pipe.due(faults, 100), std::optional<Nanoseconds>(130));
        QCOMPARE(leaving(pipe, faults, 130), QByteArrayList{"b"});
    }

    void aUnitThatIsHeldKeepsThoseBehindIt()
    {
        Pipe pipe;
        Random random;
        LinkFaults faults;
        faults.latency = {10, 0};
        pipe.push({.raw = "a", .hold = 50}, 0, random);
        pipe.push(unit("b"), 1, random);
        QCOMPARE(leaving(pipe, faults, 59), QByteArrayList());
        QCOMPARE(leaving(pipe, faults, 60), (QByteArrayList{"a", "b"}));
    }

    // Whatever the draws say, nothing overtakes, nothing is lost and nothing comes twice.
    void jitterKeepsTheOrder()
    {
        LinkFaults faults;
        faults.latency = {50, 50};
        for (quint64 seed = 1; seed <= 50; ++seed) {
            Random random(seed);
            Pipe pipe;
            QByteArrayList sent;
            QByteArrayList came;
            std::vector<Nanoseconds> waits;
            for (Nanoseconds now = 0; now < 400; ++now) {
                if (now < 200 && now % 3 == 0) {
                    sent << QByteArray::number(now);
                    const auto &passage = pipe.push(unit(sent.last()), now, random);
                    QVERIFY(passage.draw >= -1 && passage.draw < 1);
                }
                while (const auto passage = pipe.take(faults, now)) {
                    came << passage->unit.raw;
                    waits.push_back(now - passage->arrived);
                }
            }
            QCOMPARE(came, sent);
            QVERIFY(*std::min_element(waits.begin(), waits.end()) <
                    *std::max_element(waits.begin(), waits.end()));
            QVERIFY(*std::max_element(waits.begin(), waits.end()) <= 100);
        }
    }

    void aChangeOfLatencyTakesEffectOnWhatIsInside()
    {
        Pipe pipe;
        Random random;
        LinkFaults faults;
        faults.latency = {1000, 0};
        pipe.push(unit("a"), 0, random);
        pipe.push(unit("b"), 10, random);
        QCOMPARE(leaving(pipe, faults, 500), QByteArrayList());
        faults.latency = {500, 0};
        QCOMPARE(leaving(pipe, faults, 500), QByteArrayList{"a"});
        faults.latency = {2000, 0};
        QCOMPARE(pipe.due(faults, 500), std::optional<Nanoseconds>(2010));
        faults.latency = {};
        QCOMPARE(leaving(pipe, faults, 500), QByteArrayList{"b"});
    }

    void whileFrozenNothingLeavesAndNothingIsDue()
    {
        Pipe pipe;
        Random random;
        LinkFaults faults;
        pipe.push(unit("a"), 0, random);
        faults.freeze.start(0, 100);
        pipe.push(unit("b"), 50, random);
        QVERIFY(!pipe.take(faults, 99));
        QVERIFY(!pipe.due(faults, 99));
        QCOMPARE(leaving(pipe, faults, 100), (QByteArrayList{"a", "b"}));
    }

    void drainingGivesEverythingThatIsInside()
    {
        Pipe pipe;
        Random random;
        LinkFaults faults;
        faults.freeze.start(0, std::nullopt);
        pipe.push(unit("a"), 0, random);
        pipe.push(unit("b"), 0, random);
        const auto all = pipe.drain();
        QCOMPARE(all.size(), 2U);
        QCOMPARE(all[0].unit.raw, "a");
        QCOMPARE(all[1].unit.raw, "b");
        QVERIFY(pipe.isEmpty());
        QCOMPARE(pipe.bytes(), 0);
    }
};

QTEST_GUILESS_MAIN(TestPipe)
#include "tst_pipe.moc"
