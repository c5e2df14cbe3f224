#include "kind.h"

using namespace swapscope;
using test::s;

class TestSlice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSegmentIsAByteUnlessSaid()
    {
        QCOMPARE(m_slice.acts(), (FaultActs{.path = {.slices = Slices{1, kMillisecond}}}));
        QCOMPARE(m_slice.acts({{s("bytes"), 9}, {s("gap"), 5}}),
                 (FaultActs{.path = {.slices = Slices{9, 5}}}));
        QCOMPARE(m_slice.refusal({{s("bytes"), 0}}),
                 s("bytes must be a whole number from 1 to 1000000, not 0"));
    }

    void itIsTold()
    {
        QCOMPARE(m_slice.inForce(), QStringList{s("slices of 1")});
        QCOMPARE(m_slice.phrase({{s("bytes"), 9}}), s("slice 9 bytes"));
        QCOMPARE(m_slice.phrase(), s("slice"));
    }

private:
    const test::Kind m_slice{s("slice")};
};

QTEST_GUILESS_MAIN(TestSlice)
#include "tst_slice.moc"
