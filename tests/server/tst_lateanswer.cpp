#include "support.h"

#include <server/lateanswer.h>

#include <cerrno>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace swapscope;

// Answers that come after their handler has returned, over a real connection.
class TestLateAnswer : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<LateAnswer> m_late;

    Routes routes()
    {
        Routes routes;
        must(routes, HttpRoute{"GET", QStringLiteral("/late"), [this](const Request &) {
                                   m_late = std::make_shared<LateAnswer>();
                                   Answer answer;
                                   answer.late = m_late;
                                   return answer;
                               }});
        must(routes, HttpRoute{"GET", QStringLiteral("/now"), [](const Request &) {
                                   return Answer{200, {}, "now", {}};
                               }});
        return routes;
    }

private Q_SLOTS:
    void init() { m_late.reset(); }

    void whatIsBehindItWaits()
    {
        Bench bench;
        bench.start(routes());
        RawClient client(bench.server.port());
        client.send(get("/late") + get("/now"));
        QTRY_VERIFY(m_late);
        QCOMPARE(client.received, QByteArray());
        m_late->answer({201, {}, "late", {}});
        QTRY_VERIFY(client.received.endsWith("now"));
        QVERIFY(client.received.startsWith("HTTP/1.1 201"));
        QVERIFY(client.received.contains("\r\n\r\nlate"));
        QCOMPARE(bench.count(Kind::ServerRequest), 2);
    }

    void inPieces()
    {
        Bench bench;
        bench.start(routes());
        RawClient client(bench.server.port());
        client.send(get("/late"));
        QTRY_VERIFY(m_late);
        m_late->begin({200, {{"Content-Type", "text/plain"}}, {}, {}});
        QVERIFY(m_late->piece("one"));
        QTRY_VERIFY(client.received.endsWith("3\r\none\r\n"));
        QVERIFY(client.received.contains("Transfer-Encoding: chunked"));
        QVERIFY(!client.received.contains("Content-Length"));
        QVERIFY(m_late->piece(QByteArray())); // no chunk: it would be the last
        QVERIFY(m_late->piece("two"));
        m_late->end();
        QTRY_VERIFY(client.received.endsWith("3\r\ntwo\r\n0\r\n\r\n"));
        client.send(get("/now"));
        QTRY_VERIFY(client.received.endsWith("now"));
        // How long it would be nobody knew when it was told.
        const auto told = bench.all(Kind::ServerRequest);
        QVERIFY(!told[0].data.contains(Field::Bytes));
        QCOMPARE(told[1].data.value(Field::Bytes).toInt(), 3);
    }

    void cutOff()
    {
        Bench bench;
        bench.start(routes());
        RawClient client(bench.server.port());
        client.send(get("/late"));
        QTRY_VERIFY(m_late);
        m_late->begin({200, {}, {}, {}});
        m_late->piece("one");
        m_late->end(false);
        QTRY_VERIFY(client.ended());
        QVERIFY(client.received.endsWith("one\r\n"));
    }

    void thePeerGoes()
    {
        Bench bench;
        bench.start(routes());
        RawClient client(bench.server.port());
        client.send(get("/late"));
        QTRY_VERIFY(m_late);
        m_late->begin({200, {}, {}, {}});
        client.socket.abort();
        QTRY_VERIFY(!m_late->piece("x"));
        m_late->end();
    }

    void withoutBody()
    {
        Bench bench;
        bench.start(routes());
        RawClient client(bench.server.port());
        client.send("HEAD /late HTTP/1.1\r\nHost: test\r\n\r\n");
        QTRY_VERIFY(m_late);
        m_late->begin({200, {}, {}, {}});
        m_late->piece("one");
        m_late->end();
        client.send(get("/now"));
        QTRY_VERIFY(client.received.endsWith("now"));
        QVERIFY(!client.received.contains("one"));
    }

    // Nothing comes in pieces where the status has no body, and the trace does not say so.
    void noContentInPieces()
    {
        Bench bench;
        bench.start(routes());
        RawClient client(bench.server.port());
        client.send(get("/late"));
        QTRY_VERIFY(m_late);
        m_late->begin({204, {}, {}, {}});
        m_late->piece("one");
        m_late->end();
        client.send(get("/now"));
        QTRY_VERIFY(client.received.endsWith("now"));
        QVERIFY(client.received.startsWith("HTTP/1.1 204"));
        QVERIFY(!client.received.contains("one"));
        QCOMPARE(bench.all(Kind::ServerRequest)[0].data.value(Field::Bytes).toInt(-1), 0);
        QCOMPARE(bench.count(Kind::ScriptLog), 1);
    }

    void oldClients()
    {
        Bench bench;
        bench.start(routes());
        RawClient client(bench.server.port());
        client.send("GET /late HTTP/1.0\r\n\r\n");
        QTRY_VERIFY(m_late);
        m_late->begin({200, {}, {}, {}});
        m_late->piece("one");
        m_late->piece("two");
        m_late->end();
        QTRY_VERIFY(client.ended());
        QVERIFY(client.received.endsWith("\r\n\r\nonetwo"));
    }

    // Without chunks only a reset tells that something is missing. Qt's sockets do not tell the two ends
    // apart.
    void cutOffForOldClients()
    {
        Bench bench;
        bench.start(routes());
        const int client = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(bench.server.port());
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        QCOMPARE(::connect(client, reinterpret_cast<const sockaddr *>(&to), sizeof to), 0);
        const QByteArray request = "GET /late HTTP/1.0\r\n\r\n";
        QCOMPARE(::write(client, request.constData(), static_cast<size_t>(request.size())), request.size());
        QTRY_VERIFY(m_late);
        QByteArray received;
        std::optional<int> error; // how it ended: 0 in good order
        const auto ended = [&] {
            QByteArray buffer(4096, Qt::Uninitialized);
            ssize_t got = 0;
            while (!error && (got = ::recv(client, buffer.data(), 4096, MSG_DONTWAIT)) > 0)
                received += buffer.first(got);
            if (!error && (got == 0 || errno != EAGAIN))
                error = got == 0 ? 0 : errno;
            return error.has_value();
        };
        m_late->begin({200, {}, {}, {}});
        m_late->piece("one");
        QTRY_VERIFY(!ended() && received.endsWith("\r\n\r\none"));
        m_late->end(false);
        QTRY_VERIFY(ended());
        QCOMPARE(*error, ECONNRESET);
        ::close(client);
    }

    void theServerStops()
    {
        Bench bench;
        bench.start(routes());
        RawClient client(bench.server.port());
        client.send(get("/late"));
        QTRY_VERIFY(m_late);
        bench.server.restart({});
        QTRY_VERIFY(client.ended());
        m_late->answer({200, {}, "too late", {}});
        QVERIFY(!client.received.contains("too late"));
    }
};

QTEST_GUILESS_MAIN(TestLateAnswer)
#include "tst_lateanswer.moc"
