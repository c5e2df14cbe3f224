#include <core/random.h>
#include <trace/ledger/numberset.h>

#include <QTest>

#include <set>

using namespace swapscope;
using Runs = std::map<qint64, qint64>;

class NumberSetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neighboursBecomeOneRun()
    {
        NumberSet set;
        QVERIFY(set.insert(5));
        QVERIFY(set.insert(7));
        QCOMPARE(set.runs(), (Runs{{5, 5}, {7, 7}}));
        QVERIFY(set.insert(6));
        QVERIFY(!set.insert(6));
        QCOMPARE(set.runs(), (Runs{{5, 7}}));
        QCOMPARE(set.size(), 3);
    }

    void removingSplitsARun()
    {
        NumberSet set;
        for (qint64 number = 1; number <= 5; ++number)
            set.insert(number);
        QVERIFY(set.remove(3));
        QVERIFY(!set.remove(3));
        QCOMPARE(set.runs(), (Runs{{1, 2}, {4, 5}}));
        QVERIFY(!set.contains(3));
        QVERIFY(set.contains(4));
    }

    void takesWhatIsNotAbove()
    {
        NumberSet set;
        for (const qint64 number : {1, 2, 5, 6, 7, 9})
            set.insert(number);
        QCOMPARE(set.takeUpTo(6), (std::vector<qint64>{1, 2, 5, 6}));
        QCOMPARE(set.runs(), (Runs{{7, 7}, {9, 9}}));
        QCOMPARE(set.size(), 2);
    }

    void removesWhatIsNotAbove()
    {
        NumberSet set;
        for (const qint64 number : {1, 2, 5, 6, 7, 9})
            set.insert(number);
        set.removeUpTo(6);
        QCOMPARE(set.runs(), (Runs{{7, 7}, {9, 9}}));
        QCOMPARE(set.size(), 2);
        set.removeUpTo(6);
        QCOMPARE(set.size(), 2);
        set.removeUpTo(20);
        QVERIFY(set.isEmpty());
        QCOMPARE(set.size(), 0);
    }

    void recentNumbersAreKnownExactly()
    {
        RecentNumbers seen;
        QVERIFY(!seen.contains(1));
        QVERIFY(seen.insert(1));
        QVERIFY(!seen.insert(1));
        QVERIFY(seen.insert(3));
        QVERIFY(!seen.contains(2));
        QVERIFY(seen.insert(RecentNumbers::kRemembered));
        QVERIFY(!seen.contains(2));
        // Two is now one too far behind.
        QVERIFY(seen.insert(RecentNumbers::kRemembered + 2));
        QVERIFY(seen.contains(2));
        QVERIFY(!seen.insert(2));
        QVERIFY(seen.contains(3));
        QVERIFY(!seen.contains(4));
    }

    void knowsItsLast()
    {
        NumberSet set;
        QCOMPARE(set.last(), 0);
        set.insert(4);
        set.insert(2);
        QCOMPARE(set.last(), 4);
        set.remove(4);
        QCOMPARE(set.last(), 2);
    }

    void unites()
    {
        NumberSet set;
        set.insert(1);
        NumberSet other;
        other.insert(1);
        other.insert(2);
        set.insert(other);
        QCOMPARE(set.runs(), (Runs{{1, 2}}));
    }

    void behavesAsAPlainSet()
    {
        Random random(7);
        NumberSet set;
        std::set<qint64> plain;
        for (int i = 0; i < 20'000; ++i) {
            const qint64 number = static_cast<qint64>(random.next() % 60);
            if (random.next() % 2 == 0)
                QCOMPARE(set.insert(number), plain.insert(number).second);
            else
                QCOMPARE(set.remove(number), plain.erase(number) == 1);
            QCOMPARE(set.size(), static_cast<qint64>(plain.size()));
            QCOMPARE(set.contains(number), plain.contains(number));
        }
        std::vector<qint64> all(plain.begin(), plain.end());
        QCOMPARE(set.takeUpTo(60), all);
        QVERIFY(set.isEmpty());
    }
};

QTEST_GUILESS_MAIN(NumberSetTest)
#include "tst_numberset.moc"
