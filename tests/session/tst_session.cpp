#include "sessionbench.h"

#include <session/holds.h>
#include <support/begun.h>
#include <trace/ledger/ledger.h>

#include <support/commands.h>

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QWebSocket>

using namespace swapscope;
using test::begun;
using test::ended;
using test::kManifest;
using test::kScript;
using test::write;

class TestSession : public QObject, protected test::SessionBench
{
    Q_OBJECT

    // A client that is no page, through the link of A or B.
    std::unique_ptr<QWebSocket> connectTo(const QString &client)
    {
        auto socket = std::make_unique<QWebSocket>();
        for (const ClientInfo &info : m_session->clients()) {
            if (info.name == client) {
                QUrl url = info.url;
                url.setScheme(QStringLiteral("ws"));
                url.setPath(QStringLiteral("/chat"));
                socket->open(url);
            }
        }
        return socket;
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void opensAndCloses()
    {
        QSignalSpy opened(m_session.get(), &Session::opened);
        QSignalSpy closed(m_session.get(), &Session::closed);
        QCOMPARE(begun(*m_session, scenario()), QString());
        QCOMPARE(opened.count(), 1);
        QVERIFY(m_session->isOpen());
        QCOMPARE(m_session->htmx(), QStringLiteral("2"));
        QCOMPARE(m_session->params().value(QStringLiteral("word")), QStringLiteral("one"));
        QCOMPARE(static_cast<int>(m_session->clients().size()), 2);
        QTRY_COMPARE(m_session->cues(), QStringList{QStringLiteral("Say it")});
        QTRY_COMPARE(m_session->channels(), QStringList{QStringLiteral("room")});
        QVERIFY(ended(*m_session));
        QCOMPARE(closed.count(), 1);
        QVERIFY(!m_session->isOpen());
        QCOMPARE(count(Kind::ServerStopped), 1);
    }

    void refusesWhatTheManifestDoesNotKnow()
    {
        SessionOptions version;
        version.htmx = QStringLiteral("3");
        QCOMPARE(begun(*m_session, scenario(), version),
                 QStringLiteral("\"Test\" does not run under htmx 3; it names 2 and 4"));
        SessionOptions param;
        param.params = {{QStringLiteral("word"), QStringLiteral("three")}};
        QVERIFY(begun(*m_session, scenario(), param).contains(QStringLiteral("two")));
        QVERIFY(!m_session->isOpen());
    }

    // Scenario, parameters and version are always of the same run.
    void whatIsRefusedChangesNothing()
    {
        QCOMPARE(begun(*m_session, scenario()), QString());
        Scenario other = scenario();
        other.name = QStringLiteral("other");
        SessionOptions options;
        options.params = {{QStringLiteral("word"), QStringLiteral("three")}};
        QVERIFY(!begun(*m_session, other, options).isEmpty());
        QVERIFY(m_session->isOpen());
        QVERIFY(m_session->scenario().name != other.name);
        QCOMPARE(m_session->params().value(QStringLiteral("word")), QStringLiteral("one"));
    }

    // Every command of the API, in every order: one engine at a time, and the last wish is what runs.
    void theLastWishCounts()
    {
        QSignalSpy opened(m_session.get(), &Session::opened);
        QSignalSpy closed(m_session.get(), &Session::closed);
        const auto version = [](const char *htmx) {
            return SessionOptions{.htmx = QString::fromLatin1(htmx)};
        };
        m_session->open(scenario(), version("2"));
        QCOMPARE(m_session->state(), Session::State::Starting);
        m_session->open(scenario(), version("4")); // while it starts
        QCOMPARE(m_session->state(), Session::State::Stopping);
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(closed.count(), 0); // the first was never opened
        QCOMPARE(m_session->htmx(), QStringLiteral("4"));

        m_session->restart();
        m_session->setHtmx(QStringLiteral("2")); // while it stops
        m_session->setParam(QStringLiteral("word"), QStringLiteral("two"));
        QTRY_COMPARE(opened.count(), 2);
        QCOMPARE(closed.count(), 1);
        QCOMPARE(m_session->htmx(), QStringLiteral("2"));
        QCOMPARE(m_session->params().value(QStringLiteral("word")), QStringLiteral("two"));

        m_session->restart();
        m_session->close(); // forgets the wish
        QTRY_COMPARE(m_session->state(), Session::State::Idle);
        QCOMPARE(opened.count(), 2);
        QCOMPARE(closed.count(), 2);
        m_session->restart(); // of nothing
        QCOMPARE(m_session->state(), Session::State::Idle);
    }

    // As an editor does, whose file changes while the run before closes.
    void aRunThatIsAskedForWhileAnotherClosesIsTheOnlyOne()
    {
        QCOMPARE(begun(*m_session, scenario()), QString());
        QSignalSpy opened(m_session.get(), &Session::opened);
        connect(
            m_session.get(), &Session::stateChanged, m_session.get(),
            [this](Session::State state) {
                if (state == Session::State::Stopping) {
                    m_session->open(scenario(), {});
                    m_session->reloadScript();
                }
            },
            Qt::SingleShotConnection);
        connect(
            m_session.get(), &Session::closed, m_session.get(), [this] { m_session->open(scenario(), {}); },
            Qt::SingleShotConnection);
        m_session->close();
        QTRY_COMPARE(opened.count(), 1);
        QVERIFY(m_session->isOpen());
        const auto socket = connectTo(QStringLiteral("A"));
        QSignalSpy received(socket.get(), &QWebSocket::textMessageReceived);
        QTRY_COMPARE(count(Kind::ServerOpened), 1);
        m_session->runCue(0);
        QTRY_COMPARE(received.count(), 1); // its engine is there
        QCOMPARE(count(Kind::ServerStopped), 0);
    }

    // The caller goes on at once, however long the script's top level takes; it is ended like any other.
    void nobodyWaitsForAScriptThatTakesLong()
    {
        write(scriptPath(),
              "const end = Date.now() + 300; while (Date.now() < end);\n" + QByteArray(kScript));
        QSignalSpy opened(m_session.get(), &Session::opened);
        m_session->open(scenario(), {});
        QCOMPARE(m_session->state(), Session::State::Starting);
        int turns = 0;
        QTimer timer;
        connect(&timer, &QTimer::timeout, &timer, [&turns] { ++turns; });
        timer.start(10);
        m_session->runCue(0); // is queued
        QTRY_COMPARE(opened.count(), 1);
        QVERIFY2(turns > 3, "the main thread stood still");
        QTRY_COMPARE(count(Kind::ServerPublished), 1);
        m_session->restart();
        m_session->close();
        QTRY_COMPARE(m_session->state(), Session::State::Idle);
    }

    void anErrorOfTheScriptAtTheStartIsToldOnce()
    {
        write(scriptPath(), QByteArray(kScript) + "nothing.at.all\n");
        QSignalSpy failed(m_session.get(), &Session::scriptFailed);
        QCOMPARE(begun(*m_session, scenario()), QString());
        QVERIFY(m_session->scriptError().has_value());
        QTRY_COMPARE(count(Kind::ServerStarted), 1);
        QCOMPARE(failed.count(), 0);
    }

    void aMessageIsSeenInServerAndLink()
    {
        QCOMPARE(begun(*m_session, scenario()), QString());
        const auto socket = connectTo(QStringLiteral("A"));
        QSignalSpy received(socket.get(), &QWebSocket::textMessageReceived);
        QTRY_COMPARE(count(Kind::ServerOpened), 1);
        QTRY_VERIFY(socket->isValid()); // the server's answer has yet to arrive here
        socket->sendTextMessage(QStringLiteral("{\"m\":\"hi\"}"));
        QTRY_COMPARE(received.count(), 1);
        QCOMPARE(received.first().first().toString(), QStringLiteral("<p>hi</p>"));
        QTRY_COMPARE(m_session->ledger().summary(QStringLiteral("A"), m_session->now()).delivered, 1);
        const Event &sent = last(Kind::ServerSent);
        const Event &crossed = last(Kind::LinkMessage);
        QCOMPARE(sent.client, QStringLiteral("A"));
        QCOMPARE(crossed.cause, sent.id);
        QCOMPARE(crossed.update, 1);
        QCOMPARE(crossed.conn, sent.conn);
    }

    void aCutIsNotedAndTicksTheLesson()
    {
        QCOMPARE(begun(*m_session, scenario()), QString());
        const auto socket = connectTo(QStringLiteral("B"));
        QSignalSpy gone(socket.get(), &QWebSocket::disconnected);
        QTRY_COMPARE(count(Kind::ServerOpened), 1);
        QSignalSpy steps(m_session.get(), &Session::stepsChanged);
        m_session->applyFault(test::command(QStringLiteral("cut"), {}, QStringLiteral("B")));
        QTRY_COMPARE(gone.count(), 1);
        QTRY_COMPARE(steps.count(), 1);
        QTRY_VERIFY(m_session->steps().front().done);
        QTRY_VERIFY(m_session->clients().back().link.cut);
        m_session->runCue(0);
        QTRY_COMPARE(m_session->ledger().summary(QStringLiteral("B"), m_session->now()).missed, 1);
        m_session->applyFault(test::command(QStringLiteral("mend"), {}, QStringLiteral("*")));
        QTRY_VERIFY(!m_session->clients().back().link.cut);
        QTRY_COMPARE(count(Kind::LinkMended), 1);
    }

    void theScheduleRuns()
    {
        QCOMPARE(begun(*m_session, scenario()), QString());
        QSignalSpy changed(m_session.get(), &Session::scheduleChanged);
        m_session->playSchedule();
        QTRY_COMPARE(count(Kind::LinkCut), 2); // one for each client
        QTRY_COMPARE(changed.count(), 2);
        QCOMPARE(changed.last().first().toBool(), false);
        QTRY_COMPARE(m_session->clients().back().link.down.delay, 20 * kMillisecond);
        QCOMPARE(m_session->clients().front().link.down.delay, 0);
        QTRY_COMPARE(count(Kind::LinkMended), 2);
    }

    void messagesAreHeldEditedAndReleased()
    {
        QCOMPARE(begun(*m_session, scenario()), QString());
        const QString a = QStringLiteral("A");
        const auto socket = connectTo(a);
        QSignalSpy received(socket.get(), &QWebSocket::textMessageReceived);
        QSignalSpy changed(&m_session->holds(), &Holds::changed);
        QTRY_COMPARE(count(Kind::ServerOpened), 1);
        m_session->holds().setBreakpoints(a, {Breakpoint{.direction = Breakpoint::Way::Down}});
        m_session->holds().set(a, true);
        QTRY_VERIFY(m_session->holds().of(a).on);
        for (const char *text : {"one", "two", "three"})
            m_session->publish(QStringLiteral("room"), QString::fromLatin1(text));
        QTRY_COMPARE(m_session->holds().of(a).total, 3);
        QCOMPARE(m_session->clients().front().link.held, 3);
        QVERIFY(m_session->clients().front().link.phrases().contains(QStringLiteral("held 3")));
        QVERIFY(!m_session->holds().of(QStringLiteral("B")).on);
        QTRY_COMPARE(m_session->ledger().summary(a, m_session->now()).inFlight, 3);
        const std::vector<HeldMessage> held = m_session->holds().of(a).messages;
        QCOMPARE(held[0].text(), QStringLiteral("one"));
        m_session->holds().edit(held[0].id, QStringLiteral("uno"));
        m_session->holds().discard(held[1].id);
        m_session->holds().move(held[2].id, 0);
        m_session->holds().inject(a, {}, Direction::Down, QStringLiteral("mine"));
        m_session->holds().step(QStringLiteral("*"));
        m_session->holds().set(a, false);
        QTRY_COMPARE(received.count(), 3);
        QCOMPARE(received.at(0).first().toString(), QStringLiteral("mine"));
        QCOMPARE(received.at(1).first().toString(), QStringLiteral("three"));
        QCOMPARE(received.at(2).first().toString(), QStringLiteral("uno"));
        QTRY_COMPARE(m_session->holds().of(a),
                     HoldStatus({.breakpoints = m_session->holds().of(a).breakpoints}));
        QTRY_COMPARE(count(Kind::LinkReleased), 2);
        const LedgerSummary sum = m_session->ledger().summary(a, m_session->now());
        QCOMPARE(sum.delivered, 2);
        QCOMPARE(sum.missed, 1);
        QCOMPARE(sum.inFlight, 0);
        QVERIFY(changed.count() > 0 && changed.count() < 12);
        QSignalSpy failed(m_session.get(), &Session::commandFailed);
        m_session->holds().release(held[0].id);
        m_session->holds().setBreakpoints(a, {Breakpoint{.text = QStringLiteral("/(/")}});
        m_session->holds().set(QStringLiteral("Z"), true);
        m_session->holds().step(a);
        QTRY_COMPARE(failed.count(), 4);
    }

    void aPresetIsPlayedAndNotedAsDoneByHand()
    {
        QCOMPARE(begun(*m_session, scenario()), QString());
        m_session->applyFault(FaultCommand::preset(QStringLiteral("slow-3g"), QStringLiteral("B")));
        QTRY_COMPARE(m_session->clients().back().link.preset, QStringLiteral("slow-3g"));
        QCOMPARE(m_session->clients().back().link.kbitDown, std::optional<qint64>(400));
        QTRY_COMPARE(count(Kind::LinkFault), 1);
        QCOMPARE(last(Kind::LinkFault).client, QStringLiteral("B"));
        QCOMPARE(last(Kind::LinkFault).data.toJson(),
                 (QJsonObject{{QStringLiteral("fault"), QStringLiteral("preset")},
                              {QStringLiteral("by"), QStringLiteral("hand")},
                              {QStringLiteral("args"),
                               QJsonObject{{QStringLiteral("name"), QStringLiteral("slow-3g")}}}}));
        m_session->playSchedule();
        QTRY_COMPARE(last(Kind::LinkFault).data.value(Field::By).toString(), QStringLiteral("schedule"));
        QSignalSpy failed(m_session.get(), &Session::commandFailed);
        m_session->applyFault(FaultCommand::preset(QStringLiteral("swamp"), QStringLiteral("B")));
        QTRY_COMPARE(failed.count(), 1);
    }

    void aBadCommandIsTold()
    {
        QCOMPARE(begun(*m_session, scenario()), QString());
        QSignalSpy failed(m_session.get(), &Session::commandFailed);
        m_session->applyFault(test::command(QStringLiteral("cut"), {}, QStringLiteral("Z")));
        m_session->applyFault(test::command(QStringLiteral("tickle"), {}, QStringLiteral("A")));
        m_session->publish(QStringLiteral("attic"), QStringLiteral("<p>"));
        m_session->setParam(QStringLiteral("word"), QStringLiteral("three"));
        QTRY_COMPARE(failed.count(), 4);
    }

    // Else the beginning of the next run, which clears what was said of the last one, would hide it.
    void whatGoesWrongWhileARunEndsIsToldInTheNextOne()
    {
        QCOMPARE(begun(*m_session, scenario()), QString());
        QStringList told;
        connect(m_session.get(), &Session::opened, this, [&] { told << QStringLiteral("opened"); });
        connect(m_session.get(), &Session::commandFailed, this, [&] { told << QStringLiteral("failed"); });
        m_session->applyFault(test::command(QStringLiteral("cut"), {}, QStringLiteral("Z")));
        m_session->restart();
        QTRY_COMPARE(told, (QStringList{QStringLiteral("opened"), QStringLiteral("failed")}));
    }

    void aBrokenScriptLeavesTheLastGoodOneServing()
    {
        QCOMPARE(begun(*m_session, scenario()), QString());
        const auto socket = connectTo(QStringLiteral("A"));
        QSignalSpy received(socket.get(), &QWebSocket::textMessageReceived);
        QTRY_COMPARE(count(Kind::ServerOpened), 1);
        QSignalSpy failed(m_session.get(), &Session::scriptFailed);
        write(scriptPath(), QByteArray(kScript) + "room.publish(\n");
        m_session->reloadScript();
        QTRY_COMPARE(failed.count(), 1);
        const auto error = failed.first().first().value<Error>();
        QCOMPARE(error.file, scriptPath());
        QVERIFY(error.line >= 5);
        QVERIFY(m_session->scriptError().has_value());
        QVERIFY(!m_session->erringScriptServes());
        m_session->runCue(0);
        QTRY_COMPARE(received.count(), 1);

        QSignalSpy loaded(m_session.get(), &Session::scriptLoaded);
        QSignalSpy gone(socket.get(), &QWebSocket::disconnected);
        write(scriptPath(), kScript);
        m_session->reloadScript();
        QTRY_COMPARE(loaded.count(), 1);
        QVERIFY(!m_session->scriptError());
        // As after a deploy: everybody is sent away with 1012, and the server is back on the same port.
        QTRY_COMPARE(gone.count(), 1);
        QTRY_COMPARE(count(Kind::ServerStarted), 2);
        QCOMPARE(m_session->trace()
                     .at(m_session->trace().ofKind(Kind::LinkClosed).front())
                     .data.value(Field::Code)
                     .toInt(),
                 1012);
    }

    void aParameterReachesTheScriptAndTheRunGoesOn()
    {
        QCOMPARE(begun(*m_session, scenario()), QString());
        QSignalSpy opened(m_session.get(), &Session::opened);
        QSignalSpy loaded(m_session.get(), &Session::scriptLoaded);
        m_session->setParam(QStringLiteral("word"), QStringLiteral("two"));
        QTRY_COMPARE(loaded.count(), 1);
        m_session->runCue(0);
        QTRY_COMPARE(count(Kind::ServerPublished), 1);
        QCOMPARE(last(Kind::ServerPublished).data.value(Field::Text).toString(),
                 QStringLiteral("<p>two</p>"));
        QCOMPARE(opened.count(), 0);
    }

    void anotherVersionIsANewRunAtTheSameAddresses()
    {
        QCOMPARE(begun(*m_session, scenario()), QString());
        const QUrl address = m_session->clients().front().url;
        m_session->applyFault(test::command(QStringLiteral("freeze"), {}, QStringLiteral("A")));
        QTRY_COMPARE(count(Kind::LinkFrozen), 1);
        QSignalSpy opened(m_session.get(), &Session::opened);
        m_session->setHtmx(QStringLiteral("4"));
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(m_session->htmx(), QStringLiteral("4"));
        QCOMPARE(m_session->clients().front().url, address);
        QCOMPARE(count(Kind::LinkFrozen), 0); // the trace is a new one
        QVERIFY(!m_session->clients().front().link.frozen);
    }

    void aPortThatIsTakenIsReplacedOrSaidToBe()
    {
        QCOMPARE(begun(*m_session, scenario()), QString());
        const auto taken = static_cast<quint16>(m_session->clients().front().url.port());
        Session other;
        SessionOptions options;
        options.port = taken;
        QCOMPARE(begun(other, scenario(), options), QString());
        QVERIFY(other.clients().front().url.port() != taken);
        options.portIsPreferred = false;
        const QString refused = begun(other, scenario(), options);
        QVERIFY2(refused.contains(QString::number(taken)), qPrintable(refused));
    }

    // Links alone, in front of somebody else's server.
    void attaches()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        Session session;
        AttachOptions options;
        options.upstream =
            *Upstream::parse(QStringLiteral("http://localhost:%1/app").arg(server.serverPort()));
        options.clients = 3;
        QCOMPARE(begun(session, [&] { session.attach(options); }), QString());
        QVERIFY(session.isOpen() && session.isAttached());
        QCOMPARE(session.upstream(), std::optional(options.upstream));
        QCOMPARE(session.serverUrl(), options.upstream.url());
        QCOMPARE(session.scenario().manifest.title, options.upstream.authority());
        QVERIFY(session.scenario().dir.isEmpty() && session.cues().isEmpty() && session.htmx().isEmpty());
        const std::vector<ClientInfo> clients = session.clients();
        QCOMPARE(clients.size(), 3U);
        QCOMPARE(clients[2].name, QStringLiteral("C"));
        QCOMPARE(clients[2].url.path(), QStringLiteral("/app"));

        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost),
                             static_cast<quint16>(clients[0].url.port()));
        socket.write("GET / HTTP/1.1\r\nHost: " + clients[0].url.authority().toLatin1() + "\r\n\r\n");
        QTRY_VERIFY(server.hasPendingConnections());

        QSignalSpy failed(&session, &Session::commandFailed);
        session.publish(QStringLiteral("room"), QStringLiteral("x"));
        QTRY_COMPARE(failed.size(), 1);
        session.reloadScript();
        session.quiesce();
        QCOMPARE(begun(session, [&] { session.restart(); }), QString());
        QVERIFY(session.isAttached());
        QCOMPARE(session.clients().front().url, clients[0].url); // the addresses stay
        QTRY_VERIFY(!session.ledger().known());

        options.clients = 0;
        QVERIFY(!begun(session, [&] { session.attach(options); }).isEmpty());
        QVERIFY(session.isOpen()); // what was refused changes nothing
        QVERIFY(ended(session));
        QVERIFY(session.isAttached());
        QCOMPARE(begun(session, scenario()), QString());
        QVERIFY(!session.isAttached());
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
