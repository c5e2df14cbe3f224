#include "ends.h"
#include "net/tlsserver.h"

#include <wire/websocket.h>

#include <QJsonArray>
#include <QTest>

using namespace swapscope;
using test::End;
using test::EndServer;
using test::Run;

namespace {

const QByteArray kUpgrade =
    "GET /chat HTTP/1.1\r\nHost: 127.0.0.1:8137\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n";
const QByteArray kGet = "GET /a HTTP/1.1\r\nHost: 127.0.0.1:8137\r\n\r\n";

// A link in front of an attached server, and a client of it.
struct Attached
{
    explicit Attached(quint16 port, const char *scheme = "http", const AttachRules &rules = {})
        : upstream(*Upstream::parse(
              QStringLiteral("%1://localhost:%2").arg(QString::fromLatin1(scheme)).arg(port))),
          run(port)
    {
        AttachRules own = rules;
        own.allowedHosts += "127.0.0.1:8137"; // at which these tests ask, whatever the port
        run.link.attach(upstream, own);
        client = std::make_unique<End>(run.link.port());
    }
    QByteArray authority() const { return upstream.authority().toLatin1(); }
    std::vector<Event> of(Kind kind)
    {
        std::vector<Event> found;
        for (const Event &event : run.events()) {
            if (event.kind == kind)
                found.push_back(event);
        }
        return found;
    }
    // The sentences of the link's own warnings.
    QStringList warnings()
    {
        QStringList found;
        for (const Event &event : of(Kind::ScriptLog))
            found.push_back(event.data.value(Field::Text).toString());
        return found;
    }

    Upstream upstream;
    Run run;
    std::unique_ptr<End> client;
};

quint16 freePort()
{
    const EndServer server;
    return server.serverPort();
}

QString text(const Event &event, Field key)
{
    return event.data.value(key).toString();
}

} // namespace

class TestAttachment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headsFitAndAnswersAreTold()
    {
        EndServer server;
        Attached attached(server.serverPort());
        attached.client->send(kGet);
        QTRY_VERIFY(!server.ends.empty());
        End &there = *server.ends.front();
        QTRY_COMPARE(there.received, "GET /a HTTP/1.1\r\nHost: " + attached.authority() + "\r\n\r\n");
        there.send("HTTP/1.1 302 Found\r\nLocation: http://" + attached.authority() +
                   "/b\r\nContent-Length: 0\r\n\r\n");
        QTRY_COMPARE(attached.client->received,
                     "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:8137/b\r\nContent-Length: 0\r\n\r\n");
        const auto fitted = attached.of(Kind::LinkFitted);
        QCOMPARE(fitted.size(), 1U);
        QCOMPARE(text(fitted[0], Field::Path), QStringLiteral("/a"));
        QCOMPARE(fitted[0].data.value(Field::Changes).toArray(),
                 QJsonArray{QStringLiteral("Location: http://%1/b → http://127.0.0.1:8137/b")
                                .arg(attached.upstream.authority())});
    }

    // The server would see its own name in the Host that the link writes, and could not tell any more that a
    // page of the web asks by a name of its own.
    void whoAsksByAnotherNameIsRefused_data()
    {
        QTest::addColumn<QByteArray>("what");
        QTest::newRow("a page") << QByteArray("GET /a HTTP/1.1\r\nHost: HOST\r\n\r\n");
        QTest::newRow("a form") << QByteArray(
            "POST /a HTTP/1.1\r\nHost: HOST\r\nContent-Length: 2\r\n\r\nxy");
        QTest::newRow("about the server") << QByteArray("OPTIONS * HTTP/1.1\r\nHost: HOST\r\n\r\n");
        QTest::newRow("a stream") << QByteArray(
            "GET /s HTTP/1.1\r\nHost: HOST\r\nAccept: text/event-stream\r\n\r\n");
        QTest::newRow("a socket") << QByteArray(kUpgrade).replace("127.0.0.1:8137", "HOST");
        QTest::newRow("a target in absolute form")
            << QByteArray("GET http://HOST/a HTTP/1.1\r\nHost: 127.0.0.1:8137\r\n\r\n");
    }
    void whoAsksByAnotherNameIsRefused()
    {
        QFETCH(QByteArray, what);
        EndServer server;
        const auto ask = [&](const QByteArray &host) {
            auto attached = std::make_unique<Attached>(server.serverPort());
            attached->client->send(QByteArray(what).replace(
                "HOST", QByteArray(host).replace("PORT", QByteArray::number(attached->run.link.port()))));
            return attached;
        };
        for (const QByteArray host : {"evil.example", "evil.example:PORT", "localhost:1", "localhost"}) {
            const auto attached = ask(host);
            QTRY_VERIFY(attached->client->ended);
            const QByteArray said = attached->client->received;
            QVERIFY2(said.startsWith("HTTP/1.1 403 Forbidden\r\n"), said);
            QVERIFY2(said.contains("Start swapscope with --allow-host " + host.left(host.indexOf(':'))),
                     said);
            QCOMPARE(attached->warnings().size(), 1);
        }
        QVERIFY(server.ends.empty());
        for (const QByteArray host : {"localhost:PORT", "127.0.0.1:PORT", "[::1]:PORT", "127.0.0.1:8137"}) {
            const auto attached = ask(host);
            QTRY_VERIFY(!server.ends.empty() && !server.ends.back()->received.isEmpty());
            server.ends.clear();
        }
    }

    // A page of another origin the server can tell by itself: its Origin goes up as it came.
    void aForeignOriginGoesUpAsItCame()
    {
        EndServer server;
        Attached attached(server.serverPort());
        attached.client->send(QByteArray(kUpgrade).replace(
            "Upgrade: websocket", "Origin: http://evil.example\r\nUpgrade: websocket"));
        QTRY_VERIFY(!server.ends.empty() && server.ends.front()->received.contains("\r\n\r\n"));
        QVERIFY(server.ends.front()->received.contains("\r\nOrigin: http://evil.example\r\n"));
        QVERIFY(server.ends.front()->received.contains("\r\nHost: " + attached.authority() + "\r\n"));
    }

    // The Host is written anew for the server, and which of two was meant is not the link's to choose.
    void aRequestWithoutOneHostIsRefused_data()
    {
        QTest::addColumn<QByteArray>("hosts");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("none") << QByteArray() << QByteArray("The request has no Host field");
        QTest::newRow("two") << QByteArray("Host: 127.0.0.1:8137\r\nHost: example.org\r\n")
                             << QByteArray("The request has 2 Host fields");
    }
    void aRequestWithoutOneHostIsRefused()
    {
        QFETCH(QByteArray, hosts);
        QFETCH(QByteArray, says);
        EndServer server;
        Attached attached(server.serverPort());
        attached.client->send("GET /a HTTP/1.1\r\n" + hosts + "\r\n");
        QTRY_VERIFY(attached.client->received.contains(says));
        QVERIFY(attached.client->received.startsWith("HTTP/1.1 400 Bad Request\r\n"));
        QVERIFY(server.ends.empty());
        QCOMPARE(attached.warnings().size(), 1);
        QVERIFY(attached.warnings()[0].startsWith(QStringLiteral("The link has refused GET /a: ") +
                                                  QString::fromLatin1(says)));
    }

    // Each request is looked at, and what is wrong has its answer behind those before it.
    void aRequestBehindOthersIsRefused_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArrayList>("answers");
        QTest::newRow("at once") << kGet << QByteArrayList{"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"};
        QTest::newRow("in pieces") << kGet
                                   << QByteArrayList{"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n", "ab",
                                                     "cd"};
        QTest::newRow("behind an interim answer")
            << kGet << QByteArrayList{"HTTP/1.1 103 Early Hints\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n"};
        QTest::newRow("two") << kGet + kGet
                             << QByteArrayList{"HTTP/1.1 204 No Content\r\n\r\n",
                                               "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"};
        QTest::newRow("a stream") << kGet
                                  << QByteArrayList{"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                                                    "Transfer-Encoding: chunked\r\n\r\n",
                                                    "9\r\ndata: x\n\n\r\n", "0\r\n\r\n"};
    }
    void aRequestBehindOthersIsRefused()
    {
        QFETCH(QByteArray, first);
        QFETCH(QByteArrayList, answers);
        EndServer server;
        Attached attached(server.serverPort());
        attached.client->send(first +
                              "POST /b HTTP/1.1\r\nHost: a\r\nHost: b\r\nContent-Length: 2\r\n\r\nxy" + kGet);
        QTRY_VERIFY(!server.ends.empty() && server.ends.front()->received.endsWith("\r\n\r\n"));
        QTRY_COMPARE(attached.warnings().size(), 1);
        QByteArray passed;
        for (const QByteArray &answer : answers) {
            QCOMPARE(attached.client->received, passed);
            passed += answer;
            server.ends.front()->send(answer);
            QTRY_VERIFY(attached.client->received.startsWith(passed));
        }
        QTRY_VERIFY(attached.client->ended);
        QVERIFY2(attached.client->received.startsWith(passed + "HTTP/1.1 400 Bad Request\r\n"),
                 attached.client->received);
        QVERIFY(attached.client->received.endsWith("The request has 2 Host fields; one is allowed.\n"));
        QTRY_VERIFY(server.ends.front()->ended);
        QCOMPARE(server.ends.front()->received.count("HTTP/1.1"), first.count("HTTP/1.1"));
        QVERIFY(!server.ends.front()->received.contains("/b"));
    }

    // What comes behind it is not read any more, but the client's end is.
    void aRefusedClientGoes()
    {
        EndServer server;
        Attached attached(server.serverPort());
        attached.client->send(kGet + "GET /b HTTP/1.1\r\n\r\n");
        QTRY_VERIFY(!server.ends.empty() && server.ends.front()->received.endsWith("\r\n\r\n"));
        QTRY_COMPARE(attached.warnings().size(), 1);
        attached.client->send(kGet + "GET /c HTTP");
        attached.client->endWriting();
        QTRY_VERIFY(server.ends.front()->ended);
        QCOMPARE(server.ends.front()->received.count("HTTP/1.1"), 1);
        const QByteArray answer = "HTTP/1.1 204 No Content\r\n\r\n";
        server.ends.front()->send(answer);
        QTRY_VERIFY(attached.client->ended);
        QVERIFY(attached.client->received.startsWith(answer + "HTTP/1.1 400 Bad Request\r\n"));
        QCOMPARE(attached.warnings().size(), 1);
    }

    // The server may read it otherwise, and its head could not be fitted.
    void aGarbledRequestBehindAnotherIsRefused()
    {
        EndServer server;
        Attached attached(server.serverPort());
        attached.client->send(kGet + "GET /b HTTP/1.1\r\nHost : a\r\n\r\nGET /c HTTP/1.1\r\n\r\n");
        QTRY_VERIFY(!server.ends.empty() && server.ends.front()->received.endsWith("\r\n\r\n"));
        QTRY_COMPARE(attached.warnings().size(), 1);
        QVERIFY2(attached.warnings().front().startsWith(
                     QStringLiteral("The link has refused what is no HTTP request: ")),
                 qPrintable(attached.warnings().front()));
        const QByteArray answer = "HTTP/1.1 204 No Content\r\n\r\n";
        server.ends.front()->send(answer);
        QTRY_VERIFY(attached.client->ended);
        QVERIFY(attached.client->received.startsWith(answer + "HTTP/1.1 400 Bad Request\r\n"));
        QTRY_VERIFY(server.ends.front()->ended);
        QCOMPARE(server.ends.front()->received.count("HTTP/1.1"), 1);
    }

    // Its head was fitted; what is wrong with the body is between client and server.
    void aGarbledBodyPasses()
    {
        EndServer server;
        Attached attached(server.serverPort());
        attached.client->send(
            kGet +
            "POST /b HTTP/1.1\r\nHost: 127.0.0.1:8137\r\nTransfer-Encoding: chunked\r\n\r\nno chunk\r\n");
        QTRY_VERIFY(!server.ends.empty() && server.ends.front()->received.endsWith("no chunk\r\n"));
        QCOMPARE(attached.warnings(), QStringList());
    }

    // No answer of the link's own can follow an answer that lasts until the end, or a WebSocket.
    void whatCannotBeAnsweredEnds_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("serverEnds");
        QTest::newRow("until the end") << kGet << QByteArray("HTTP/1.1 200 OK\r\n\r\nall of it") << true;
        QTest::newRow("whole, and the end")
            << kGet << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") << true;
        QTest::newRow("a WebSocket") << kUpgrade
                                     << QByteArray(
                                            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                            "Connection: Upgrade\r\n\r\n")
                                     << false;
    }
    void whatCannotBeAnsweredEnds()
    {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, answer);
        QFETCH(bool, serverEnds);
        EndServer server;
        Attached attached(server.serverPort());
        attached.client->send(first + "GET /b HTTP/1.1\r\n\r\n");
        QTRY_VERIFY(!server.ends.empty() && server.ends.front()->received.endsWith("\r\n\r\n"));
        QTRY_COMPARE(attached.warnings().size(), 1);
        server.ends.front()->send(answer);
        if (serverEnds)
            server.ends.front()->endWriting();
        QTRY_VERIFY(attached.client->ended || attached.client->wasReset);
        if (serverEnds)
            attached.client->endWriting();
        QTRY_VERIFY(server.ends.front()->ended || server.ends.front()->wasReset);
        QVERIFY(!server.ends.front()->received.contains("/b"));
        if (serverEnds)
            QVERIFY(attached.client->received.startsWith(answer));
    }

    void oneConnectionServesManyRequests()
    {
        EndServer server;
        Attached attached(server.serverPort());
        for (int i = 1; i <= 3; ++i) {
            attached.client->received.clear();
            attached.client->send("POST /" + QByteArray::number(i) +
                                  " HTTP/1.1\r\nHost: 127.0.0.1:8137\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  "3\r\nabc\r\n0\r\n\r\n");
            QTRY_VERIFY(!server.ends.empty() && server.ends.front()->received.endsWith("0\r\n\r\n"));
            QVERIFY(server.ends.front()->received.contains("Host: " + attached.authority() + "\r\n"));
            server.ends.front()->received.clear();
            server.ends.front()->send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            QTRY_VERIFY(attached.client->received.endsWith("ok"));
        }
        QCOMPARE(server.ends.size(), 1U);
        const auto answered = attached.of(Kind::LinkAnswered);
        QCOMPARE(answered.size(), 3U);
        QCOMPARE(answered[2].data.toJson(), (QJsonObject{{QStringLiteral("method"), QStringLiteral("POST")},
                                                         {QStringLiteral("path"), QStringLiteral("/3")},
                                                         {QStringLiteral("status"), 200}}));
    }

    // Piece by piece, as it comes.
    void aStreamedAnswerIsNotHeldBack()
    {
        EndServer server;
        Attached attached(server.serverPort());
        attached.client->send(kGet);
        QTRY_VERIFY(!server.ends.empty() && !server.ends.front()->received.isEmpty());
        const QByteArray head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        server.ends.front()->send(head);
        QTRY_COMPARE(attached.client->received, head);
        server.ends.front()->send("3\r\nabc\r\n");
        QTRY_COMPARE(attached.client->received, head + "3\r\nabc\r\n");
        server.ends.front()->send("5\r\nde");
        QTRY_COMPARE(attached.client->received, head + "3\r\nabc\r\n5\r\nde");
    }

    void leaveToUploadPasses()
    {
        EndServer server;
        Attached attached(server.serverPort());
        attached.client->send("PUT /f HTTP/1.1\r\nHost: 127.0.0.1:8137\r\nContent-Length: 4\r\n"
                              "Expect: 100-continue\r\n\r\n");
        QTRY_VERIFY(!server.ends.empty() && server.ends.front()->received.contains("100-continue"));
        server.ends.front()->send("HTTP/1.1 100 Continue\r\n\r\n");
        QTRY_COMPARE(attached.client->received, "HTTP/1.1 100 Continue\r\n\r\n");
        attached.client->send("body");
        QTRY_VERIFY(server.ends.front()->received.endsWith("\r\n\r\nbody"));
    }

    void aSocketIsRead()
    {
        EndServer server;
        Attached attached(server.serverPort());
        attached.client->send(kUpgrade);
        QTRY_VERIFY(!server.ends.empty() && server.ends.front()->received.endsWith("\r\n\r\n"));
        QVERIFY(!server.ends.front()->received.contains("permessage-deflate"));
        server.ends.front()->send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                  "Connection: Upgrade\r\nSec-WebSocket-Accept: "
                                  "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n" +
                                  wire::encodeFrame(wire::Opcode::Text, "hi"));
        QTRY_VERIFY(attached.client->received.endsWith("hi"));
        QCOMPARE(attached.of(Kind::LinkMessage).size(), 1U);
        QVERIFY(attached.of(Kind::LinkFitted).size() == 1);
    }

    void aCodedStreamIsSaidToBeUnread()
    {
        EndServer server;
        Attached attached(server.serverPort());
        attached.client->send("GET /s HTTP/1.1\r\nHost: 127.0.0.1:8137\r\nAccept: "
                              "text/event-stream\r\nLast-Event-ID: 7\r\n\r\n");
        QTRY_VERIFY(!server.ends.empty() && !server.ends.front()->received.isEmpty());
        const QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                                  "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  "9\r\ndata: 1\n\n\r\n";
        server.ends.front()->send(answer);
        QTRY_COMPARE(attached.client->received, answer);
        const auto messages = attached.of(Kind::LinkMessage);
        QCOMPARE(messages.size(), 1U);
        QCOMPARE(text(messages[0], Field::Opcode), QStringLiteral("unread"));
        QCOMPARE(text(messages[0], Field::Text), QStringLiteral("The stream is coded as gzip."));
        QCOMPARE(text(attached.of(Kind::LinkAccepted).at(0), Field::LastEventId), QStringLiteral("7"));
    }

    void withoutAServerThereIsAPage()
    {
        Attached attached(freePort());
        attached.client->send(kGet);
        QTRY_VERIFY(attached.client->ended);
        QVERIFY(attached.client->received.startsWith("HTTP/1.1 502 Bad Gateway\r\n"));
        QVERIFY(attached.client->received.contains("Start your server, then reload"));
        QVERIFY(!attached.client->wasReset);
        const auto told = attached.of(Kind::LinkUnreachable);
        QCOMPARE(told.size(), 1U);
        QCOMPARE(text(told[0], Field::What), QStringLiteral("refused"));
    }

    void withoutAServerAnAttemptIsReset()
    {
        Attached attached(freePort());
        attached.client->send(kUpgrade);
        QTRY_VERIFY(attached.client->wasReset);
        const auto told = attached.of(Kind::LinkUnreachable);
        QCOMPARE(told.size(), 1U);
        QCOMPARE(told[0].conn, attached.of(Kind::LinkAccepted).at(0).conn);
        QCOMPARE(attached.of(Kind::LinkClosed).size(), 1U);
    }

    // It may have come back in the meantime.
    void eachConnectionTriesAnew()
    {
        const quint16 port = freePort();
        Attached attached(port);
        attached.client->send(kGet);
        QTRY_VERIFY(attached.client->ended);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost, port));
        End again(attached.run.link.port());
        again.send(kGet);
        QTRY_VERIFY(server.hasPendingConnections());
    }

    void aServerOfAnotherLanguage()
    {
        EndServer server;
        server.greet = [](End &end) { end.send("SSH-2.0-OpenSSH_9.2p1\r\n"); };
        Attached attached(server.serverPort());
        attached.client->send(kGet);
        QTRY_VERIFY(attached.client->ended);
        QVERIFY(attached.client->received.startsWith("HTTP/1.1 502 Bad Gateway\r\n"));
        QVERIFY(attached.client->received.contains("something that is not HTTP"));
        QVERIFY(!attached.client->received.contains("SSH-2.0"));
        QCOMPARE(text(attached.of(Kind::LinkUnreachable).at(0), Field::What), QStringLiteral("not http"));
    }

    void aServerThatHangsUp()
    {
        EndServer server;
        server.greet = [](End &end) { end.endWriting(); };
        Attached attached(server.serverPort());
        attached.client->send(kGet);
        QTRY_VERIFY(attached.client->ended);
        QVERIFY(attached.client->received.contains("closed the connection without an answer"));
        QCOMPARE(text(attached.of(Kind::LinkUnreachable).at(0), Field::What), QStringLiteral("empty"));
    }

    // On a connection that has served before, it is the client's to try again.
    void aServerThatHangsUpLater()
    {
        EndServer server;
        Attached attached(server.serverPort());
        attached.client->send(kGet);
        QTRY_VERIFY(!server.ends.empty() && !server.ends.front()->received.isEmpty());
        const QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        server.ends.front()->send(answer);
        QTRY_COMPARE(attached.client->received, answer);
        attached.client->send(kGet);
        server.ends.front()->endWriting();
        QTRY_VERIFY(attached.client->ended);
        QCOMPARE(attached.client->received, answer);
        QCOMPARE(attached.of(Kind::LinkUnreachable).size(), 0U);
    }

    void behindTls()
    {
        const test::Certificate certificate;
        test::TlsServer server(certificate);
        Attached refused(server.serverPort(), "https");
        refused.client->send(kGet);
        QTRY_VERIFY(refused.client->ended);
        QVERIFY(refused.client->received.contains("--insecure"));
        QCOMPARE(text(refused.of(Kind::LinkUnreachable).at(0), Field::What), QStringLiteral("certificate"));

        Attached attached(server.serverPort(), "https", {.insecure = true});
        attached.client->send(kGet);
        QTRY_COMPARE(server.received, "GET /a HTTP/1.1\r\nHost: " + attached.authority() + "\r\n\r\n");
        server.socket->write("HTTP/1.1 302 Found\r\nLocation: https://" + attached.authority() +
                             "/b\r\nSet-Cookie: __Host-sid=1; Secure; Path=/\r\nContent-Length: 0\r\n\r\n");
        QTRY_COMPARE(attached.client->received,
                     "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:8137/b\r\n"
                     "Set-Cookie: swapscope-Host-sid=1; Path=/\r\nContent-Length: 0\r\n\r\n");
        attached.client->endWriting();
        QTRY_COMPARE_WITH_TIMEOUT(server.ended, 1, 10'000);
        QTRY_VERIFY(attached.client->ended);
    }
};

QTEST_GUILESS_MAIN(TestAttachment)
#include "tst_attachment.moc"
