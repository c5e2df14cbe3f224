#include <core/bynumber.h>
#include <core/ids.h>

#include <QTest>

#include <array>
#include <map>
#include <random>

using namespace swapscope;

class TestByNumber : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsAnywhere();
    void whatWasNeverWrittenIsNothing();
    void farNumbersCostLittle();
    void anyOrderIsAsInAMap();
    void aTypedIdIsAsGoodAsANumber();
};

void TestByNumber::beginsAnywhere()
{
    ByNumber<int> values;
    QVERIFY(values.find(7) == nullptr);
    values[1'000'000] = 5;
    values[1'000'001] = 6;
    values[999'999] = 4;
    QCOMPARE(*values.find(999'999), 4);
    QCOMPARE(*values.find(1'000'000), 5);
    QCOMPARE(*values.find(1'000'001), 6);
    QVERIFY(values.find(1'000'002) == nullptr);
}

void TestByNumber::whatWasNeverWrittenIsNothing()
{
    ByNumber<int> values;
    values[1] = 1;
    values[10] = 10;
    QCOMPARE(*values.find(5), 0);
    QVERIFY(values.find(-1) == nullptr);
}

// A file may name any numbers: the memory follows the numbers there are, not their size.
void TestByNumber::farNumbersCostLittle()
{
    ByNumber<std::array<char, 4096>> values;
    for (qint64 i = 0; i < 1000; ++i)
        values[i * 1'000'000'000'000][0] = 'x';
    QCOMPARE((*values.find(999'000'000'000'000))[0], 'x');
    QVERIFY(values.find(500'000'000'001) == nullptr);
}

void TestByNumber::anyOrderIsAsInAMap()
{
    std::mt19937 random(7); // NOLINT(cert-msc51-cpp,cert-msc32-c): the same numbers in every run
    for (const int most : {50, 5'000, 5'000'000}) {
        ByNumber<int> values;
        std::map<qint64, int> expected;
        for (int i = 1; i < 3000; ++i) {
            const auto number = static_cast<qint64>(random() % static_cast<unsigned>(most));
            values[number] = i;
            expected[number] = i;
        }
        for (const auto &[number, value] : expected)
            QCOMPARE(*values.find(number), value);
    }
}

void TestByNumber::aTypedIdIsAsGoodAsANumber()
{
    ByNumber<int, ConnectionId> values;
    values[ConnectionId(7)] = 70;
    QCOMPARE(*values.find(ConnectionId(7)), 70);
    QVERIFY(values.find(ConnectionId(8)) == nullptr);
}

QTEST_GUILESS_MAIN(TestByNumber)
#include "tst_bynumber.moc"
