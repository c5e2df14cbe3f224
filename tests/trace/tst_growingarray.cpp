#include <trace/store/eventlist.h>
#include <trace/store/growingarray.h>

#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace swapscope;

class GrowingArrayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyValueKeepsItsPlace()
    {
        Arena arena;
        GrowingArray<quint32> numbers;
        QCOMPARE(numbers.size(), 0U);
        QVERIFY(numbers.append(arena, 0));
        const quint32 *first = &numbers[0];
        for (quint32 i = 1; i < 100'000; ++i)
            QVERIFY(numbers.append(arena, i));
        QCOMPARE(&numbers[0], first);
        for (quint32 i = 0; i < 100'000; ++i)
            QCOMPARE(numbers[i], i);
    }

    void whatIsReservedIsSeenWhenItIsPublished()
    {
        Arena arena;
        GrowingArray<quint32> numbers;
        *numbers.reserve(arena, 0) = 7;
        QCOMPARE(numbers.size(), 0U);
        numbers.publish(1);
        QCOMPARE(numbers.size(), 1U);
        QCOMPARE(numbers[0], 7U);
    }

    void othersReadWhileItGrows()
    {
        Arena arena;
        GrowingArray<quint64> squares;
        constexpr quint32 kLast = 50'000;
        std::atomic<int> wrong = 0;
        std::thread reader([&] {
            for (quint32 seen = 0; seen < kLast; seen = squares.size()) {
                if (seen > 0 && squares[seen - 1] != quint64(seen - 1) * (seen - 1))
                    ++wrong;
            }
        });
        for (quint64 i = 0; i < kLast; ++i)
            squares.append(arena, i * i);
        reader.join();
        QCOMPARE(wrong.load(), 0);
    }

    void aListOfEventsIsARange()
    {
        Arena arena;
        EventList list;
        QVERIFY(list.empty());
        for (const EventId id : {3U, 5U, 8U, 13U})
            QVERIFY(list.append(arena, id));
        QCOMPARE(list.front(), EventId(3));
        QCOMPARE(list.back(), EventId(13));
        QCOMPARE(*std::lower_bound(list.begin(), list.end(), EventId(6)), EventId(8));
        QCOMPARE(*list.rbegin(), EventId(13));
        QCOMPARE(std::vector<EventId>(list), (std::vector<EventId>{3, 5, 8, 13}));
    }
};

QTEST_GUILESS_MAIN(GrowingArrayTest)
#include "tst_growingarray.moc"
