#include "holdbench.h"

#include <wire/websocket.h>

using namespace swapscope;
using Bench = test::HoldBench;
using test::chunk;
using test::down;
using test::fine;
using test::s;
using wire::encodeFrame;
using wire::Opcode;

// Messages of the user's own, which no side has sent (Link::inject()).
class TestInject : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMessageOfOnesOwnGoesPastWhatIsHeld()
    {
        Bench bench;
        bench.openWebSocket();
        bench.holding().setOn(true);
        bench.peer().send(down("a"));
        bench.holds(1);
        fine(bench.link().inject({}, Direction::Down, s("mine")));
        bench.got(down("mine"));
        fine(bench.link().inject(ConnectionId(1), Direction::Up, s("mine")));
        QTRY_COMPARE(bench.peer().received.size(), 10);
        bench.holding().setOn(false);
        bench.got(down("a"));
        const std::vector<Event> messages = bench.all(Kind::LinkMessage);
        QCOMPARE(messages.size(), 3U);
        QCOMPARE(messages[0].n, 0);
        QCOMPARE(messages[0].data.value(Field::Out).toInt(), 1);
        QCOMPARE(messages[0].data.value(Field::Injected).toBool(), true);
        QCOMPARE(messages[1].data.value(Field::Dir).toString(), s("up"));
        QCOMPARE(messages[1].data.value(Field::Out).toInt(), 1);
        QCOMPARE(messages[2].n, 1);
        QCOMPARE(messages[2].data.value(Field::Out).toInt(), 2);
    }

    // Between two messages, whatever is under way.
    void itWaitsForTheEndOfWhatHasBegun()
    {
        Bench bench;
        bench.openWebSocket();
        const QByteArray half = encodeFrame(Opcode::Text, "he", false);
        bench.peer().send(half);
        bench.got(half);
        fine(bench.link().inject({}, Direction::Down, s("mine")));
        const QByteArray rest = encodeFrame(Opcode::Continuation, "llo");
        bench.peer().send(rest);
        bench.got(rest + down("mine"));
    }

    void intoAStreamOnlyDownward()
    {
        Bench bench;
        bench.openStream();
        const Result<void> upward = bench.link().inject({}, Direction::Up, s("x"));
        QVERIFY(!upward);
        QCOMPARE(upward.error().message,
                 s("Connection 1 is an event stream, in which only the server speaks; send downward"));
        // Within an event, and within a chunk.
        const QByteArray whole = chunk("data: a") + chunk("b\n\n");
        bench.peer().send(whole.left(5));
        bench.got(whole.left(5));
        fine(bench.link().inject({}, Direction::Down, s("x\ny"), s("tick")));
        bench.peer().send(whole.mid(5));
        bench.got(whole.mid(5) + chunk("event: tick\ndata: x\ndata: y\n\n"));
    }

    void withoutAConnectionNothingCanBeSent()
    {
        Bench bench;
        const Result<void> none = bench.link().inject({}, Direction::Down, s("x"));
        QVERIFY(!none);
        QCOMPARE(none.error().message, s("Client B has no open WebSocket or stream to send into"));
        const Result<void> other = bench.link().inject(ConnectionId(7), Direction::Down, s("x"));
        QVERIFY(!other);
        QCOMPARE(other.error().message, s("Connection 7 of client B is not open"));
    }
};

QTEST_GUILESS_MAIN(TestInject)
#include "tst_inject.moc"
