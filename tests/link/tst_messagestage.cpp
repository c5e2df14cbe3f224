#include "spoken.h"

#include <link/messagestage.h>
#include <support/commands.h>

#include <QTest>

using namespace swapscope;
using test::s;

namespace {

// The way down of an open WebSocket, what has left it, and what the trace was told.
struct Bench
{
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    Recorder recorder{clock};
    LinkFaults faults;
    HoldQueue hold{s("B")};
    ConnectionRegistry registry;
    Exchanges exchanges{s("B"), recorder, registry};
    Random random{7};
    Random decisions{8};
    MessageStage::Effects effects; // of all calls
    int n = 0;
    MessageStage conduit{Direction::Down,
                         {.faults = faults,
                          .hold = hold,
                          .exchanges = exchanges,
                          .recorder = recorder,
                          .random = random,
                          .decisions = decisions,
                          .owner = this}};

    Bench()
    {
        LinkRequest request;
        request.wants = LinkRequest::Wants::WebSocket;
        Exchanges::Exchange &exchange = exchanges.add(1, request, 0);
        exchange.conn = ConnectionId(1);
        exchanges.noteAdmitted(exchange);
        recorder.take();
    }
    void apply(const char *fault, const QVariantMap &args = {})
    {
        QVERIFY(test::applyFault(faults, s(fault), args, clock->now()));
    }
    WireUnit unit(const QByteArray &text)
    {
        WireUnit unit{.raw = test::down(text), .exchange = 1, .frame = true, .whole = true};
        LinkMessage message;
        message.text = text;
        message.n = ++n;
        unit.messages.push_back(message);
        return unit;
    }
    void say(const QByteArray &text) { effects |= conduit.take(unit(text)); }
    // What leaves now, by its texts.
    QStringList leaving()
    {
        QStringList texts;
        while (const std::optional<Shaper::Passage> passage = conduit.next()) {
            effects |= conduit.notePassed(*passage, Side::Server);
            texts << (passage->unit.eof ? s("end") : QString::fromUtf8(passage->unit.messages.front().text));
        }
        return texts;
    }
    QStringList told()
    {
        QStringList lines;
        for (const Event &event : recorder.take())
            lines << QString(kindName(event.kind)).mid(5) + u' ' +
                         event.data.value(Field::Why).toString(QString::number(event.n));
        return lines;
    }
};

} // namespace

class TestMessageStage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Of the two only the first is a loss: the ledger counts what is no copy.
    void ofAMessageThatIsSentTwiceTheSecondIsTheCopy()
    {
        Bench bench;
        bench.apply("duplicate", {{s("next"), 1}});
        bench.say("a");
        bench.say("b");
        bench.effects |= bench.conduit.lose(s("cut"));
        QStringList lost;
        for (const Event &event : bench.recorder.take()) {
            if (event.kind == Kind::LinkLost)
                lost << QStringLiteral("%1%2").arg(event.n).arg(
                    event.data.value(Field::Copy).toBool() ? s(" copy") : QString());
        }
        QCOMPARE(lost, (QStringList{s("1"), s("1 copy"), s("2")}));
    }

    void whatIsSaidLeavesInItsOrder()
    {
        Bench bench;
        bench.say("a");
        bench.say("b");
        QCOMPARE(bench.leaving(), (QStringList{s("a"), s("b")}));
        QVERIFY(bench.effects == MessageStage::Effects{});
        QCOMPARE(bench.told(), (QStringList{s("message 1"), s("message 2")}));
        QCOMPARE(bench.conduit.due(true), std::optional<Nanoseconds>());
    }

    void faultsOnMessagesActBeforeThePath()
    {
        Bench bench;
        bench.apply("lose", {{s("next"), 1}});
        bench.apply("latency", {{s("delay"), 30}});
        bench.say("a");
        bench.say("b");
        QVERIFY((bench.effects == MessageStage::Effects{.faultsUsed = true}));
        QCOMPARE(bench.told(), (QStringList{s("lost fault"), s("delayed 2")}));
        QCOMPARE(bench.leaving(), QStringList());
        QCOMPARE(bench.conduit.due(true), std::optional<Nanoseconds>(30));
        QCOMPARE(bench.conduit.due(false), std::optional<Nanoseconds>());
        bench.clock->advance(30);
        QCOMPARE(bench.leaving(), QStringList{s("b")});
    }

    void whatIsLateGoesOnInItsTime()
    {
        Bench bench;
        bench.apply("delay", {{s("by"), 50}, {s("next"), 1}});
        bench.say("a");
        bench.say("b");
        QCOMPARE(bench.leaving(), QStringList{s("b")});
        QCOMPARE(bench.conduit.due(false), std::optional<Nanoseconds>(50));
        bench.clock->advance(50);
        bench.effects |= bench.conduit.advance();
        QCOMPARE(bench.leaving(), QStringList{s("a")});
    }

    void whatIsHeldStopsAndWhatIsInsertedGoesPastIt()
    {
        Bench bench;
        bench.hold.setOn(true);
        bench.say("a");
        WireUnit mine = bench.unit("mine");
        mine.messages.front().injected = true;
        bench.conduit.insert(mine);
        bench.conduit.put({.exchange = 1, .eof = true});
        QCOMPARE(bench.leaving(), (QStringList{s("mine"), s("end")}));
        bench.effects |= bench.conduit.goOn(*bench.hold.releaseFirst());
        QCOMPARE(bench.leaving(), QStringList{s("a")});
    }

    void beforeTheLinksEndWhatIsLateGoesAndWhatIsHeldIsLost()
    {
        Bench bench;
        bench.apply("delay", {{s("by"), 50}, {s("next"), 1}});
        bench.say("late");
        bench.hold.setOn(true);
        bench.say("held");
        bench.told();
        bench.effects |= bench.conduit.settle();
        QCOMPARE(bench.told(), QStringList{s("lost held")});
        QCOMPARE(bench.leaving(), QStringList{s("late")});
    }

    void whatIsInsideCanBeLost()
    {
        Bench bench;
        bench.apply("freeze");
        bench.say("piped");
        bench.apply("delay", {{s("by"), 50}, {s("next"), 1}});
        bench.say("late");
        bench.told();
        bench.effects |= bench.conduit.lose(s("cut"));
        QCOMPARE(bench.told(), (QStringList{s("lost cut"), s("lost cut")}));
        bench.apply("thaw");
        QCOMPARE(bench.leaving(), QStringList());
    }

    void aHalfOpenPathNeverGivesBack()
    {
        Bench bench;
        QVERIFY(!bench.conduit.swallows(bench.unit("a")));
        bench.apply("halfopen", {{s("direction"), s("down")}});
        QVERIFY(bench.conduit.swallows(bench.unit("b")));
        QCOMPARE(bench.told(), QStringList{s("lost fault")});
        bench.apply("mend");
        QVERIFY(!bench.conduit.hasSwallowedEnd());
        QVERIFY(bench.conduit.swallows({.eof = true}));
        QVERIFY(bench.conduit.hasSwallowedEnd());
    }

    void aFaultThatWaitedForMessagesComesBeforeTheNextOne()
    {
        Bench bench;
        bench.apply("freeze", {{s("after_messages"), 1}});
        bench.say("a");
        bench.say("b");
        QVERIFY(!bench.effects.faultsUsed);
        QCOMPARE(bench.leaving(), QStringList{s("a")});
        QVERIFY(bench.effects.faultsUsed);
        bench.faults.takeDue(0);
        QCOMPARE(bench.leaving(), QStringList{s("b")});
    }

    void itsRoomIsBounded()
    {
        Bench bench;
        bench.apply("freeze");
        QVERIFY(bench.conduit.hasRoom());
        QVERIFY(!bench.conduit.hasRoom(4 * 1024 * 1024));
        bench.say(QByteArray(4 * 1024 * 1024, 'x'));
        QVERIFY(!bench.conduit.hasRoom());
        bench.apply("thaw");
        QCOMPARE(bench.leaving().size(), 1);
        QVERIFY(bench.conduit.hasRoom());
    }

    void aLimitIsReached()
    {
        Bench bench;
        bench.apply("limit", {{s("bytes"), 3}});
        bench.say("a");
        QVERIFY(!bench.conduit.isSpent());
        QCOMPARE(bench.leaving(), QStringList{s("a")});
        QVERIFY(bench.conduit.isSpent());
    }
};

QTEST_GUILESS_MAIN(TestMessageStage)
#include "tst_messagestage.moc"
