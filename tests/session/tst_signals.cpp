#include <session/signals.h>

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

#include <chrono>
#include <csignal>
#include <thread>

#include <semaphore.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace std::chrono_literals;
using namespace swapscope;

// The thread sanitizer keeps a forked child's signals back until it exits.
#ifdef __SANITIZE_THREAD__
constexpr bool kChildHasSignals = false;
#else
constexpr bool kChildHasSignals = true;
#endif

class TestSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Whoever runs the tests may ignore it.
    void initTestCase() { std::signal(SIGHUP, SIG_DFL); }

    // nohup(1): the program is to outlive its terminal.
    void whoIgnoresItsTerminalGoesOn()
    {
        std::signal(SIGHUP, SIG_IGN);
        {
            TerminationSignals signals_;
            QSignalSpy terminated(&signals_, &TerminationSignals::terminated);
            QCOMPARE(::raise(SIGHUP), 0);
            QCOMPARE(::raise(SIGTERM), 0);
            QTRY_COMPARE(terminated.size(), 1);
        }
        QVERIFY(std::signal(SIGHUP, SIG_DFL) == SIG_IGN);
    }

    void endsAreTold_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("Ctrl+C") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("the terminal is closed") << SIGHUP;
    }

    void endsAreTold()
    {
        QFETCH(int, number);
        TerminationSignals signals_;
        QSignalSpy terminated(&signals_, &TerminationSignals::terminated);
        QCOMPARE(::kill(::getpid(), number), 0);
        QTRY_COMPARE(terminated.size(), 1);
    }

    // The system gives a signal for the process to any thread that does not block it.
    void aThreadThatIsOlderDoesNotMatter_data() { endsAreTold_data(); }
    void aThreadThatIsOlderDoesNotMatter()
    {
        QFETCH(int, number);
        sem_t end;
        sem_init(&end, 0, 0);
        std::thread older([&end] {
            while (sem_wait(&end) != 0)
                ;
        });
        const pthread_t thread = older.native_handle();
        TerminationSignals signals_;
        QSignalSpy terminated(&signals_, &TerminationSignals::terminated);
        const int sent = ::pthread_kill(thread, number);
        sem_post(&end);
        older.join(); // it has taken the signal before it ends
        QCOMPARE(sent, 0);
        QTRY_COMPARE(terminated.size(), 1);
    }

    // A program that does not deal with the first one can be ended by another, but not by one that was sent
    // together with it.
    void aProgramThatHangsCanBeEnded_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<std::chrono::nanoseconds>("patience");
        QTest::addColumn<bool>("ends");
        QTest::newRow("Ctrl+C twice, later") << SIGINT << -1ns << true;
        QTest::newRow("SIGTERM twice, later") << SIGTERM << -1ns << true;
        QTest::newRow("Ctrl+C twice, at once") << SIGINT << std::chrono::nanoseconds(1h) << false;
    }
    void aProgramThatHangsCanBeEnded()
    {
        if (!kChildHasSignals)
            QSKIP("the thread sanitizer keeps a forked child's signals back");
        QFETCH(int, number);
        QFETCH(std::chrono::nanoseconds, patience);
        QFETCH(bool, ends);
        const TerminationSignals signals_(patience);
        const pid_t child = ::fork();
        if (child == 0) { // has no event loop that runs
            ::raise(number);
            ::raise(number);
            ::_exit(0);
        }
        QVERIFY(child > 0);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QCOMPARE(WIFSIGNALED(status), ends);
        if (ends)
            QCOMPARE(WTERMSIG(status), number);
        else
            QCOMPARE(WEXITSTATUS(status), 0);
    }

    // What was dealt with does not count when the next one comes.
    void eachIsDealtWith()
    {
        TerminationSignals signals_(-1ns);
        QSignalSpy terminated(&signals_, &TerminationSignals::terminated);
        for (int i = 1; i <= 3; ++i) {
            QCOMPARE(::raise(SIGINT), 0);
            QTRY_COMPARE(terminated.size(), i);
        }
    }

    // Afterwards a signal does again what it did before.
    void afterwardsTheOldHandlersAreBack_data() { endsAreTold_data(); }
    void afterwardsTheOldHandlersAreBack()
    {
        QFETCH(int, number);
        struct sigaction own = {};
        own.sa_handler = [](int) {};
        struct sigaction tests = {};
        QCOMPARE(sigaction(number, &own, &tests), 0);
        struct sigaction now = {};
        {
            const TerminationSignals signals_;
            QCOMPARE(sigaction(number, nullptr, &now), 0);
            QVERIFY(now.sa_handler != own.sa_handler);
        }
        QCOMPARE(sigaction(number, &tests, &now), 0);
        QVERIFY(now.sa_handler == own.sa_handler);
    }
};

QTEST_GUILESS_MAIN(TestSignals)
#include "tst_signals.moc"
