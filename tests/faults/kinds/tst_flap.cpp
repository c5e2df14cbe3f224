#include "kind.h"

using namespace swapscope;
using test::s;

class TestFlap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itDropsAtOnceOrAfterSoLong()
    {
        QCOMPARE(m_flap.acts(), (FaultActs{.request = DropAfterOpening{0}}));
        QCOMPARE(m_flap.acts({{s("open_for"), 70}}), (FaultActs{.request = DropAfterOpening{70}}));
    }

    void whatIsWrongIsSaid()
    {
        QCOMPARE(m_flap.refusal({{s("next"), -1}}),
                 s("next must be a whole number from 1 to 1000000, not -1"));
    }

    void itIsTold() { QCOMPARE(m_flap.inForce(), QStringList{s("flaps")}); }

private:
    const test::Kind m_flap{s("flap")};
};

QTEST_GUILESS_MAIN(TestFlap)
#include "tst_flap.moc"
