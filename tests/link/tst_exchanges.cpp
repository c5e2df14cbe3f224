#include <link/gate/exchanges.h>

#include <QTest>

using namespace swapscope;

namespace {

struct Bench
{
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    Recorder recorder{clock};
    ConnectionRegistry registry;
    Exchanges exchanges{QStringLiteral("B"), recorder, registry};

    Exchanges::Exchange &open(int ordinal, LinkRequest::Wants wants)
    {
        LinkRequest request;
        request.path = QStringLiteral("/live");
        request.wants = wants;
        Exchanges::Exchange &exchange = exchanges.add(ordinal, request, 5);
        exchange.conn = ConnectionId(ordinal + 10);
        exchanges.noteAdmitted(exchange);
        return exchange;
    }
    int pass(int ordinal, std::vector<LinkMessage> messages)
    {
        Shaper::Passage passage;
        passage.unit.exchange = ordinal;
        passage.unit.messages = std::move(messages);
        return exchanges.notePassed(Direction::Down, passage, Side::Server);
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
                places.push_back(event.data.value(Field::Out).toInt());
        }
        QCOMPARE(places, (std::vector<int>{1, 0, 2, 3}));
    }

    void whatIsOfNoConnectionIsNotTold()
    {
        Bench bench;
        bench.exchanges.add(1, {}, 0);
        QCOMPARE(bench.pass(1, {data(1)}), 0);
        QCOMPARE(bench.pass(7, {data(1)}), 0);
        WireUnit unit;
        unit.exchange = 1;
        unit.messages.push_back(data(1));
        QCOMPARE(bench.exchanges.noteHeld(Direction::Down, unit), EventId(0));
        bench.exchanges.noteLost(Direction::Down, unit, QStringLiteral("cut"));
        QCOMPARE(bench.kinds(), QStringList());
    }

    void attemptsAreNumberedAndSoIsWhatAPageHasNamed()
    {
        Bench bench;
        const ConnectionId named = bench.registry.forKey("9f");
        LinkRequest request;
        QCOMPARE(bench.exchanges.add(1, request, 0).conn, ConnectionId());
        request.key = "9f";
        QCOMPARE(bench.exchanges.add(2, request, 0).conn, named);
        request.key.clear();
        request.wants = LinkRequest::Wants::Stream;
        QCOMPARE(bench.exchanges.add(3, request, 0).conn, ConnectionId(named.number() + 1));
    }

    void aRefusalIsOfAnAttemptAndAnAnswerOfWhatMightBeOne()
    {
        using Wants = LinkRequest::Wants;
        Bench bench;
        for (const Wants wants : {Wants::Page, Wants::MaybeStream, Wants::Stream}) {
            LinkRequest request;
            request.wants = wants;
            Exchanges::Exchange &exchange = bench.exchanges.add(static_cast<int>(wants) + 1, request, 0);
            bench.exchanges.noteRefused(exchange);
            QCOMPARE(bench.recorder.take().size(), wants == Wants::Stream ? 1U : 0U);
            bench.exchanges.noteRefused(exchange, 429);
            QCOMPARE(bench.recorder.take().size(), wants == Wants::Page ? 0U : 1U);
            QCOMPARE(!exchange.conn.isNone(), wants != Wants::Page);
        }
    }

    void whatIsWrongIsToldOfEveryRequest()
    {
        using Wants = LinkRequest::Wants;
        Bench bench;
        for (const Wants wants : {Wants::Page, Wants::Stream}) {
            LinkRequest request;
            request.wants = wants;
            bench.exchanges.noteWrong(bench.exchanges.add(static_cast<int>(wants) + 1, request, 0), 400);
            const auto told = bench.recorder.take();
            QCOMPARE(told.size(), wants == Wants::Page ? 1U : 2U);
            QCOMPARE(told.back().kind, Kind::ScriptLog);
            QCOMPARE(told.back().conn, told.front().conn);
        }
    }

    void anAnswerThatTurnsOutToBeAStreamKeepsTheServersNumber()
    {
        Bench bench;
        bench.exchanges.add(1, {}, 0);
        WireUnit unit{.exchange = 1, .response = LinkResponse{.status = 200}};
        bench.exchanges.noteResponse(unit, ConnectionId(41));
        QCOMPARE(bench.kinds(), QStringList());
        unit.response->stream = true;
        bench.exchanges.noteResponse(unit, ConnectionId(41));
        bench.exchanges.noteResponse(unit, ConnectionId(41));
        QCOMPARE(bench.kinds().size(), 1);
        QCOMPARE(bench.exchanges.find(1)->conn, ConnectionId(41));
    }

    // An answer whose head was not read before its connection was cut is known as a stream afterwards.
    void theUnreadHeadOfAStreamMakesItOne()
    {
        Bench bench;
        LinkRequest request;
        request.wants = LinkRequest::Wants::MaybeStream;
        QVERIFY(!bench.exchanges.hasConnections());
        bench.exchanges.add(1, request, 0);
        QVERIFY(bench.exchanges.hasConnections());
        bench.exchanges.noteCut();
        bench.exchanges.noteAllClosed(Side::Link);
        QCOMPARE(bench.kinds(), QStringList());
        const WireUnit head{.exchange = 1, .response = LinkResponse{.status = 200, .stream = true}};
        const WireUnit body{.exchange = 1, .messages = {data(1), LinkMessage::unread({}, 0), data(2)}};
        for (const WireUnit &unit : {head, body})
            bench.exchanges.noteUnread(Direction::Down, unit, QStringLiteral("cut"), ConnectionId(41));
        bench.exchanges.noteAllClosed(Side::Link);
        QCOMPARE(bench.exchanges.find(1)->conn, ConnectionId(41));
        QCOMPARE(bench.kinds(),
                 (QStringList{kindName(Kind::LinkAccepted), kindName(Kind::LinkCut), kindName(Kind::LinkLost),
                              kindName(Kind::LinkLost), kindName(Kind::LinkClosed)}));
    }

    void anUnreadAnswerThatIsNoStreamIsNoConnection()
    {
        Bench bench;
        LinkRequest request;
        request.wants = LinkRequest::Wants::MaybeStream;
        bench.exchanges.add(1, request, 0);
        bench.exchanges.noteUnread(Direction::Down, {.exchange = 1, .response = LinkResponse{.status = 200}},
                                   QStringLiteral("cut"), {});
        bench.exchanges.noteAllClosed(Side::Link);
        QCOMPARE(bench.kinds(), QStringList());
    }

    void whatIsOverIsForgotten()
    {
        Bench bench;
        bench.open(1, LinkRequest::Wants::WebSocket);
        bench.open(2, LinkRequest::Wants::Stream);
        bench.exchanges.add(3, {}, 0);
        static_cast<void>(bench.kinds());
        WireUnit unit{.exchange = 1, .response = LinkResponse{.status = 100, .interim = true}};
        QVERIFY(!bench.exchanges.noteEnd(unit, Side::Server, true));
        unit.response = LinkResponse{.status = 404};
        QVERIFY(bench.exchanges.noteEnd(unit, Side::Server, true));
        QVERIFY(bench.exchanges.noteEnd({.exchange = 2, .streamEnds = true}, Side::Server, true));
        unit.exchange = 3;
        QVERIFY(bench.exchanges.noteEnd(unit, Side::Server, true));
        QCOMPARE(bench.exchanges.size(), 0U);
        QCOMPARE(bench.kinds(), (QStringList{kindName(Kind::LinkClosed), kindName(Kind::LinkClosed),
                                             kindName(Kind::LinkAnswered)}));
    }

    void eachIsClosedOnce()
    {
        Bench bench;
        Exchanges::Exchange &first = bench.open(1, LinkRequest::Wants::WebSocket);
        bench.open(2, LinkRequest::Wants::Stream);
        static_cast<void>(bench.kinds());
        bench.exchanges.noteClosed(&first, 1001, QStringLiteral("bye"), Side::Server);
        bench.exchanges.noteClosed(&first, 1000, {}, Side::Client);
        bench.exchanges.noteClosed(nullptr, 1000, {}, Side::Client);
        bench.exchanges.noteCut();
        bench.exchanges.noteAllClosed(Side::Link);
        const std::vector<Event> told = bench.recorder.take();
        QCOMPARE(told.size(), 3U);
        QCOMPARE(told[0].data.value(Field::Code).toInt(), 1001);
        QCOMPARE(told[1].kind, Kind::LinkCut);
        QCOMPARE(told[1].conn, ConnectionId(12));
        QCOMPARE(told[2].conn, ConnectionId(12));
        QVERIFY(!told[2].data.contains(Field::Code)); // a stream has none
    }

    void aReleaseNamesItsHold()
    {
        Bench bench;
        bench.open(1, LinkRequest::Wants::WebSocket);
        WireUnit unit;
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
