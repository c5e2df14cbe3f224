#include <session/engine/enginethread.h>
#include <session/runsource.h>

#include <QSemaphore>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;

namespace {

// Links alone, in front of a server that need not be there.
EnginePlan links(quint16 port = 0)
{
    EnginePlan plan;
    plan.attach = AttachOptions{.upstream = *Upstream::parse(QStringLiteral("localhost:1"))};
    plan.clients = {QStringLiteral("A")};
    plan.port = port;
    plan.portIsPreferred = false;
    return plan;
}

void watchNothing(Engine &, QObject *) {}

} // namespace

class TestEngineThread : public QObject
{
    Q_OBJECT

    using State = EngineThread::State;

private Q_SLOTS:
    void startsAndStops()
    {
        EngineThread thread;
        QSignalSpy started(&thread, &EngineThread::started);
        QSignalSpy stopped(&thread, &EngineThread::stopped);
        QCOMPARE(thread.state(), State::Idle);
        for (int round = 1; round <= 2; ++round) {
            thread.start(links(), std::make_shared<RunSource>(), watchNothing);
            QCOMPARE(thread.state(), State::Starting);
            QTRY_COMPARE(started.count(), round);
            QCOMPARE(thread.state(), State::Running);
            thread.stop();
            QCOMPARE(thread.state(), State::Stopping);
            QTRY_COMPARE(stopped.count(), round);
            QCOMPARE(thread.state(), State::Idle);
        }
    }

    void isStoppedBeforeItHasStarted()
    {
        EngineThread thread;
        QSignalSpy started(&thread, &EngineThread::started);
        QSignalSpy stopped(&thread, &EngineThread::stopped);
        thread.start(links(), std::make_shared<RunSource>(), watchNothing);
        thread.stop();
        QTRY_COMPARE(stopped.count(), 1);
        QCOMPARE(started.count(), 0);
    }

    void whatCannotStartIsStoppedAgain()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        EngineThread thread;
        QSignalSpy failed(&thread, &EngineThread::startFailed);
        QSignalSpy stopped(&thread, &EngineThread::stopped);
        thread.start(links(other.serverPort()), std::make_shared<RunSource>(), watchNothing);
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(thread.state(), State::Idle);
        QCOMPARE(stopped.count(), 0);
    }

    void commandsWaitUntilItHasStartedAndEndWithIt()
    {
        EngineThread thread;
        QSignalSpy stopped(&thread, &EngineThread::stopped);
        std::vector<int> done;
        thread.command([&done](Engine &) { done.push_back(0); }); // nobody there
        thread.start(links(), std::make_shared<RunSource>(), watchNothing);
        thread.command([&done](Engine &) { done.push_back(1); });
        thread.stop();
        thread.command([&done](Engine &) { done.push_back(2); }); // too late
        QTRY_COMPARE(stopped.count(), 1);
        QCOMPARE(done, std::vector<int>{1});
    }

    // A call that never returns, as of a library: it is not waited for, and what it may touch stays.
    void aThreadThatHangsIsLeftBehind()
    {
        QSemaphore hang;
        auto source = std::make_shared<RunSource>();
        const std::weak_ptr<RunSource> kept = source;
        EngineThread thread(std::chrono::milliseconds(50));
        QSignalSpy stopped(&thread, &EngineThread::stopped);
        QSignalSpy left(&thread, &EngineThread::leftBehind);
        QSignalSpy started(&thread, &EngineThread::started);
        QSemaphore ended;
        bool heard = false;
        thread.start(links(), source, [&](Engine &engine, QObject *context) {
            connect(&engine, &Engine::commandFailed, context, [&heard] { heard = true; });
            connect(
                &engine, &QObject::destroyed, &engine, [&ended] { ended.release(); }, Qt::DirectConnection);
        });
        QTRY_COMPARE(started.count(), 1);
        QSemaphore hangs;
        thread.command([&](Engine &engine) {
            hangs.release();
            hang.acquire();
            Q_EMIT engine.commandFailed(Error{QStringLiteral("late")});
        });
        hangs.acquire();
        thread.stop();
        QTRY_COMPARE(stopped.count(), 1);
        QCOMPARE(left.count(), 1);
        QVERIFY(left.first().first().value<Error>().message.contains(QStringLiteral("ports stay taken")));

        // Another run begins beside it.
        source = std::make_shared<RunSource>();
        thread.start(links(), source, watchNothing);
        QTRY_COMPARE(started.count(), 2);
        QVERIFY(!kept.expired());
        hang.release();
        ended.acquire(); // it comes back, and ends by itself
        QTRY_VERIFY(kept.expired());
        QVERIFY(!heard);
        QCOMPARE(thread.state(), State::Running);
    }

    // Many handlers that run away one after another, each of which is stopped by its own limit alone after a
    // second: the server's end does not wait for them.
    void aScriptThatRunsAwayIsStopped_data()
    {
        QTest::addColumn<bool>("atOnce");
        QTest::newRow("it is told") << false;
        QTest::newRow("the program ends") << true;
    }
    void aScriptThatRunsAwayIsStopped()
    {
        QFETCH(bool, atOnce);
        const QTemporaryDir dir;
        EnginePlan plan;
        plan.links = false;
        plan.portIsPreferred = false;
        plan.scriptFile = dir.filePath(QStringLiteral("server.js"));
        QFile script(plan.scriptFile);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("import { after } from 'swapscope'\n"
                     "for (let i = 0; i < 30; ++i) after('1ms', () => { for (;;) ; })\n");
        script.close();
        const auto source = std::make_shared<RunSource>();
        QStringList errors;
        {
            EngineThread thread(std::chrono::seconds(4));
            QSignalSpy stopped(&thread, &EngineThread::stopped);
            QSignalSpy left(&thread, &EngineThread::leftBehind);
            thread.start(plan, source, [&errors](Engine &engine, QObject *context) {
                connect(&engine, &Engine::scriptFailed, context,
                        [&errors](const Error &error) { errors << error.message; });
            });
            QTRY_VERIFY(!errors.isEmpty()); // the first has been stopped, the others follow
            if (!atOnce) {
                thread.stop();
                QTRY_COMPARE(stopped.count(), 1);
            }
            QCOMPARE(left.count(), 0);
        }
        QVERIFY2(errors.first().contains(QStringLiteral("for longer than")), qPrintable(errors.first()));
        QCOMPARE(source.use_count(), 1L); // nothing was left behind
    }

    void anEndThatCannotWaitForSignals()
    {
        const auto source = std::make_shared<RunSource>();
        {
            EngineThread thread;
            thread.start(links(), source, watchNothing);
        }
        QCOMPARE(source.use_count(), 1L);
        QSemaphore hang;
        {
            EngineThread thread(std::chrono::milliseconds(20));
            thread.start(links(), source, watchNothing);
            thread.command([&hang](Engine &) { hang.acquire(); });
        }
        QCOMPARE(source.use_count(), 2L); // it is left behind
        hang.release();
        QTRY_COMPARE(source.use_count(), 1L);
    }
};

QTEST_GUILESS_MAIN(TestEngineThread)
#include "tst_enginethread.moc"
