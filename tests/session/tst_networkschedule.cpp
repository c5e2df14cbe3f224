#include <session/engine/networkschedule.h>

#include <QTest>

using namespace swapscope;
using namespace std::chrono_literals;

namespace {

NetworkStep step(Nanoseconds at, const char *fault)
{
    NetworkStep made;
    made.at = at;
    made.command.client = QStringLiteral("B");
    made.command.fault = QString::fromLatin1(fault);
    return made;
}

QStringList faults(const std::vector<NetworkStep> &steps)
{
    QStringList names;
    for (const NetworkStep &each : steps)
        names << each.command.fault;
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
        QCOMPARE(schedule.wait(0), 12s);
        QCOMPARE(faults(schedule.takeDue(12 * kSecond - 1)), QStringList());
        QCOMPARE(faults(schedule.takeDue(12 * kSecond)), QStringList{QStringLiteral("latency")});
        QCOMPARE(schedule.wait(12 * kSecond + 1), 4s);
        QCOMPARE(schedule.wait(16 * kSecond - 1), 1ms);                // not early
        QCOMPARE(schedule.wait(16 * kSecond + 2 * kMillisecond), 0ms); // overdue
        QVERIFY(!schedule.finished());
        QCOMPARE(faults(schedule.takeDue(60 * kSecond)),
                 (QStringList{QStringLiteral("cut"), QStringLiteral("freeze")}));
        QVERIFY(schedule.finished());
        QCOMPARE(schedule.wait(0), std::nullopt);
        QCOMPARE(faults(schedule.takeDue(90 * kSecond)), QStringList());
    }

    void anEmptyScheduleIsFinished() { QVERIFY(NetworkSchedule({}, 0).finished()); }
};

QTEST_GUILESS_MAIN(TestNetworkSchedule)
#include "tst_networkschedule.moc"
