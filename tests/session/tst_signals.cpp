#include <session/signals.h>

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace swapscope;

class TestSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsAreTold_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("Ctrl+C") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }

    void endsAreTold()
    {
        QFETCH(int, number);
        TerminationSignals signals_;
        QSignalSpy terminated(&signals_, &TerminationSignals::terminated);
        // To this thread: what is sent to the process may be taken by the thread that Qt Test watches with,
        // which was there before and blocks nothing.
        QCOMPARE(::pthread_kill(::pthread_self(), number), 0);
        QTRY_COMPARE(terminated.size(), 1);
    }

    // Afterwards a signal does again what the system does with it.
    void afterwardsNothingIsBlocked()
    {
        {
            const TerminationSignals signals_;
            sigset_t blocked;
            QCOMPARE(pthread_sigmask(SIG_SETMASK, nullptr, &blocked), 0);
            QVERIFY(sigismember(&blocked, SIGTERM) == 1);
        }
        sigset_t blocked;
        QCOMPARE(pthread_sigmask(SIG_SETMASK, nullptr, &blocked), 0);
        QCOMPARE(sigismember(&blocked, SIGTERM), 0);
        QCOMPARE(sigismember(&blocked, SIGINT), 0);
    }
};

QTEST_GUILESS_MAIN(TestSignals)
#include "tst_signals.moc"
