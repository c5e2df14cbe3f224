#include "lanestory.h"

#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

class TestLaneMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void downThroughAllThreePoints();
    void upThroughAllThreePoints();
    void aLateReportMovesTheStart();
    void lostInTheLink();
    void lostWithItsConnection();
    void withoutAServerTheWireCounts();
    void withoutALinkItIsThereAtOnce();
    void catchUpIsGatheredPerConnection();
    void held();
    void heldBeforeAnybodyElseKnew();
    void lostWhileHeld();
    void heldOnesStandAboveOneAnother();
    void controlFramesAreNoMessages();
};

namespace {

const Track &track(const Lane &lane, Flow flow)
{
    return lane.delivered[static_cast<std::size_t>(flow)];
}

} // namespace

void TestLaneMessages::downThroughAllThreePoints()
{
    LaneStory story;
    story.opens("A", 1, 0);
    const EventId sent = story.tell(Kind::ServerSent, 100, "A", 1, 1, {}, 7);
    QCOMPARE(story.lane().inFlight.size(), std::size_t(1));
    QCOMPARE(story.lane().messages[0].fate, Fate::InFlight);
    const EventId wire = story.tell(Kind::LinkMessage, 170, "A", 1, 1, LaneStory::field("held_ms", 70));
    QCOMPARE(story.lane().messages[0].fate, Fate::Delivered);
    const EventId effect = story.tell(Kind::PageMessage, 180, "A", 1, 1);
    const MessageItem &message = story.lane().messages[0];
    QCOMPARE(story.lane().messages.size(), std::size_t(1));
    QCOMPARE(message.start, 100 * kMillisecond);
    QCOMPARE(message.end, 180 * kMillisecond);
    QCOMPARE(message.update, qint64(7));
    QCOMPARE(message.intent, sent);
    QCOMPARE(message.wire, wire);
    QCOMPARE(message.effect, effect);
    QVERIFY(story.lane().inFlight.isEmpty());
    QCOMPARE(track(story.lane(), Flow::Live).size(), std::size_t(1));
    QCOMPARE(story.lane().latency, 80 * kMillisecond);
    for (const EventId id : {sent, wire, effect})
        QCOMPARE(story.lanes.itemOf(id), (ItemRef{ItemType::Message, 0, 0}));
}

void TestLaneMessages::upThroughAllThreePoints()
{
    LaneStory story;
    story.opens("A", 1, 0);
    story.tell(Kind::PageSent, 100, "A", 1, 1);
    story.tell(Kind::LinkMessage, 150, "A", 1, 1, LaneStory::field("dir", QStringLiteral("up")));
    story.tell(Kind::ServerReceived, 160, "A", 1, 1);
    const MessageItem &message = story.lane().messages[0];
    QVERIFY(message.up());
    QCOMPARE(message.start, 100 * kMillisecond);
    QCOMPARE(message.end, 160 * kMillisecond);
    QCOMPARE(story.lane().messages.size(), std::size_t(1));
    QCOMPARE(track(story.lane(), Flow::Sent).size(), std::size_t(1));
    // A message down with the same ordinal is another one.
    story.tell(Kind::ServerSent, 200, "A", 1, 1);
    QCOMPARE(story.lane().messages.size(), std::size_t(2));
}

void TestLaneMessages::aLateReportMovesTheStart()
{
    LaneStory story;
    story.opens("A", 1, 0);
    story.tell(Kind::LinkMessage, 150, "A", 1, 1,
               {{QStringLiteral("dir"), QStringLiteral("up")}, {QStringLiteral("held_ms"), 20}});
    QCOMPARE(story.lane().messages[0].start, 130 * kMillisecond);
    story.tell(Kind::ServerReceived, 160, "A", 1, 1);
    story.tell(Kind::PageSent, 120, "A", 1, 1);
    QCOMPARE(story.lane().messages[0].start, 120 * kMillisecond);
    QCOMPARE(track(story.lane(), Flow::Sent).entries(), (std::vector<Track::Entry>{{120 * kMillisecond, 0}}));
}

void TestLaneMessages::lostInTheLink()
{
    LaneStory story;
    story.opens("A", 1, 0);
    story.tell(Kind::ServerSent, 100, "A", 1, 1);
    story.tell(Kind::LinkLost, 140, "A", 1, 1, LaneStory::field("why", QStringLiteral("cut")));
    QCOMPARE(story.lane().messages[0].fate, Fate::Lost);
    QCOMPARE(story.lane().messages[0].end, 140 * kMillisecond);
    QCOMPARE(story.lane().lost.size(), std::size_t(1));
    QVERIFY(track(story.lane(), Flow::Live).isEmpty());
}

void TestLaneMessages::lostWithItsConnection()
{
    LaneStory story;
    story.opens("A", 1, 0);
    story.tell(Kind::ServerSent, 100, "A", 1, 1);
    story.tell(Kind::PageSent, 110, "A", 1, 1);
    story.tell(Kind::ServerSent, 120, "A", 1, 2);
    story.tell(Kind::LinkMessage, 130, "A", 1, 1);
    story.tell(Kind::LinkCut, 140, "A", 1);
    QCOMPARE(story.lane().messages[0].fate, Fate::Delivered);
    QCOMPARE(story.lane().messages[1].fate, Fate::Lost);
    QCOMPARE(story.lane().messages[2].fate, Fate::Lost);
    QCOMPARE(story.lane().messages[2].end, 140 * kMillisecond);
    QVERIFY(story.lane().inFlight.isEmpty());
    // The page's report of what arrived just before comes late, and counts.
    story.tell(Kind::PageMessage, 139, "A", 1, 2);
    QCOMPARE(story.lane().messages[2].fate, Fate::Delivered);
    QCOMPARE(story.lane().lost.size(), std::size_t(1));
}

void TestLaneMessages::withoutAServerTheWireCounts()
{
    LaneStory story;
    story.tell(Kind::LinkAccepted, 0, "A", 1, 0, LaneStory::where());
    story.tell(Kind::LinkMessage, 200, "A", 1, 1, LaneStory::field("held_ms", 120));
    QCOMPARE(story.lane().messages[0].start, 80 * kMillisecond);
    QCOMPARE(story.lane().messages[0].end, 200 * kMillisecond);
}

void TestLaneMessages::withoutALinkItIsThereAtOnce()
{
    LaneStory story;
    story.tell(Kind::ServerOpened, 0, "", 1, 0, LaneStory::where());
    story.tell(Kind::ServerSent, 50, "", 1, 1);
    QCOMPARE(story.lane().messages[0].fate, Fate::Delivered);
    QCOMPARE(story.lane().messages[0].end, 50 * kMillisecond);
}

void TestLaneMessages::catchUpIsGatheredPerConnection()
{
    LaneStory story;
    story.opens("B", 1, 0);
    story.tell(Kind::ServerSent, 60, "B", 1, 1, LaneStory::field("why", QStringLiteral("snapshot")));
    story.opens("B", 2, 100);
    for (int n = 1; n <= 3; ++n) {
        story.tell(Kind::ServerSent, 200 + n, "B", 2, n, LaneStory::field("why", QStringLiteral("replay")));
        story.tell(Kind::PageMessage, 250 + n, "B", 2, n);
    }
    story.tell(Kind::ServerSent, 300, "B", 2, 4, LaneStory::field("why", QStringLiteral("live")));
    QCOMPARE(story.lane().catchUps.size(), std::size_t(2));
    QCOMPARE(story.lane().catchUps[0].snapshots, 1);
    QCOMPARE(story.lane().catchUps[1].replayed, 3);
    QCOMPARE(story.lane().catchUps[1].start, 201 * kMillisecond);
    QCOMPARE(story.lane().catchUps[1].end, 253 * kMillisecond);
    QCOMPARE(story.lane().messages[1].flow, Flow::CatchUp);
    QCOMPARE(story.lane().messages[4].flow, Flow::Live);
}

void TestLaneMessages::held()
{
    LaneStory story;
    story.opens("A", 1, 0);
    story.tell(Kind::ServerSent, 100, "A", 1, 1);
    story.tell(Kind::LinkHeld, 101, "A", 1, 1, LaneStory::field("dir", QStringLiteral("down")));
    QVERIFY(story.lane().messages[0].held);
    QCOMPARE(story.lane().messages[0].heldAt, 101 * kMillisecond);
    QCOMPARE(story.lane().holding, 1);
    story.tell(Kind::LinkReleased, 900, "A", 1, 1, LaneStory::field("dir", QStringLiteral("down")));
    QVERIFY(!story.lane().messages[0].held);
    QCOMPARE(story.lane().messages[0].heldUntil, 900 * kMillisecond);
    QCOMPARE(story.lane().messages[0].fate, Fate::InFlight);
    QCOMPARE(story.lane().holding, 0);
}

// An attached server does not tell what it sends: the link is the first to know.
void TestLaneMessages::heldBeforeAnybodyElseKnew()
{
    LaneStory story;
    story.opens("A", 1, 0);
    story.tell(Kind::LinkHeld, 100, "A", 1, 1, LaneStory::field("dir", QStringLiteral("up")));
    QCOMPARE(story.lane().messages.size(), std::size_t(1));
    QVERIFY(story.lane().messages[0].up() && story.lane().messages[0].held);
    story.tell(Kind::PageSent, 90, "A", 1, 1); // its report comes late
    QCOMPARE(story.lane().messages.size(), std::size_t(1));
    QCOMPARE(story.lane().messages[0].start, 90 * kMillisecond);
    QCOMPARE(story.lane().messages[0].heldAt, 100 * kMillisecond);
}

void TestLaneMessages::lostWhileHeld()
{
    LaneStory story;
    story.opens("A", 1, 0);
    story.tell(Kind::ServerSent, 100, "A", 1, 1);
    story.tell(Kind::LinkHeld, 101, "A", 1, 1, LaneStory::field("dir", QStringLiteral("down")));
    story.tell(
        Kind::LinkLost, 500, "A", 1, 1,
        {{QStringLiteral("dir"), QStringLiteral("down")}, {QStringLiteral("why"), QStringLiteral("held")}});
    const MessageItem &message = story.lane().messages[0];
    QCOMPARE(message.fate, Fate::Lost);
    QVERIFY(!message.held);
    QCOMPARE(message.heldUntil, 500 * kMillisecond);
    QCOMPARE(story.lane().holding, 0);
}

void TestLaneMessages::heldOnesStandAboveOneAnother()
{
    LaneStory story;
    story.opens("A", 1, 0);
    const auto hold = [&story](int ms, int n) {
        story.tell(Kind::ServerSent, ms, "A", 1, n);
        story.tell(Kind::LinkHeld, ms + 1, "A", 1, n, LaneStory::field("dir", QStringLiteral("down")));
    };
    hold(100, 1);
    hold(200, 2);
    story.tell(Kind::LinkReleased, 300, "A", 1, 1, LaneStory::field("dir", QStringLiteral("down")));
    hold(400, 3);
    QCOMPARE(story.lane().messages[0].holdPlace, 0);
    QCOMPARE(story.lane().messages[1].holdPlace, 1);
    QCOMPARE(story.lane().messages[2].holdPlace, 2); // the second is still there
    story.tell(Kind::LinkReleased, 500, "A", 1, 2, LaneStory::field("dir", QStringLiteral("down")));
    story.tell(Kind::LinkReleased, 500, "A", 1, 3, LaneStory::field("dir", QStringLiteral("down")));
    hold(600, 4);
    QCOMPARE(story.lane().messages[3].holdPlace, 0);
}

void TestLaneMessages::controlFramesAreNoMessages()
{
    LaneStory story;
    story.opens("A", 1, 0);
    story.tell(Kind::LinkMessage, 100, "A", 1, 0, LaneStory::field("opcode", QStringLiteral("ping")));
    QVERIFY(story.lane().messages.empty());
}

QTEST_GUILESS_MAIN(TestLaneMessages)
#include "tst_lanemessages.moc"
