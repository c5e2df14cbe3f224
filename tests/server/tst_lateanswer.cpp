#include "support.h"

#include <server/lateanswer.h>

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
