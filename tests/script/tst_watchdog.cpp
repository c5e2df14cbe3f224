#include <script/watchdog.h>

#include <QJSEngine>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestWatchdog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stopsWhatDoesNotEnd();
    void leavesAloneWhatEnds();
    void leavesAloneWhatWaits();
    void goesWithoutHavingWatched();
};

void TestWatchdog::stopsWhatDoesNotEnd()
{
    for (int round = 0; round < 10; ++round) {
        QJSEngine engine;
        Watchdog watchdog(engine,
                          std::chrono::milliseconds(10)); // armed before its thread has begun, perhaps
        for (int time = 0; time < 2; ++time) {
            watchdog.arm();
            const QJSValue stopped =
                engine.evaluate(u"for (;;) { try { for (;;) ; } catch (e) {} finally { 1 } }"_s);
            QVERIFY(engine.isInterrupted());
            QVERIFY(stopped.isError());
            QVERIFY(watchdog.disarm());
            QVERIFY(!engine.isInterrupted());
            QCOMPARE(engine.evaluate(u"1 + 1"_s).toInt(), 2);
        }
    }
}

void TestWatchdog::leavesAloneWhatEnds()
{
    QJSEngine engine;
    Watchdog watchdog(engine, std::chrono::minutes(1));
    for (int i = 0; i < 1000; ++i) {
        watchdog.arm();
        QCOMPARE(engine.evaluate(u"2 * 3"_s).toInt(), 6);
        QVERIFY(!watchdog.disarm());
    }
}

// A script that the machine keeps waiting has not run for long.
void TestWatchdog::leavesAloneWhatWaits()
{
    QJSEngine engine;
    Watchdog watchdog(engine, std::chrono::milliseconds(50));
    watchdog.arm();
    std::this_thread::sleep_for(std::chrono::milliseconds(300)); // what is tested: time without the processor
    QCOMPARE(engine.evaluate(u"1 + 1"_s).toInt(), 2);
    QVERIFY(!watchdog.disarm());
}

void TestWatchdog::goesWithoutHavingWatched()
{
    QJSEngine engine;
    {
        Watchdog watchdog(engine, std::chrono::minutes(1));
    }
    QCOMPARE(engine.evaluate(u"7"_s).toInt(), 7);
}

QTEST_GUILESS_MAIN(TestWatchdog)
#include "tst_watchdog.moc"
