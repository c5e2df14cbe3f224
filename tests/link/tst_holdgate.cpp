#include "spoken.h"

#include <link/hold/holdgate.h>

#include <QTest>

using namespace swapscope;
using test::s;

namespace {

// A gate downward, what went onward, and what the trace was told.
struct Bench
{
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    Recorder recorder{clock};
    ConnectionRegistry registry;
    Exchanges exchanges{QStringLiteral("B"), recorder, registry};
    HoldQueue queue{QStringLiteral("B")};
    QStringList onward;
    HoldChanges changes; // since they were looked at
    int n = 0;
    HoldGate gate{Direction::Down, queue, exchanges, recorder, this};

    Bench()
    {
        LinkRequest request;
        request.wants = LinkRequest::Wants::WebSocket;
        Exchanges::Exchange &exchange = exchanges.add(1, request, 0);
        exchange.conn = ConnectionId(1);
        exchanges.noteAdmitted(exchange);
        recorder.take();
        queue.setOn(true);
    }
    WireUnit unit(const QByteArray &text, LinkMessage::Kind kind = LinkMessage::Kind::Text)
    {
        WireUnit unit{.raw = text, .exchange = 1, .frame = true, .whole = true};
        LinkMessage message;
        message.kind = kind;
        message.text = text;
        message.n = kind == LinkMessage::Kind::Text ? ++n : 0;
        unit.messages.push_back(message);
        return unit;
    }
    void say(const QByteArray &text, LinkMessage::Kind kind = LinkMessage::Kind::Text)
    {
        note(gate.take({unit(text, kind)}));
    }
    void release(HoldQueue::Held held) { note(gate.goOn(std::move(held))); }
    void note(const HoldGate::Result &result)
    {
        for (const WireUnit &each : result.onward)
            onward << QString::fromUtf8(each.raw);
        changes |= result.changes;
    }
    HoldChanges seen() { return std::exchange(changes, {}); }
    QStringList told()
    {
        QStringList lines;
        for (const Event &event : recorder.take())
            lines << QString(kindName(event.kind)).mid(5) + u' ' + event.data.value(Field::Why).toString() +
                         event.data.value(Field::Text).toString();
        return lines;
    }
};

} // namespace

class TestHoldGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsHeldStopsAndTheRestGoesOn()
    {
        Bench bench;
        bench.say("a");
        bench.say("p", LinkMessage::Kind::Ping);
        bench.note(bench.gate.take({{.raw = "part", .exchange = 1, .frame = true}}));
        QCOMPARE(bench.onward, (QStringList{s("p"), s("part")}));
        bench.clock->advance(30);
        bench.release(*bench.queue.releaseFirst());
        QCOMPARE(bench.onward.back(), s("a"));
        QCOMPARE(bench.told(), (QStringList{s("held a"), s("released ")}));
    }

    void whatEndsTheDirectionLosesWhatIsHeld()
    {
        Bench bench;
        bench.say("a");
        bench.say("bye", LinkMessage::Kind::Close);
        QCOMPARE(bench.onward, QStringList{s("bye")});
        QCOMPARE(bench.told(), (QStringList{s("held a"), s("lost helda")}));
        QCOMPARE(bench.queue.total(), 0);
    }

    // No message can be put in between from there on.
    void whatCannotBeReadReleasesIt()
    {
        Bench bench;
        bench.say("a");
        bench.say("?", LinkMessage::Kind::Unread);
        QCOMPARE(bench.onward, (QStringList{s("a"), s("?")}));
    }

    void aCloseThatIsHeldEndsNothingUntilItGoesOn()
    {
        Bench bench;
        QVERIFY(bench.queue.setBreakpoints({Breakpoint{.heartbeats = true}}));
        bench.say("a");
        bench.say("bye", LinkMessage::Kind::Close);
        QCOMPARE(bench.queue.total(), 2);
        bench.release(*bench.queue.release(bench.queue.status().messages[1].id));
        QCOMPARE(bench.onward, QStringList{s("bye")});
        QCOMPARE(bench.queue.total(), 0);
    }

    // Those that never were held are lost with their connection, not as held; and others have room again.
    void whatHadNoRoomIsLostWithTheConnectionAndOthersAreWoken()
    {
        Bench bench;
        for (int i = 0; i < kMostHeld; ++i)
            bench.say("x");
        bench.say("a");
        bench.told();
        QVERIFY((bench.seen() == HoldChanges{.held = true, .full = true}));
        QVERIFY((bench.gate.lose(s("cut")) == HoldChanges{.held = true, .freed = true}));
        const QStringList told = bench.told();
        QCOMPARE(told.size(), kMostHeld + 1);
        QCOMPARE(told.count(s("lost heldx")), kMostHeld);
        QCOMPARE(told.back(), s("lost cuta"));
        bench.say("b");
        QVERIFY(bench.seen() == HoldChanges{.held = true});
        QVERIFY(bench.gate.lose(s("cut")) == HoldChanges{.held = true}); // there was room all the time
    }

    void whatHasNoRoomWaitsInItsOrder()
    {
        Bench bench;
        for (int i = 0; i < kMostHeld; ++i)
            bench.say("x");
        QVERIFY(bench.seen() == HoldChanges{.held = true});
        QVERIFY(bench.gate.isBlocked());
        bench.say("a");
        bench.say("p", LinkMessage::Kind::Ping); // behind it
        bench.say("b");
        QVERIFY(bench.seen() == HoldChanges{.full = true});
        QCOMPARE(bench.queue.total(), kMostHeld);
        QCOMPARE(bench.onward, QStringList());
        bench.release(*bench.queue.releaseFirst());
        bench.note(bench.gate.retry());
        QCOMPARE(bench.onward, (QStringList{s("x"), s("p")}));
        QCOMPARE(bench.queue.total(), kMostHeld);
        bench.queue.setOn(false);
        while (auto held = bench.queue.releaseFirst())
            bench.release(std::move(*held));
        bench.note(bench.gate.retry());
        QCOMPARE(bench.onward.mid(bench.onward.size() - 2), (QStringList{s("a"), s("b")}));
        QVERIFY(!bench.gate.isBlocked());
    }

    void anEndLosesAlsoWhatWaits()
    {
        Bench bench;
        for (int i = 0; i < kMostHeld + 2; ++i)
            bench.say("x");
        bench.told();
        bench.note(bench.gate.take({{.exchange = 1, .eof = true}}));
        QCOMPARE(bench.told().size(), kMostHeld + 2);
        QVERIFY(!bench.gate.isBlocked());
    }
};

QTEST_GUILESS_MAIN(TestHoldGate)
#include "tst_holdgate.moc"
