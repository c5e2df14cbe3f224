#include "holdbench.h"

#include <link/protocol/traffic.h>
#include <wire/websocket.h>

#include <QSignalSpy>

using namespace swapscope;
using Bench = test::HoldBench;
using test::block;
using test::chunk;
using test::down;
using test::fine;
using test::kStreamHead;
using test::kSwitch;
using test::kTicks;
using test::kUpgrade;
using test::s;
using test::up;
using wire::encodeFrame;
using wire::Opcode;

class TestHolding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatStopsIsReleasedOneByOneInItsOrder()
    {
        Bench bench;
        bench.openWebSocket();
        bench.holding().setOn(true);
        bench.peer().send(down("one") + down("two") + down("three"));
        bench.holds(3);
        QCOMPARE(bench.held(), (QStringList{s("one"), s("two"), s("three")}));
        fine(bench.holding().step());
        bench.got(down("one"));
        fine(bench.holding().release(bench.id(1)));
        bench.got(down("three"));
        fine(bench.holding().step());
        bench.got(down("two"));
        const Result<void> none = bench.holding().step();
        QVERIFY(!none);
        QCOMPARE(none.error().message, s("No message of client B is held"));
        QCOMPARE(bench.run.told(),
                 (QStringList{s("accepted 1 ws"), s("held 1 down text 1 <one>"),
                              s("held 1 down text 2 <two>"), s("held 1 down text 3 <three>"),
                              s("released 1 down text 1"), s("message 1 down text 1 <one>"),
                              s("released 1 down text 3"), s("message 1 down text 3 <three>"),
                              s("released 1 down text 2"), s("message 1 down text 2 <two>")}));
        const std::vector<Event> held = bench.all(Kind::LinkHeld);
        const std::vector<Event> released = bench.all(Kind::LinkReleased);
        QCOMPARE(released[1].cause, held[2].id);
        // Its place at the receiver.
        const std::vector<Event> messages = bench.all(Kind::LinkMessage);
        QCOMPARE(messages[1].data.value(Field::Out).toInt(), 2);
        QCOMPARE(messages[2].data.value(Field::Out).toInt(), 3);
        QVERIFY(!messages[0].data.contains(Field::Out));
    }

    void whatDoesNotMatchPasses()
    {
        Bench bench;
        bench.openWebSocket();
        bench.breakAt({{s("text"), s("stop")}, {s("direction"), s("down")}});
        bench.holding().setOn(true);
        bench.peer().send(down("stop 1") + down("go") + encodeFrame(Opcode::Ping, "p") + down("stop 2"));
        bench.got(down("go") + encodeFrame(Opcode::Ping, "p"));
        bench.holds(2);
        bench.client.send(up("stop"));
        QTRY_COMPARE(bench.peer().received, up("stop"));
        bench.holding().setOn(false);
        bench.got(down("stop 1") + down("stop 2"));
        bench.holds(0);
    }

    void heartbeatsStopWhenToldTo()
    {
        Bench bench;
        bench.openStream();
        bench.holding().setOn(true);
        bench.peer().send(chunk(": beat\n\n") + chunk(block("a")));
        bench.got(chunk(": beat\n\n"));
        bench.breakAt({{s("heartbeats"), true}});
        bench.peer().send(chunk(": beat\n\n"));
        bench.holds(2);
        bench.holding().releaseAll();
        bench.got(chunk(block("a")) + chunk(": beat\n\n"));
    }

    void onlyAWholeMessageStops()
    {
        Bench bench;
        bench.openWebSocket();
        bench.holding().setOn(true);
        bench.peer().send(encodeFrame(Opcode::Text, "he", false));
        bench.peer().send(encodeFrame(Opcode::Ping, "p"));
        bench.got(encodeFrame(Opcode::Ping, "p"));
        bench.holds(0);
        bench.peer().send(encodeFrame(Opcode::Continuation, "llo"));
        bench.holds(1);
        QCOMPARE(bench.held(), QStringList{s("hello")});
        bench.holding().setOn(false);
        bench.got(encodeFrame(Opcode::Text, "he", false) + encodeFrame(Opcode::Continuation, "llo"));
    }

    void anEditedMessageIsFramedAnew()
    {
        Bench bench;
        bench.openWebSocket();
        bench.holding().setOn(true);
        bench.peer().send(down("hello"));
        bench.client.send(up("hello"));
        bench.holds(2);
        for (const HeldMessage &each : bench.holding().status().messages)
            fine(bench.holding().edit(each.id, s("good bye")));
        bench.holding().releaseAll();
        bench.got(down("good bye"));
        QTRY_VERIFY(!bench.peer().received.isEmpty());
        wire::FrameDecoder decoder(wire::FrameDecoder::Sender::Client);
        const auto frames = decoder.feed(bench.peer().received);
        QCOMPARE(frames.size(), 1U);
        QVERIFY(std::get<wire::Frame>(frames[0]).masked);
        QCOMPARE(std::get<wire::Frame>(frames[0]).payload, QByteArray("good bye"));
        for (const Event &message : bench.all(Kind::LinkMessage)) {
            QCOMPARE(message.data.value(Field::Edited).toBool(), true);
            QCOMPARE(message.data.value(Field::Text).toString(), s("good bye"));
            QCOMPARE(message.n, 1);
        }
    }

    void anEditedEventKeepsItsOtherLines()
    {
        Bench bench;
        bench.openStream();
        bench.holding().setOn(true);
        bench.peer().send(chunk("id: 7\nevent: tick\ndata: a\n\n" + block("b")));
        bench.holds(2);
        fine(bench.holding().edit(bench.id(0), s("one\ntwo")));
        fine(bench.holding().duplicate(bench.id(1)));
        fine(bench.holding().move(bench.id(2), 0));
        QCOMPARE(bench.held(), (QStringList{s("b"), s("one\ntwo"), s("b")}));
        bench.holding().releaseAll();
        bench.got(chunk(block("b")) + chunk("id: 7\nevent: tick\ndata: one\ndata: two\n\n") +
                  chunk(block("b")));
        QCOMPARE(bench.all(Kind::LinkDuplicated).size(), 1U);
        const std::vector<Event> messages = bench.all(Kind::LinkMessage);
        QCOMPARE(messages[0].n, 2);
        QCOMPARE(messages[0].data.value(Field::Out).toInt(), 1);
        QCOMPARE(messages[2].n, 2);
        QCOMPARE(messages[2].data.value(Field::Out).toInt(), 3);
    }

    void whatIsDiscardedIsLost()
    {
        Bench bench;
        bench.openWebSocket();
        bench.holding().setOn(true);
        bench.peer().send(down("a") + down("b"));
        bench.holds(2);
        const EventId a = bench.id(0);
        fine(bench.holding().discard(a));
        const Result<void> again = bench.holding().discard(a);
        QVERIFY(!again);
        bench.holding().setOn(false);
        bench.got(down("b"));
        const std::vector<Event> lost = bench.all(Kind::LinkLost);
        QCOMPARE(lost.size(), 1U);
        QCOMPARE(lost[0].n, 1);
        QCOMPARE(lost[0].cause, a);
        QCOMPARE(lost[0].data.value(Field::Why).toString(), s("discarded"));
        QVERIFY(!lost[0].data.contains(Field::Copy));
        QCOMPARE(bench.all(Kind::LinkMessage)[0].data.value(Field::Out).toInt(), 1);
    }

    void aConnectionThatDiesSaysWhatWasHeld()
    {
        Bench bench;
        bench.openWebSocket();
        bench.holding().setOn(true);
        bench.peer().send(down("a") + down("b"));
        bench.client.send(up("c"));
        bench.holds(3);
        fine(bench.holding().duplicate(bench.id(0)));
        bench.run.apply("cut", {{s("for"), qint64(0)}});
        bench.holds(0);
        QTRY_VERIFY(bench.client.wasReset);
        const std::vector<Event> lost = bench.all(Kind::LinkLost);
        QCOMPARE(lost.size(), 4U);
        for (const Event &event : lost)
            QCOMPARE(event.data.value(Field::Why).toString(), s("held"));
        // A message and its duplicate are one loss.
        QCOMPARE(std::count_if(lost.begin(), lost.end(),
                               [](const Event &event) { return event.data.value(Field::Copy).toBool(); }),
                 1);
    }

    void anOrderlyEndPassesWhatIsHeld()
    {
        Bench bench;
        bench.openStream();
        bench.holding().setOn(true);
        bench.peer().send(chunk(block("a")));
        bench.holds(1);
        bench.peer().send("0\r\n\r\n");
        bench.got("0\r\n\r\n");
        bench.holds(0);
        QVERIFY(bench.run.told().contains(s("lost 1 down event 1 held <a>")));
    }

    void aStreamOfPromisedLengthCanOnlyBeReleased()
    {
        Bench bench;
        bench.open(kTicks,
                   "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 27\r\n\r\n");
        bench.holding().setOn(true);
        bench.peer().send(block("a") + block("b"));
        bench.holds(2);
        const Result<void> edited = bench.holding().edit(bench.id(0), s("x"));
        QVERIFY(!edited);
        QVERIFY(edited.error().message.contains(s("Content-Length")));
        QVERIFY(!bench.holding().discard(bench.id(0)));
        QVERIFY(!bench.holding().duplicate(bench.id(0)));
        QVERIFY(!bench.link().inject({}, Direction::Down, s("x")));
        fine(bench.holding().step());
        bench.got(block("a"));
        // The end of the answer brings the rest.
        bench.peer().send(block("c"));
        bench.got(block("b") + block("c"));
        bench.holds(0);
    }

    void statusTellsWhatIsHeld()
    {
        Bench bench;
        bench.openWebSocket();
        QSignalSpy changed(&bench.link(), &Link::holdChanged);
        bench.holding().setOn(true);
        QCOMPARE(bench.link().status().phrases(), QStringList{s("holds")});
        bench.peer().send(down("a"));
        bench.holds(1);
        QCOMPARE(bench.link().status().held, 1);
        QCOMPARE(bench.link().status().phrases(), QStringList{s("held 1")});
        QVERIFY(changed.size() >= 2);
        const HeldMessage held = bench.holding().status().messages.front();
        QCOMPARE(held.client, s("B"));
        QCOMPARE(held.conn, ConnectionId(1));
        QCOMPARE(held.transport, s("ws"));
        QCOMPARE(held.path, s("/chat"));
        QCOMPARE(held.n, 1);
        QVERIFY(held.notEditable.isEmpty());
    }

    // Beyond the bound nothing more is read, which the sender feels; nothing is lost and nothing stands
    // still once there is room.
    void thereIsABoundOnWhatIsHeld()
    {
        Bench bench;
        bench.openWebSocket();
        bench.holding().setOn(true);
        constexpr int kSent = 40'000;
        QByteArray all;
        for (int number = 0; number < kSent; ++number)
            all += down(QByteArray::number(number).rightJustified(600, ' '));
        bench.peer().send(all);
        bench.holds(kMostHeld);
        QVERIFY(bench.holding().status().full);
        // The rest fits neither the link nor the system's buffers: 24 MB against the 6 MB that are held.
        QTRY_VERIFY(bench.all(Kind::LinkHeld).back().data.contains(Field::Full));
        QVERIFY(bench.peer().unsent() > 0);
        const Event full = bench.all(Kind::LinkHeld).back();
        QCOMPARE(full.conn, ConnectionId());
        QCOMPARE(full.data.value(Field::Messages).toInt(), kMostHeld);
        for (int step = 0; step < 100; ++step)
            fine(bench.holding().step());
        QTRY_COMPARE(bench.client.received.size(), all.size() / kSent * 100);
        bench.holds(kMostHeld);
        bench.holding().setOn(false);
        QTRY_COMPARE_WITH_TIMEOUT(bench.client.received.size(), all.size(), 60'000);
        QCOMPARE(bench.client.received, all);
        // It was said once.
        const std::vector<Event> held = bench.all(Kind::LinkHeld);
        QCOMPARE(std::count_if(held.begin(), held.end(),
                               [](const Event &event) { return event.data.contains(Field::Full); }),
                 1);
    }

    // Whatever the chunking, and however often holding begins and ends: with everything released in its
    // order, the messages are those that were sent; on a WebSocket the bytes are.
    void holdingAndReleasingChangesNothing_data()
    {
        QTest::addColumn<bool>("stream");
        QTest::newRow("socket") << false;
        QTest::newRow("stream") << true;
    }

    void holdingAndReleasingChangesNothing()
    {
        QFETCH(bool, stream);
        for (quint64 seed = 1; seed <= 8; ++seed) {
            Random random(seed);
            Bench bench;
            stream ? bench.openStream() : bench.openWebSocket();
            QByteArray bytes;
            QStringList sent;
            for (int number = 0; number < 60; ++number) {
                const QByteArray content = "message " + QByteArray::number(number);
                sent << QString::fromUtf8(content);
                const auto half = static_cast<qsizetype>(random.next() % 8);
                const QByteArray one = block(content);
                if (stream)
                    bytes += half == 0 ? chunk(one) : chunk(one.left(half)) + chunk(one.mid(half));
                else if (half < 4)
                    bytes += down(content);
                else
                    bytes += encodeFrame(Opcode::Text, content.left(half), false) +
                             encodeFrame(Opcode::Continuation, content.mid(half));
            }
            for (qsizetype at = 0; at < bytes.size();) {
                const auto size = static_cast<qsizetype>(1 + random.next() % 200);
                bench.peer().send(bytes.mid(at, size));
                at += size;
                QCoreApplication::processEvents();
                switch (random.next() % 6) {
                case 0:
                    bench.holding().setOn(true);
                    break;
                case 1:
                    bench.holding().setOn(false);
                    break;
                case 2:
                    static_cast<void>(bench.holding().step());
                    break;
                default:
                    break;
                }
            }
            bench.holding().setOn(false);
            const auto received = [&] {
                Traffic reader;
                reader.up(stream ? kTicks : kUpgrade);
                QStringList texts;
                for (const WireUnit &unit :
                     reader.down((stream ? kStreamHead : kSwitch) + bench.client.received)) {
                    for (const LinkMessage &message : unit.messages)
                        texts << QString::fromUtf8(message.text);
                }
                return texts;
            };
            QTRY_COMPARE(received().size(), sent.size());
            QVERIFY2(received() == sent, qPrintable(QStringLiteral("seed %1").arg(seed)));
            if (!stream)
                QCOMPARE(bench.client.received, bytes);
        }
    }
};

QTEST_GUILESS_MAIN(TestHolding)
#include "tst_holding.moc"
