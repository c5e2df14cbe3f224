#include "chattrace.h"
#include "lanestory.h"
#include "views.h"

#include <timeline/lanes/lanes.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

class TestLanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneLanePerClientTransportAndPath();
    void lanesStandByClient();
    void titlesAndDetails();
    void thePictureRun();
    void rebuiltIsTheSame();
    void eventsLeadToItemsAndBack();
    void spansGrowUntilNow();
    void strangeEventsDoNoHarm();
};

void TestLanes::oneLanePerClientTransportAndPath()
{
    LaneStory story;
    story.opens("A", 1, 0);
    story.tell(Kind::PageClosed, 500, "A", 1);
    story.opens("A", 2, 600);
    QCOMPARE(story.lanes.lanes().size(), std::size_t(1));
    story.tell(Kind::LinkAccepted, 700, "A", 3, 0, LaneStory::where("/news", "sse"));
    QCOMPARE(story.lanes.lanes().size(), std::size_t(2));
    story.tell(Kind::LinkAccepted, 700, "A", 4, 0, LaneStory::where("/chat", "sse"));
    QCOMPARE(story.lanes.lanes().size(), std::size_t(3));
}

void TestLanes::lanesStandByClient()
{
    LaneStory story;
    int conn = 0;
    for (const char *client : {"B", "AA", "A", "B"}) {
        ++conn;
        story.tell(Kind::LinkAccepted, conn, client, conn, 0, LaneStory::where(conn == 4 ? "/x" : "/chat"));
    }
    QStringList order;
    for (const int lane : story.lanes.order())
        order << story.lane(lane).client + story.lane(lane).path;
    QCOMPARE(order, (QStringList{QStringLiteral("A/chat"), QStringLiteral("B/chat"), QStringLiteral("B/x"),
                                 QStringLiteral("AA/chat")}));
}

void TestLanes::titlesAndDetails()
{
    LaneStory story;
    story.tell(Kind::ServerStarted, 0, "", 0, 0, LaneStory::field("htmx", QStringLiteral("4.0.1")));
    story.tell(Kind::PageLoaded, 1, "A", 0, 0, LaneStory::field("htmx", QStringLiteral("2.0.11")));
    story.opens("A", 1, 10);
    story.opens("B", 2, 10);
    QCOMPARE(story.lanes.title(0), QStringLiteral("Client A"));
    QCOMPARE(story.lanes.detail(0), QStringLiteral("htmx 2.0 · ws"));
    QCOMPARE(story.lanes.detail(1), QStringLiteral("htmx 4.0 · ws"));
    QCOMPARE(story.lanes.serverDetail(), QStringLiteral("/chat"));
    story.tell(Kind::LinkAccepted, 20, "B", 3, 0, LaneStory::where("/news", "sse"));
    QCOMPARE(story.lanes.detail(1), QStringLiteral("/chat · ws"));
    QCOMPARE(story.lanes.detail(2), QStringLiteral("/news · sse"));
    QCOMPARE(story.lanes.serverDetail(), QStringLiteral("/chat, /news"));
    story.tell(Kind::LinkAccepted, 30, "", 4, 0, LaneStory::where("/third"));
    QCOMPARE(story.lanes.title(3), QStringLiteral("Visitor"));
    QCOMPARE(story.lanes.serverDetail(), QStringLiteral("3 paths"));
}

void TestLanes::thePictureRun()
{
    const Lanes lanes = views::lanesOf(chattrace::chat());
    QCOMPARE(lanes.lanes().size(), std::size_t(2));
    const Lane &a = lanes.lanes()[0];
    const Lane &b = lanes.lanes()[1];
    QCOMPARE(a.client, QStringLiteral("A"));
    QCOMPARE(a.messages.size(), std::size_t(15)); // 11 updates, 4 sent
    QCOMPARE(a.gaps.size(), std::size_t(0));
    QCOMPARE(a.lost.size(), std::size_t(0));
    QCOMPARE(b.delivered[static_cast<std::size_t>(Flow::CatchUp)].size(), std::size_t(3));
    QCOMPARE(b.missed.size(), std::size_t(3));
    QVERIFY(b.missed[0].recovered > 0);
    QCOMPARE(b.gaps.size(), std::size_t(1));
    QCOMPARE(b.gaps[0].missed, 3);
    QCOMPARE(b.gaps[0].end - b.gaps[0].start, 5'900 * kMillisecond);
    QCOMPARE(b.closings.size(), std::size_t(1));
    QVERIFY(b.closings[0].cut);
    QCOMPARE(b.closings[0].code, 1006);
    std::vector<Nanoseconds> delays;
    for (const Segment &segment : b.segments) {
        if (segment.state == BandState::Backoff)
            delays.push_back(segment.planned);
    }
    QCOMPARE(delays,
             (std::vector<Nanoseconds>{400 * kMillisecond, 1'700 * kMillisecond, 3'100 * kMillisecond}));
    QVERIFY(lanes.lanes()[0].inFlight.isEmpty());
    QVERIFY(lanes.lanes()[1].inFlight.isEmpty());
}

// However far ahead the trace is.
void TestLanes::rebuiltIsTheSame()
{
    const std::vector<Event> events = chattrace::chat();
    Trace trace;
    for (const Event &event : events)
        trace.append(event);
    Lanes grown;
    Lanes rebuilt;
    for (std::size_t i = 0; i < events.size(); ++i) {
        grown.append(events[i], trace);
        if (i % 7 != 0 && i + 1 != events.size())
            continue;
        rebuilt.clear();
        for (std::size_t j = 0; j <= i; ++j)
            rebuilt.append(events[j], trace);
        QCOMPARE(grown.lanes(), rebuilt.lanes());
        QCOMPARE(grown.order(), rebuilt.order());
        QCOMPARE(grown.content(), rebuilt.content());
    }
}

void TestLanes::eventsLeadToItemsAndBack()
{
    const std::vector<Event> events = chattrace::chat();
    const Lanes lanes = views::lanesOf(events);
    int found = 0;
    for (const Event &event : events) {
        const ItemRef item = lanes.itemOf(event.id);
        if (!item)
            continue;
        ++found;
        QCOMPARE(lanes.itemOf(lanes.eventOf(item)), item);
    }
    QVERIFY(found > 100);
    QCOMPARE(lanes.itemOf(99'999), ItemRef{});
    QCOMPARE(lanes.eventOf({}), EventId(0));
    QCOMPARE(lanes.eventOf({ItemType::Message, 0, 9999}), EventId(0));
    QCOMPARE(lanes.eventOf({ItemType::Swap, 7, 0}), EventId(0));
}

void TestLanes::spansGrowUntilNow()
{
    LaneStory story;
    story.opens("A", 1, 0);
    const EventId sent = story.tell(Kind::ServerSent, 100, "A", 1, 1);
    const ItemRef message = story.lanes.itemOf(sent);
    QCOMPARE(story.lanes.spanOf(message, kSecond), (Range{100 * kMillisecond, kSecond}));
    QCOMPARE(story.lanes.spanOf({ItemType::Segment, 0, 1}, kSecond), (Range{50 * kMillisecond, kSecond}));
    story.tell(Kind::PageMessage, 180, "A", 1, 1);
    QCOMPARE(story.lanes.spanOf(message, kSecond), (Range{100 * kMillisecond, 180 * kMillisecond}));
    QCOMPARE(story.lanes.spanOf({}, kSecond), Range{});
}

void TestLanes::strangeEventsDoNoHarm()
{
    LaneStory story;
    for (int kind = 0; kind <= static_cast<int>(Kind::FindingCleared); ++kind) {
        story.tell(static_cast<Kind>(kind), 1, "", 0, 0);
        story.tell(static_cast<Kind>(kind), 2, "Z", 77, 5);
        story.tell(static_cast<Kind>(kind), 3, "A", -4, -5, LaneStory::where());
    }
    QVERIFY(story.lanes.lanes().empty());
    for (int round = 0; round < 2; ++round) {
        for (int kind = static_cast<int>(Kind::FindingCleared); kind >= 0; --kind)
            story.tell(static_cast<Kind>(kind), 10 - kind, "A", 1, 1, LaneStory::where(), 1);
    }
    QCOMPARE(story.lanes.lanes().size(), std::size_t(1));
    for (const Segment &segment : story.lane().segments)
        QVERIFY(segment.end >= segment.start);
}

QTEST_GUILESS_MAIN(TestLanes)
#include "tst_lanes.moc"
