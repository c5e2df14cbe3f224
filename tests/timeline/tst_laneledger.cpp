#include "lanestory.h"

#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

class TestLaneLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void swapsBelongToTheirMessage();
    void aGapCountsWhileItIsOpen();
    void missedHangsFromItsPublication();
    void lostInTransitIsTheSentMessage();
    void sentToOneThatWasAwayIsOneMark();
    void aMessageOfBeforeIsNotTheMark();
    void recovery();
    void theChannelSaysWhichLane();
};

namespace {

QJsonObject room(const char *why = nullptr)
{
    QJsonObject data = LaneStory::field("channel", QStringLiteral("room"));
    if (why != nullptr)
        data.insert(QStringLiteral("why"), QString::fromLatin1(why));
    return data;
}

// Update 9 of the room is published, and sent to B as its first message.
void publishes(LaneStory &story, int ms)
{
    story.tell(Kind::ServerPublished, ms, "", 0, 0, room(), 9);
    story.tell(Kind::ServerSent, ms, "B", 1, 1, {}, 9);
}

// That message is lost on its way down.
EventId loses(LaneStory &story, int ms)
{
    return story.tell(Kind::LinkLost, ms, "B", 1, 1, LaneStory::field("dir", QStringLiteral("down")), 9);
}

} // namespace

void TestLaneLedger::swapsBelongToTheirMessage()
{
    LaneStory story;
    story.opens("A", 1, 0);
    story.tell(Kind::ServerSent, 100, "A", 1, 1);
    story.tell(Kind::PageMessage, 150, "A", 1, 1);
    const EventId swap =
        story.tell(Kind::PageSwap, 152, "A", 1, 1, LaneStory::field("style", QStringLiteral("innerHTML")));
    story.tell(Kind::PageSwapMissed, 153, "A", 1, 1);
    QCOMPARE(story.lane().swaps.size(), std::size_t(2));
    QCOMPARE(story.lane().swaps[0].look, SwapLook::Replace);
    QCOMPARE(story.lane().swaps[0].message, 0);
    QCOMPARE(story.lane().swaps[1].look, SwapLook::Missed);
    QCOMPARE(story.lane().swapTrack.size(), std::size_t(1));
    QCOMPARE(story.lane().swapMissedTrack.size(), std::size_t(1));
    QCOMPARE(story.lanes.itemOf(swap), (ItemRef{ItemType::Swap, 0, 0}));
}

void TestLaneLedger::aGapCountsWhileItIsOpen()
{
    LaneStory story;
    story.opens("B", 1, 0);
    story.tell(Kind::GapOpened, 100, "B", 0, 0, room());
    QVERIFY(story.lane().gaps[0].open);
    story.tell(Kind::UpdateMissed, 150, "B", 0, 0, room("away"), 4);
    story.tell(Kind::UpdateMissed, 160, "B", 0, 0, room("away"), 5);
    QCOMPARE(story.lane().gaps[0].missed, 2);
    QJsonObject closed = room();
    closed.insert(QStringLiteral("missed"), 3);
    story.tell(Kind::GapClosed, 900, "B", 0, 0, closed);
    QVERIFY(!story.lane().gaps[0].open);
    QCOMPARE(story.lane().gaps[0].end, 900 * kMillisecond);
    QCOMPARE(story.lane().gaps[0].missed, 3);
    story.tell(Kind::GapClosed, 950, "B", 0, 0, closed);
    QCOMPARE(story.lane().gaps[0].end, 900 * kMillisecond);
}

void TestLaneLedger::missedHangsFromItsPublication()
{
    LaneStory story;
    story.opens("B", 1, 0);
    const EventId published = story.tell(Kind::ServerPublished, 200, "", 0, 0, room(), 9);
    const EventId missed = story.tell(Kind::UpdateMissed, 203, "B", 0, 0, room("away"), 9);
    QCOMPARE(story.lane().missed.size(), std::size_t(1));
    QCOMPARE(story.lane().missed[0].start, 200 * kMillisecond);
    QCOMPARE(story.lane().missed[0].published, published);
    QVERIFY(story.lane().missed[0].end > story.lane().missed[0].start);
    QCOMPARE(story.lanes.itemOf(missed), (ItemRef{ItemType::Missed, 0, 0}));
}

void TestLaneLedger::lostInTransitIsTheSentMessage()
{
    LaneStory story;
    story.opens("B", 1, 0);
    story.tell(Kind::ServerSent, 200, "B", 1, 1, {}, 9);
    story.tell(Kind::LinkMessage, 250, "B", 1, 1);
    QCOMPARE(story.lane().messages[0].fate, Fate::Delivered);
    const EventId missed = story.tell(Kind::UpdateMissed, 400, "B", 1, 1, room("lost"), 9);
    QVERIFY(story.lane().missed.empty());
    QCOMPARE(story.lane().messages[0].fate, Fate::Lost);
    QCOMPARE(story.lane().lost.size(), std::size_t(1));
    QVERIFY(story.lane().delivered[static_cast<std::size_t>(Flow::Live)].isEmpty());
    QCOMPARE(story.lanes.itemOf(missed), (ItemRef{ItemType::Message, 0, 0}));
}

// In the turn of a cut: the server has not noticed it, and the page was away already.
void TestLaneLedger::sentToOneThatWasAwayIsOneMark()
{
    LaneStory story;
    story.opens("B", 1, 0);
    publishes(story, 200);
    const EventId missed = story.tell(Kind::UpdateMissed, 201, "B", 0, 0, room("away"), 9);
    const EventId gone = loses(story, 202);
    QVERIFY(story.lane().missed.empty());
    QCOMPARE(story.lane().messages.size(), std::size_t(1));
    QCOMPARE(story.lane().messages[0].fate, Fate::Lost);
    for (const EventId event : {missed, gone})
        QCOMPARE(story.lanes.itemOf(event), (ItemRef{ItemType::Message, 0, 0}));
}

// The channel was numbered anew: the message with this number is of another update.
void TestLaneLedger::aMessageOfBeforeIsNotTheMark()
{
    LaneStory story;
    story.opens("B", 1, 0);
    publishes(story, 100);
    loses(story, 110);
    story.tell(Kind::ServerPublished, 200, "", 0, 0, room(), 9);
    story.tell(Kind::UpdateMissed, 201, "B", 0, 0, room("away"), 9);
    QCOMPARE(story.lane().missed.size(), std::size_t(1));
    QCOMPARE(story.lane().messages[0].end, 110 * kMillisecond);
}

void TestLaneLedger::recovery()
{
    LaneStory story;
    story.opens("B", 1, 0);
    story.tell(Kind::UpdateMissed, 200, "B", 0, 0, room("away"), 9);
    story.tell(Kind::ServerSent, 300, "B", 1, 1, LaneStory::field("why", QStringLiteral("replay")), 9);
    const EventId recovered = story.tell(Kind::UpdateRecovered, 350, "B", 0, 0, room(), 9);
    QCOMPARE(story.lane().missed[0].recovered, recovered);
    QCOMPARE(story.lane().catchUps[0].recovered, 1);
    story.tell(Kind::UpdateRecovered, 351, "B", 0, 0, room(), 77);
    QCOMPARE(story.lane().missed[0].recovered, recovered);
}

void TestLaneLedger::theChannelSaysWhichLane()
{
    LaneStory story;
    story.tell(Kind::ServerOpened, 0, "A", 1, 0, LaneStory::where("/chat", "ws", "room"));
    story.tell(Kind::ServerOpened, 0, "A", 2, 0, LaneStory::where("/news", "sse", "news"));
    story.tell(Kind::GapOpened, 10, "A", 0, 0, LaneStory::field("channel", QStringLiteral("news")));
    QVERIFY(story.lane(0).gaps.empty());
    QCOMPARE(story.lane(1).gaps.size(), std::size_t(1));
    story.tell(Kind::GapOpened, 10, "Q", 0, 0, LaneStory::field("channel", QStringLiteral("news")));
    QCOMPARE(story.lane(1).gaps.size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestLaneLedger)
#include "tst_laneledger.moc"
