#include "ends.h"
#include "spoken.h"

#include <link/gate/exchanges.h>
#include <link/io/connector.h>
#include <net/tcpend.h>

#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using test::EndServer;
using test::s;

namespace {

// A connection of client "B" that waits for its server with one request.
struct Bench
{
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    Recorder recorder{clock};
    ConnectionRegistry registry;
    Exchanges exchanges{s("B"), recorder, registry};
    QObject owner;
    TcpEnd end;
    Connector approach;
    QSignalSpy connected{&approach, &Connector::connected};
    QSignalSpy failed{&approach, &Connector::failed};

    explicit Bench(const Destination &destination)
        : approach(destination, s("B"), exchanges, recorder, registry, &owner)
    {
        exchanges.add(1, {.method = "GET"}, 0).conn = ConnectionId(5);
    }
    QByteArray page() const { return failed.front().front().toByteArray(); }
};

Destination straight(quint16 port)
{
    return {QHostAddress::LocalHost, port, nullptr};
}

Destination attached(quint16 port)
{
    const Upstream upstream{.host = s("localhost"), .port = port};
    return {QHostAddress::LocalHost, 0, std::make_shared<const Attachment>(upstream, AttachRules())};
}

// Nobody listens there.
quint16 closedPort()
{
    return EndServer().serverPort();
}

} // namespace

class TestConnector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theServerCanAskWhoseItIs_data()
    {
        QTest::addColumn<bool>("dialed");
        QTest::newRow("straight") << false;
        QTest::newRow("attached") << true;
    }

    void theServerCanAskWhoseItIs()
    {
        QFETCH(bool, dialed);
        EndServer server;
        Bench bench(dialed ? attached(server.serverPort()) : straight(server.serverPort()));
        QCOMPARE(bench.approach.isAttached(), dialed);
        bench.approach.begin(bench.end);
        QTRY_COMPARE(bench.connected.size(), 1);
        QVERIFY(bench.end.isConnected());
        const quint16 port = bench.end.localPort();
        QVERIFY(bench.registry.peer(port));
        QCOMPARE(bench.registry.peer(port)->client, s("B"));
        QCOMPARE(bench.registry.peer(port)->conn, ConnectionId(5));
        bench.end.reset();
        QVERIFY(!bench.registry.peer(port));
        QVERIFY(bench.failed.isEmpty());
    }

    void nobodyListens()
    {
        Bench bench(straight(closedPort()));
        bench.approach.begin(bench.end);
        QTRY_COMPARE(bench.failed.size(), 1);
        QVERIFY(bench.page().startsWith("HTTP/1.1 502 "));
        QVERIFY(bench.recorder.take().empty());
    }

    void anAttachedServerThatCannotBeHadIsInTheTrace()
    {
        Bench bench(attached(closedPort()));
        bench.approach.begin(bench.end);
        QTRY_COMPARE(bench.failed.size(), 1);
        QVERIFY(bench.page().startsWith("HTTP/1.1 502 "));
        const std::vector<Event> told = bench.recorder.take();
        QCOMPARE(told.size(), 1U);
        QCOMPARE(told[0].kind, Kind::LinkUnreachable);
        QCOMPARE(told[0].client, s("B"));
        QCOMPARE(told[0].conn, ConnectionId(5));
        QCOMPARE(told[0].data.value(Field::What).toString(), s("refused"));
    }

    void anAttachedServerThatDoesNotAnswerAsItShould()
    {
        EndServer server;
        Bench bench(attached(server.serverPort()));
        bench.approach.begin(bench.end);
        QTRY_COMPARE(bench.connected.size(), 1);
        bench.approach.fail(Unreachable::What::NotHttp);
        QCOMPARE(bench.failed.size(), 1);
        QCOMPARE(bench.recorder.take().front().data.value(Field::Address).toString(),
                 s("localhost:%1").arg(server.serverPort()));
    }

    void whatIsNotWantedAnyMoreIsReset()
    {
        EndServer server;
        Bench bench(attached(server.serverPort()));
        bench.approach.begin(bench.end);
        bench.approach.abandon();
        QTRY_COMPARE(server.ends.size(), 1U);
        QTRY_VERIFY(server.ends[0]->wasReset);
        QVERIFY(bench.connected.isEmpty() && bench.failed.isEmpty());
        QVERIFY(!bench.end.isConnected());
    }
};

QTEST_GUILESS_MAIN(TestConnector)
#include "tst_connector.moc"
