#include <link/exchanges.h>

#include <QTest>

using namespace swapscope;

namespace {

struct Bench
{
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    Recorder recorder{clock};
    Exchanges exchanges{QStringLiteral("B"), recorder};

    Exchanges::Exchange &open(int ordinal, LinkRequest::Wants wants)
    {
        LinkRequest request;
        request.path = QStringLiteral("/live");
        request.wants = wants;
        Exchanges::Exchange &exchange = exchanges.add(ordinal, request, 5);
        exchange.conn = ordinal + 10;
        exchanges.noteAccepted(exchange, transportOf(request));
        return exchange;
    }
    int pass(int ordinal, std::vector<LinkMessage> messages)
    {
        Pipe::Passage passage;
        passage.unit.exchange = ordinal;
        passage.unit.messages = std::move(messages);
        return exchanges.notePassed(Direction::Down, passage, QStringLiteral("server"));
    }
    QStringList kinds()
    {
        QStringList names;
        for (const Event &event : recorder.take())
            names << kindName(event.kind);
        return names;
    }
};

LinkMessage data(int n)
{
    LinkMessage message;
    message.n = n;
    return message;
}

} // namespace

class TestExchanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatPassesIsCountedAtItsReceiver()
    {
        Bench bench;
        bench.open(1, LinkRequest::Wants::WebSocket);
        LinkMessage mine = data(0);
        mine.injected = true;
        LinkMessage ping;
        ping.kind = LinkMessage::Kind::Ping;
        QCOMPARE(bench.pass(1, {data(2), ping, mine, data(1)}), 3);
        std::vector<int> places;
        for (const Event &event : bench.recorder.take()) {
            if (event.kind == Kind::LinkMessage)
                places.push_back(event.data.value(QStringLiteral("out")).toInt());
        }
        QCOMPARE(places, (std::vector<int>{1, 0, 2, 3}));
    }

    void whatIsOfNoConnectionIsNotTold()
    {
        Bench bench;
        bench.exchanges.add(1, {}, 0);
        QCOMPARE(bench.pass(1, {data(1)}), 0);
        QCOMPARE(bench.pass(7, {data(1)}), 0);
        Unit unit;
        unit.exchange = 1;
        unit.messages.push_back(data(1));
        QCOMPARE(bench.exchanges.noteHeld(Direction::Down, unit), EventId(0));
        bench.exchanges.noteLost(Direction::Down, unit, QStringLiteral("cut"));
        QCOMPARE(bench.kinds(), QStringList());
    }

    void eachIsClosedOnce()
    {
        Bench bench;
        Exchanges::Exchange &first = bench.open(1, LinkRequest::Wants::WebSocket);
        bench.open(2, LinkRequest::Wants::Stream);
        static_cast<void>(bench.kinds());
        bench.exchanges.noteClosed(&first, 1001, QStringLiteral("bye"), QStringLiteral("server"));
        bench.exchanges.noteClosed(&first, 1000, {}, QStringLiteral("client"));
        bench.exchanges.noteClosed(nullptr, 1000, {}, QStringLiteral("client"));
        bench.exchanges.noteCut();
        bench.exchanges.noteAllClosed(QStringLiteral("link"));
        const std::vector<Event> told = bench.recorder.take();
        QCOMPARE(told.size(), 3U);
        QCOMPARE(told[0].data.value(QStringLiteral("code")).toInt(), 1001);
        QCOMPARE(told[1].kind, Kind::LinkCut);
        QCOMPARE(told[1].conn, 12);
        QCOMPARE(told[2].conn, 12);
        QVERIFY(!told[2].data.contains(QStringLiteral("code"))); // a stream has none
    }

    void aReleaseNamesItsHold()
    {
        Bench bench;
        bench.open(1, LinkRequest::Wants::WebSocket);
        Unit unit;
        unit.exchange = 1;
        unit.messages.push_back(data(4));
        const EventId held = bench.exchanges.noteHeld(Direction::Up, unit);
        bench.exchanges.noteReleased(Direction::Up, unit, held);
        const std::vector<Event> told = bench.recorder.take();
        QCOMPARE(told[1].id, held);
        QCOMPARE(told[2].kind, Kind::LinkReleased);
        QCOMPARE(told[2].cause, held);
        QCOMPARE(told[2].n, 4);
    }
};

QTEST_GUILESS_MAIN(TestExchanges)
#include "tst_exchanges.moc"
