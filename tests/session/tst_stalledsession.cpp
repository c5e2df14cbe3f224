#include "sessionbench.h"

#include <support/begun.h>
#include <support/heldthread.h>

#include <QSignalSpy>
#include <QTcpServer>

using namespace swapscope;
using test::begun;
using test::kScript;
using test::write;

// A session whose script is in a call that does not return.
class TestStalledSession : public QObject, protected test::SessionBench
{
    Q_OBJECT

    std::unique_ptr<test::HeldThread> runIntoACallThatDoesNotReturn(const SessionOptions &options = {})
    {
        write(scriptPath(), QByteArray("import { cue } from \"swapscope\"\ncue(\"Run\", () => { ") +
                                test::kNeverReturns + " })\n");
        if (const QString why = begun(*m_session, scenario(), options); !why.isEmpty())
            qFatal("%s", qPrintable(why));
        m_session->runCue(0);
        if (!QTest::qWaitFor([this] { return count(Kind::ScriptLog) == 1; }))
            qFatal("the cue does not run");
        return std::make_unique<test::HeldThread>("engine");
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    // Trace, coach and session say so meanwhile.
    void saysThatTheScriptDoesNotReturn()
    {
        QSignalSpy stalled(m_session.get(), &Session::scriptStalled);
        QSignalSpy resumed(m_session.get(), &Session::scriptResumed);
        std::unique_ptr<test::HeldThread> held = runIntoACallThatDoesNotReturn();
        QTRY_COMPARE(stalled.count(), 1);
        QCOMPARE(m_session->scriptStall()->what, QStringLiteral("the cue “Run”"));
        QCOMPARE(m_session->scriptStall()->line, 2);
        QCOMPARE(count(Kind::ScriptStalled), 1);
        QTRY_COMPARE(m_session->findings().all().size(), 1U);
        const Finding found = m_session->findings().all().front().finding;
        QCOMPARE(found.rule, QStringLiteral("script.stalled"));
        QCOMPARE(found.file, scriptPath());
        QCOMPARE(found.line, 2);

        held->release();
        QTRY_COMPARE(resumed.count(), 1);
        QVERIFY(!m_session->scriptStall());
        QCOMPARE(count(Kind::ScriptResumed), 1);
        QCOMPARE(count(Kind::ScriptError), 1); // its limit has ended it
        QTRY_VERIFY(!m_session->findings().all().front().standing());
    }

    void aScriptThatDoesNotReturnIsLeftBehind()
    {
        QSignalSpy left(m_session.get(), &Session::leftBehind);
        QSignalSpy failed(m_session.get(), &Session::commandFailed);
        const std::unique_ptr<test::HeldThread> held = runIntoACallThatDoesNotReturn();
        QTRY_VERIFY(m_session->scriptStall());
        QCOMPARE(begun(*m_session, [&] { m_session->restart(); }), QString());
        QVERIFY(!m_session->scriptStall()); // the other one's
        QCOMPARE(left.count(), 1);
        QCOMPARE(failed.count(), 1);
    }

    // It never ran, so nobody was shown anything of it: its end is told all the same.
    void aTopLevelThatDoesNotReturnIsLeftBehindAndItsAccountsAreClosed()
    {
        write(scriptPath(), test::kNeverReturns);
        QSignalSpy stalled(m_session.get(), &Session::scriptStalled);
        QSignalSpy left(m_session.get(), &Session::leftBehind);
        QSignalSpy finished(m_session.get(), &Session::ledgerFinished);
        m_session->open(scenario(), {});
        QTRY_COMPARE(m_session->trace().ofKind(Kind::ScriptLog).size(), 1U);
        const test::HeldThread held("engine");
        QTRY_COMPARE(stalled.count(), 1);
        m_session->close();
        QTRY_COMPARE(m_session->state(), Session::State::Idle);
        QCOMPARE(left.count(), 1);
        m_session->finishLedger();
        QTRY_COMPARE(finished.count(), 1);
    }

    // The port that had to be had is kept by the server that was left behind: the next run has another one.
    void aPortThatIsLeftBehindIsReplacedAndThatIsSaid_data()
    {
        QTest::addColumn<bool>("ran");
        QTest::newRow("a handler does not return") << true;
        QTest::newRow("the top level does not") << false;
    }
    void aPortThatIsLeftBehindIsReplacedAndThatIsSaid()
    {
        QFETCH(bool, ran);
        SessionOptions options;
        {
            QTcpServer free;
            QVERIFY(free.listen(QHostAddress::LocalHost));
            options.port = free.serverPort();
        }
        options.portIsPreferred = false;
        std::unique_ptr<test::HeldThread> held;
        if (ran) {
            held = runIntoACallThatDoesNotReturn(options);
        } else {
            write(scriptPath(), test::kNeverReturns);
            m_session->open(scenario(), options);
            QTRY_COMPARE(m_session->trace().ofKind(Kind::ScriptLog).size(), 1U);
            held = std::make_unique<test::HeldThread>("engine");
        }
        write(scriptPath(), kScript);
        QSignalSpy failed(m_session.get(), &Session::commandFailed);
        QCOMPARE(begun(*m_session, scenario(), options), QString());
        const QUrl address = m_session->clients().front().url;
        QVERIFY(address.port() != options.port);
        QCOMPARE(failed.count(), 1);
        const QString said = failed.front().front().value<Error>().message;
        QVERIFY2(said.contains(QStringLiteral("Port %1 stays taken").arg(options.port)) &&
                     said.contains(address.toString()),
                 qPrintable(said));

        // From there it moves no more.
        QCOMPARE(begun(*m_session, [&] { m_session->restart(); }), QString());
        QCOMPARE(m_session->clients().front().url, address);
        QCOMPARE(failed.count(), 1);
    }
};

QTEST_GUILESS_MAIN(TestStalledSession)
#include "tst_stalledsession.moc"
