#include <script/schedule.h>

#include <QTest>

using namespace swapscope;

class TestSchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onceComesOnce();
    void repeatedCountsAndKeepsItsBeat();
    void lateBeatsAreLeftOut();
    void sameMomentInOrder();
    void cancelled();
};

void TestSchedule::onceComesOnce()
{
    Schedule schedule;
    const int id = schedule.once(100, 50);
    QCOMPARE(schedule.next(), 150);
    QVERIFY(!schedule.take(149));
    const auto due = schedule.take(150);
    QVERIFY(due);
    QCOMPARE(due->id, id);
    QVERIFY(due->last);
    QCOMPARE(schedule.size(), 0);
    QVERIFY(!schedule.next());
}

void TestSchedule::repeatedCountsAndKeepsItsBeat()
{
    Schedule schedule;
    schedule.repeat(0, 100);
    QCOMPARE(schedule.take(105)->count, 1);
    QCOMPARE(schedule.next(), 200); // not 205
    const auto second = schedule.take(200);
    QCOMPARE(second->count, 2);
    QVERIFY(!second->last);
}

void TestSchedule::lateBeatsAreLeftOut()
{
    Schedule schedule;
    schedule.repeat(0, 100);
    QCOMPARE(schedule.take(350)->count, 1);
    QVERIFY(!schedule.take(350));
    QCOMPARE(schedule.next(), 400);
}

void TestSchedule::sameMomentInOrder()
{
    Schedule schedule;
    const int a = schedule.once(0, 10);
    const int b = schedule.repeat(0, 10);
    const int c = schedule.once(5, 5);
    QCOMPARE(schedule.take(10)->id, a);
    QCOMPARE(schedule.take(10)->id, b);
    QCOMPARE(schedule.take(10)->id, c);
    QVERIFY(!schedule.take(10));
}

void TestSchedule::cancelled()
{
    Schedule schedule;
    const int a = schedule.once(0, 10);
    const int b = schedule.once(0, 20);
    schedule.cancel(a);
    schedule.cancel(a);
    schedule.cancel(4711);
    QCOMPARE(schedule.next(), 20);
    QCOMPARE(schedule.take(30)->id, b);
    schedule.once(30, 1);
    schedule.clear();
    QVERIFY(!schedule.next());
}

QTEST_GUILESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
