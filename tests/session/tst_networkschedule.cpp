#include <session/networkschedule.h>

#include <QTest>

using namespace swapscope;

namespace {

NetworkStep step(Nanoseconds at, const char *fault)
{
    NetworkStep made;
    made.at = at;
    made.client = QStringLiteral("B");
    made.fault = QString::fromLatin1(fault);
    return made;
}

QStringList faults(const std::vector<NetworkStep> &steps)
{
    QStringList names;
    for (const NetworkStep &each : steps)
        names << each.fault;
    return names;
}

} // namespace

class TestNetworkSchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesEachStepOnceWhenItIsDue()
    {
        NetworkSchedule schedule(
            {step(6 * kSecond, "cut"), step(2 * kSecond, "latency"), step(6 * kSecond, "freeze")},
            10 * kSecond);
        QCOMPARE(schedule.next(), 12 * kSecond);
        QCOMPARE(faults(schedule.takeDue(12 * kSecond - 1)), QStringList());
        QCOMPARE(faults(schedule.takeDue(12 * kSecond)), QStringList{QStringLiteral("latency")});
        QCOMPARE(schedule.next(), 16 * kSecond);
        QVERIFY(!schedule.finished());
        QCOMPARE(faults(schedule.takeDue(60 * kSecond)),
                 (QStringList{QStringLiteral("cut"), QStringLiteral("freeze")}));
        QVERIFY(schedule.finished());
        QCOMPARE(schedule.next(), std::nullopt);
        QCOMPARE(faults(schedule.takeDue(90 * kSecond)), QStringList());
    }

    void anEmptyScheduleIsFinished() { QVERIFY(NetworkSchedule({}, 0).finished()); }
};

QTEST_GUILESS_MAIN(TestNetworkSchedule)
#include "tst_networkschedule.moc"
