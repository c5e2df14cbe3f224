#include "support.h"

#include <server/http/lateanswer.h>

#include <cerrno>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace swapscope;

namespace {

// A server with a route that answers late, "/late", and one that does not, "/now".
struct LateBench : Bench
{
    std::shared_ptr<LateAnswer> late; // of the latest request for it

    LateBench()
    {
        Routes routes;
        must(routes, HttpRoute{"GET", QStringLiteral("/late"), [this](const Request &) {
                                   late = std::make_shared<LateAnswer>();
                                   Answer answer;
                                   answer.late = late;
                                   return answer;
                               }});
        must(routes, HttpRoute{"GET", QStringLiteral("/now"), [](const Request &) {
                                   return Answer{200, {}, "now", {}};
                               }});
        start(std::move(routes));
    }
};

// A client that has asked for a late answer, which is to come.
struct Asked
{
    LateBench bench;
    RawClient client{bench.server.port()};

    explicit Asked(const QByteArray &request = get("/late"))
    {
        client.send(request);
        QTRY_VERIFY(bench.late);
    }
    LateAnswer &late() const { return *bench.late; }
    // On the same connection.
    void askNow()
    {
        client.send(get("/now"));
        QTRY_VERIFY(client.received.endsWith("now"));
    }
};

} // namespace

// Answers that come after their handler has returned, over a real connection.
class TestLateAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsBehindItWaits()
    {
        Asked asked(get("/late") + get("/now"));
        QCOMPARE(asked.client.received, QByteArray());
        asked.late().answer({201, {}, "late", {}});
        QTRY_VERIFY(asked.client.received.endsWith("now"));
        QVERIFY(asked.client.received.startsWith("HTTP/1.1 201"));
        QVERIFY(asked.client.received.contains("\r\n\r\nlate"));
        QCOMPARE(asked.bench.count(Kind::ServerRequest), 2);
    }

    void inPieces()
    {
        Asked asked;
        asked.late().begin({200, {{"Content-Type", "text/plain"}}, {}, {}});
        QVERIFY(asked.late().piece("one"));
        QTRY_VERIFY(asked.client.received.endsWith("3\r\none\r\n"));
        QVERIFY(asked.client.received.contains("Transfer-Encoding: chunked"));
        QVERIFY(!asked.client.received.contains("Content-Length"));
        QVERIFY(asked.late().piece(QByteArray())); // no chunk: it would be the last
        QVERIFY(asked.late().piece("two"));
        asked.late().end();
        QTRY_VERIFY(asked.client.received.endsWith("3\r\ntwo\r\n0\r\n\r\n"));
        asked.askNow();
        // How long it would be nobody knew when it was told.
        const auto told = asked.bench.all(Kind::ServerRequest);
        QVERIFY(!told[0].data.contains(Field::Bytes));
        QCOMPARE(told[1].data.value(Field::Bytes).toInt(), 3);
    }

    void cutOff()
    {
        Asked asked;
        asked.late().begin({200, {}, {}, {}});
        asked.late().piece("one");
        asked.late().end(false);
        QTRY_VERIFY(asked.client.ended());
        QVERIFY(asked.client.received.endsWith("one\r\n"));
    }

    void thePeerGoes()
    {
        Asked asked;
        asked.late().begin({200, {}, {}, {}});
        asked.client.socket.abort();
        QTRY_VERIFY(!asked.late().piece("x"));
        asked.late().end();
    }

    void withoutBody()
    {
        Asked asked("HEAD /late HTTP/1.1\r\nHost: test\r\n\r\n");
        asked.late().begin({200, {}, {}, {}});
        asked.late().piece("one");
        asked.late().end();
        asked.askNow();
        QVERIFY(!asked.client.received.contains("one"));
    }

    // Nothing comes in pieces where the status has no body, and the trace does not say so.
    void noContentInPieces()
    {
        Asked asked;
        asked.late().begin({204, {}, {}, {}});
        asked.late().piece("one");
        asked.late().end();
        asked.askNow();
        QVERIFY(asked.client.received.startsWith("HTTP/1.1 204"));
        QVERIFY(!asked.client.received.contains("one"));
        QCOMPARE(asked.bench.all(Kind::ServerRequest)[0].data.value(Field::Bytes).toInt(-1), 0);
        QCOMPARE(asked.bench.count(Kind::ScriptLog), 1);
    }

    void oldClients()
    {
        Asked asked("GET /late HTTP/1.0\r\n\r\n");
        asked.late().begin({200, {}, {}, {}});
        asked.late().piece("one");
        asked.late().piece("two");
        asked.late().end();
        QTRY_VERIFY(asked.client.ended());
        QVERIFY(asked.client.received.endsWith("\r\n\r\nonetwo"));
    }

    // Without chunks only a reset tells that something is missing. Qt's sockets do not tell the two ends
    // apart.
    void cutOffForOldClients()
    {
        LateBench bench;
        const int client = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(bench.server.port());
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        QCOMPARE(::connect(client, reinterpret_cast<const sockaddr *>(&to), sizeof to), 0);
        const QByteArray request = "GET /late HTTP/1.0\r\n\r\n";
        QCOMPARE(::write(client, request.constData(), static_cast<size_t>(request.size())), request.size());
        QTRY_VERIFY(bench.late);
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
        bench.late->begin({200, {}, {}, {}});
        bench.late->piece("one");
        QTRY_VERIFY(!ended() && received.endsWith("\r\n\r\none"));
        bench.late->end(false);
        QTRY_VERIFY(ended());
        QCOMPARE(*error, ECONNRESET);
        ::close(client);
    }

    void theServerStops()
    {
        Asked asked;
        asked.bench.server.restart({});
        QTRY_VERIFY(asked.client.ended());
        asked.late().answer({200, {}, "too late", {}});
        QVERIFY(!asked.client.received.contains("too late"));
    }
};

QTEST_GUILESS_MAIN(TestLateAnswer)
#include "tst_lateanswer.moc"
