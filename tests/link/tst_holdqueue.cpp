#include <link/hold/holdqueue.h>

#include <wire/websocket.h>

#include <QTest>

using namespace swapscope;

namespace {

const LinkConnection kChat{QStringLiteral("B"), ConnectionId(1), QStringLiteral("ws"),
                           QStringLiteral("/chat")};
const LinkConnection kTicks{QStringLiteral("B"), ConnectionId(2), QStringLiteral("sse"),
                            QStringLiteral("/ticks")};

LinkMessage message(LinkMessage::Kind kind, const QByteArray &text, int n = 1, const QString &event = {})
{
    LinkMessage message;
    message.kind = kind;
    message.text = text;
    message.n = n;
    message.event = event;
    return message;
}

// A queue of client B, and what came out of it.
struct Bench
{
    HoldQueue queue{QStringLiteral("B")};
    EventId last = 100;
    int n = 0;
    int relay = 0; // whose

    Bench() { queue.setOn(true); }
    EventId add(const QByteArray &text, Direction direction = Direction::Down, const void *owner = nullptr)
    {
        WireUnit unit{
            .raw = wire::encodeFrame(wire::Opcode::Text, text), .exchange = 1, .frame = true, .whole = true};
        unit.messages.push_back(message(LinkMessage::Kind::Text, text, ++n));
        unit.messages.front().bytes = unit.raw.size();
        queue.add(++last, kChat, direction, std::move(unit), owner ? owner : &relay, 5);
        return last;
    }
    QStringList held() const
    {
        QStringList texts;
        for (const HeldMessage &each : queue.status().messages)
            texts << each.text();
        return texts;
    }
    bool stops(const LinkMessage &what, Direction direction = Direction::Down,
               const LinkConnection &connection = kChat) const
    {
        return queue.stops(connection, direction, what);
    }
    void breakAt(const QVariantMap &args)
    {
        const Result<Breakpoint> read = Breakpoint::read(args);
        QVERIFY(read);
        QVERIFY(queue.setBreakpoints({*read}));
    }
};

QString textOf(const std::optional<HoldQueue::Held> &held)
{
    return held ? held->shown.text() : QStringLiteral("none");
}

bool isCopy(const std::optional<HoldQueue::Held> &held)
{
    return held->unit.messages.front().copy;
}

QVariantMap with(const char *name, const QVariant &value)
{
    return {{QString::fromLatin1(name), value}};
}

} // namespace

class TestHoldQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offNothingStops()
    {
        Bench bench;
        bench.queue.setOn(false);
        QVERIFY(!bench.stops(message(LinkMessage::Kind::Text, "a")));
        QVERIFY(!bench.queue.wants(Direction::Down));
    }

    void withoutABreakpointAllButHeartbeatsStops()
    {
        using Kind = LinkMessage::Kind;
        const Bench bench;
        for (const Kind kind : {Kind::Text, Kind::Binary, Kind::Event, Kind::Fields})
            QVERIFY(bench.stops(message(kind, "a")));
        for (const Kind kind : {Kind::Ping, Kind::Pong, Kind::Comment, Kind::Close, Kind::Unread})
            QVERIFY(!bench.stops(message(kind, "a", 0)));
        QVERIFY(bench.queue.wants(Direction::Up));
    }

    void everyConditionOfABreakpointMustBeTrue()
    {
        using Kind = LinkMessage::Kind;
        Bench bench;
        const LinkMessage text = message(Kind::Text, "hello");
        bench.breakAt(with("direction", QStringLiteral("up")));
        QVERIFY(bench.stops(text, Direction::Up));
        QVERIFY(!bench.stops(text, Direction::Down));
        QVERIFY(!bench.queue.wants(Direction::Down));
        bench.breakAt(with("path", QStringLiteral("/t*")));
        QVERIFY(bench.stops(text, Direction::Down, kTicks));
        QVERIFY(!bench.stops(text, Direction::Down, kChat));
        bench.breakAt(with("event", QStringLiteral("tick")));
        QVERIFY(bench.stops(message(Kind::Event, "a", 1, QStringLiteral("tick"))));
        QVERIFY(!bench.stops(message(Kind::Event, "a", 1, QStringLiteral("tock"))));
        QVERIFY(!bench.stops(text));
        bench.breakAt({{QStringLiteral("text"), QStringLiteral("/^he/")},
                       {QStringLiteral("path"), QStringLiteral("/chat")}});
        QVERIFY(bench.stops(text));
        QVERIFY(!bench.stops(text, Direction::Down, kTicks));
        QVERIFY(!bench.stops(message(Kind::Text, "she")));
        bench.breakAt(with("heartbeats", true));
        QVERIFY(bench.stops(message(Kind::Ping, "", 0)));
        QVERIFY(bench.stops(text));
    }

    void aBreakpointOfAnotherClientStopsNothing()
    {
        Bench bench;
        bench.breakAt(with("client", QStringLiteral("A")));
        QVERIFY(!bench.stops(message(LinkMessage::Kind::Text, "a")));
        QVERIFY(!bench.queue.wants(Direction::Down));
        bench.breakAt(with("client", QStringLiteral("B")));
        QVERIFY(bench.stops(message(LinkMessage::Kind::Text, "a")));
    }

    void ofSeveralBreakpointsOneIsEnough()
    {
        Bench bench;
        QVERIFY(bench.queue.setBreakpoints(
            {Breakpoint{.text = QStringLiteral("a")}, Breakpoint{.text = QStringLiteral("b")}}));
        QVERIFY(bench.stops(message(LinkMessage::Kind::Text, "b")));
        QVERIFY(!bench.stops(message(LinkMessage::Kind::Text, "c")));
        // A wrong one changes nothing.
        QVERIFY(!bench.queue.setBreakpoints({Breakpoint{.text = QStringLiteral("/(/")}}));
        QVERIFY(bench.stops(message(LinkMessage::Kind::Text, "b")));
        QVERIFY(!bench.queue.setBreakpoints(std::vector<Breakpoint>(kMostBreakpoints + 1)));
    }

    void theyAreReleasedInTheirOrder()
    {
        Bench bench;
        bench.add("a");
        const EventId b = bench.add("b");
        bench.add("c");
        QCOMPARE(bench.held(), (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
        QCOMPARE(textOf(bench.queue.release(b)), QStringLiteral("b"));
        QCOMPARE(textOf(bench.queue.release(b)), QStringLiteral("none"));
        QCOMPARE(textOf(bench.queue.releaseFirst()), QStringLiteral("a"));
        QCOMPARE(textOf(bench.queue.releaseFirst()), QStringLiteral("c"));
        QCOMPARE(textOf(bench.queue.releaseFirst()), QStringLiteral("none"));
        QCOMPARE(bench.queue.status().bytes, 0);
    }

    void aMoveChangesTheOrder_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<QString>("order");
        QTest::newRow("back") << 0 << 2 << QStringLiteral("bcad");
        QTest::newRow("to the end") << 0 << 99 << QStringLiteral("bcda");
        QTest::newRow("to the front") << 3 << -1 << QStringLiteral("dabc");
        QTest::newRow("forward") << 2 << 1 << QStringLiteral("acbd");
        QTest::newRow("nowhere") << 1 << 1 << QStringLiteral("abcd");
    }

    void aMoveChangesTheOrder()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        Bench bench;
        std::vector<EventId> ids;
        for (const char *text : {"a", "b", "c", "d"})
            ids.push_back(bench.add(text));
        QVERIFY(bench.queue.move(ids[static_cast<std::size_t>(from)], to));
        QTEST(bench.held().join(QString()), "order");
        QVERIFY(!bench.queue.move(999, 0));
    }

    void anEditIsShownAndCounted()
    {
        Bench bench;
        const EventId a = bench.add("a");
        const qint64 before = bench.queue.status().bytes;
        QVERIFY(bench.queue.edit(a, QStringLiteral("longer"), 0));
        const HoldStatus status = bench.queue.status();
        QCOMPARE(status.messages.front().text(), QStringLiteral("longer"));
        QVERIFY(status.messages.front().edited);
        QCOMPARE(status.bytes, before + 5);
        const Result<void> gone = bench.queue.edit(999, QStringLiteral("x"), 0);
        QVERIFY(!gone);
        QCOMPARE(gone.error().message,
                 QStringLiteral("No message with the number 999 is held; it has gone on already"));
    }

    // Of a message and its duplicate the one that leaves first is the message.
    void theFirstThatGoesOnIsTheMessage()
    {
        Bench bench;
        const EventId a = bench.add("a");
        QVERIFY(bench.queue.duplicate(a, 900, 7));
        QVERIFY(bench.queue.status().messages[1].duplicate);
        const auto second = bench.queue.release(900);
        QVERIFY(!isCopy(second));
        QVERIFY(isCopy(bench.queue.release(a)));
    }

    void theLastThatIsLeftOutIsTheMessage()
    {
        Bench bench;
        const EventId a = bench.add("a");
        QVERIFY(bench.queue.duplicate(a, 900, 7));
        QVERIFY(isCopy(bench.queue.discard(a)));
        QVERIFY(!isCopy(bench.queue.discard(900)));
    }

    void whatIsLeftOutBehindOneThatWentOnIsACopy()
    {
        Bench bench;
        const EventId a = bench.add("a");
        QVERIFY(bench.queue.duplicate(a, 900, 7));
        QVERIFY(!isCopy(bench.queue.releaseFirst()));
        QVERIFY(isCopy(bench.queue.discard(900)));
    }

    void aConnectionTakesOnlyItsOwn()
    {
        Bench bench;
        const int other = 0;
        bench.add("a");
        bench.add("b", Direction::Up);
        bench.add("c", Direction::Down, &other);
        bench.add("d");
        QCOMPARE(textOf(bench.queue.discardOf(&bench.relay, Direction::Down)), QStringLiteral("a"));
        QCOMPARE(textOf(bench.queue.releaseOf(&bench.relay, Direction::Down)), QStringLiteral("d"));
        QCOMPARE(textOf(bench.queue.discardOf(&bench.relay, Direction::Down)), QStringLiteral("none"));
        QCOMPARE(bench.held(), (QStringList{QStringLiteral("b"), QStringLiteral("c")}));
    }

    void whatWasPromisedCanOnlyBeReleased()
    {
        Bench bench;
        WireUnit unit{.raw = "data: a\n\n", .exchange = 1, .fixed = true};
        unit.messages.push_back(message(LinkMessage::Kind::Event, "a"));
        bench.queue.add(1, kTicks, Direction::Down, unit, &bench.relay, 0);
        QVERIFY(!bench.queue.edit(1, QStringLiteral("b"), 0));
        QVERIFY(!bench.queue.duplicate(1, 2, 0));
        QVERIFY(!bench.queue.mayDiscard(1));
        QVERIFY(!bench.queue.status().messages.front().notEditable.isEmpty());
        QCOMPARE(textOf(bench.queue.release(1)), QStringLiteral("a"));
    }

    void thereIsABound()
    {
        Bench bench;
        EventId first = 0;
        for (int i = 0; i < kMostHeld; ++i) {
            QVERIFY(!bench.queue.isFull());
            const EventId id = bench.add("a");
            first = first == 0 ? id : first;
        }
        const HoldStatus status = bench.queue.status();
        QVERIFY(status.full);
        QCOMPARE(status.total, kMostHeld);
        QCOMPARE(status.messages.size(), static_cast<std::size_t>(kHeldShown));
        QVERIFY(!bench.queue.duplicate(first, 1, 0));
        bench.queue.releaseFirst();
        QVERIFY(!bench.queue.isFull());
    }

    void andOneOfBytes()
    {
        Bench bench;
        for (int megabyte = 0; megabyte < 64; ++megabyte) {
            QVERIFY(!bench.queue.isFull());
            bench.add(QByteArray(1024 * 1024, 'x'));
        }
        QVERIFY(bench.queue.isFull());
    }
};

QTEST_GUILESS_MAIN(TestHoldQueue)
#include "tst_holdqueue.moc"
