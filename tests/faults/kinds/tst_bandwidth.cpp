#include "kind.h"

using namespace swapscope;
using test::s;

class TestBandwidth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsInThousandBits()
    {
        QCOMPARE(m_bandwidth.acts({{s("kbit"), 400}}), (FaultActs{.path = {.bytesPerSecond = 50'000}}));
        QCOMPARE(m_bandwidth.refusal({}), s("bandwidth needs kbit: so many thousand bits a second"));
        QCOMPARE(m_bandwidth.refusal({{s("kbit"), 0}}),
                 s("kbit must be a whole number from 1 to 1000000, not 0"));
    }

    void itHasADirectionAndATime()
    {
        LinkFaults faults;
        QVERIFY(test::applyFault(faults, s("bandwidth"),
                                 {{s("kbit"), 8}, {s("direction"), s("up")}, {s("after"), 10}, {s("for"), 5}},
                                 100));
        const auto limited = [&faults](Direction direction, Nanoseconds now) {
            return faults.path(direction, now).bytesPerSecond.has_value();
        };
        QVERIFY(!limited(Direction::Up, 109) && limited(Direction::Up, 110) && !limited(Direction::Up, 115));
        QVERIFY(!limited(Direction::Down, 110));
    }

    void itIsTold()
    {
        QCOMPARE(m_bandwidth.inForce({{s("kbit"), 64}}), QStringList{s("64 kbit/s")});
        QCOMPARE(m_bandwidth.phrase({{s("kbit"), 2048}}), s("bandwidth 256 kB/s"));
        // As it was written before there was a command that ends one fault.
        QCOMPARE(m_bandwidth.phrase({{s("kbit"), 400'000}, {s("for"), 0}}), s("end bandwidth"));
    }

private:
    const test::Kind m_bandwidth{s("bandwidth")};
};

QTEST_GUILESS_MAIN(TestBandwidth)
#include "tst_bandwidth.moc"
