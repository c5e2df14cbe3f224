#include "lanestory.h"

#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

class TestLaneBands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWithThePage();
    void opensWithTheServerWhereNoPageReports();
    void lateReportsMoveTheStart();
    void cutThenBackoffThenBack();
    void anAttemptThatFails();
    void aRefusedAttempt();
    void freezeAndThaw();
    void closesOnceWhoeverTells();
    void codesAndWhoClosed_data();
    void codesAndWhoClosed();
    void eventSourceDoesNotSayItsWait();
};

void TestLaneBands::opensWithThePage()
{
    LaneStory story;
    story.opens("A", 1, 100);
    QCOMPARE(story.band(), QStringLiteral("connecting 100-150, open 150-"));
    QCOMPARE(story.lane().channel, QStringLiteral("room"));
}

void TestLaneBands::opensWithTheServerWhereNoPageReports()
{
    LaneStory story;
    story.tell(Kind::LinkAccepted, 10, "C", 1, 0, LaneStory::where());
    story.tell(Kind::ServerOpened, 30, "C", 1, 0, LaneStory::where());
    story.tell(Kind::LinkClosed, 90, "C", 1, 0,
               {{QStringLiteral("code"), 1000}, {QStringLiteral("by"), QStringLiteral("client")}});
    QCOMPARE(story.band(), QStringLiteral("connecting 10-30, open 30-90, closed 90-"));
}

void TestLaneBands::lateReportsMoveTheStart()
{
    LaneStory story;
    story.tell(Kind::LinkAccepted, 105, "A", 1, 0, LaneStory::where());
    story.tell(Kind::ServerOpened, 130, "A", 1, 0, LaneStory::where());
    story.tell(Kind::PageConnecting, 100, "A", 1, 0, LaneStory::where());
    story.tell(Kind::PageOpen, 150, "A", 1);
    QCOMPARE(story.band(), QStringLiteral("connecting 105-150, open 150-"));

    LaneStory other;
    other.tell(Kind::LinkAccepted, 105, "A", 1, 0, LaneStory::where());
    other.tell(Kind::PageConnecting, 100, "A", 1, 0, LaneStory::where());
    other.tell(Kind::ServerOpened, 130, "A", 1, 0, LaneStory::where());
    QCOMPARE(other.band(), QStringLiteral("connecting 100-"));
}

void TestLaneBands::cutThenBackoffThenBack()
{
    LaneStory story;
    story.opens("B", 1, 0);
    story.tell(Kind::LinkCut, 400, "B", 0, 0, LaneStory::field("for_s", 5.0));
    QCOMPARE(story.band(), QStringLiteral("connecting 0-50, open 50-"));
    story.tell(Kind::LinkCut, 400, "B", 1);
    story.tell(Kind::PageClosed, 402, "B", 1, 0, LaneStory::field("code", 1006));
    story.tell(Kind::PageBackoff, 402, "B", 1, 0,
               {{QStringLiteral("attempt"), 1}, {QStringLiteral("delay_ms"), 412.6}});
    QCOMPARE(story.band(), QStringLiteral("connecting 0-50, open 50-402, backoff 402-"));
    const Segment &wait = story.lane().segments.back();
    QCOMPARE(wait.attempt, 1);
    QCOMPARE(wait.planned, 412'600 * kMicrosecond);
    QVERIFY(wait.plannedKnown);
    story.opens("B", 2, 815);
    QCOMPARE(story.band(),
             QStringLiteral("connecting 0-50, open 50-402, backoff 402-815, connecting 815-865, open 865-"));
}

void TestLaneBands::anAttemptThatFails()
{
    LaneStory story;
    const EventId attempt = story.tell(Kind::PageConnecting, 0, "B", 1, 0, LaneStory::where());
    const EventId closed = story.tell(Kind::PageClosed, 80, "B", 1, 0, LaneStory::field("code", 1006));
    QCOMPARE(story.band(), QStringLiteral("failed 0-80, closed 80-"));
    story.tell(Kind::PageBackoff, 80, "B", 1, 0, LaneStory::field("delay_ms", 500));
    QCOMPARE(story.band(), QStringLiteral("failed 0-80, backoff 80-"));
    QVERIFY(story.lane().closings.empty());
    QCOMPARE(story.lanes.itemOf(closed), story.lanes.itemOf(attempt));
}

void TestLaneBands::aRefusedAttempt()
{
    LaneStory story;
    story.tell(Kind::PageConnecting, 0, "B", 1, 0, LaneStory::where());
    story.tell(Kind::LinkRefused, 10, "B", 1, 0, LaneStory::where());
    QCOMPARE(story.band(), QStringLiteral("failed 0-"));
    story.tell(Kind::LinkClosed, 11, "B", 1);
    QCOMPARE(story.band(), QStringLiteral("failed 0-"));
    story.tell(Kind::PageClosed, 30, "B", 1);
    QCOMPARE(story.band(), QStringLiteral("failed 0-30, closed 30-"));
}

void TestLaneBands::freezeAndThaw()
{
    LaneStory story;
    story.opens("A", 1, 0);
    story.opens("B", 2, 0);
    story.tell(Kind::LinkFrozen, 100, "B");
    QCOMPARE(story.band(0), QStringLiteral("connecting 0-50, open 50-"));
    QCOMPARE(story.band(1), QStringLiteral("connecting 0-50, open 50-100, frozen 100-"));
    QCOMPARE(story.lane(1).segments.back().conn, ConnectionId(2));
    story.tell(Kind::LinkThawed, 300, "B");
    QCOMPARE(story.band(1), QStringLiteral("connecting 0-50, open 50-100, frozen 100-300, open 300-"));
    story.tell(Kind::LinkThawed, 310, "B");
    QCOMPARE(story.lane(1).segments.size(), std::size_t(4));
}

void TestLaneBands::closesOnceWhoeverTells()
{
    LaneStory story;
    story.opens("A", 1, 0);
    const EventId link =
        story.tell(Kind::LinkClosed, 200, "A", 1, 0,
                   {{QStringLiteral("code"), 1012}, {QStringLiteral("by"), QStringLiteral("server")}});
    const EventId page = story.tell(Kind::PageClosed, 260, "A", 1, 0, LaneStory::field("code", 1012));
    QCOMPARE(story.band(), QStringLiteral("connecting 0-50, open 50-260, closed 260-"));
    QCOMPARE(story.lane().closings.size(), std::size_t(1));
    QCOMPARE(story.lane().closings[0].t, 200 * kMillisecond);
    QCOMPARE(story.lanes.itemOf(link), (ItemRef{ItemType::Closing, 0, 0}));
    QCOMPARE(story.lanes.itemOf(page), (ItemRef{ItemType::Closing, 0, 0}));
}

void TestLaneBands::codesAndWhoClosed_data()
{
    QTest::addColumn<bool>("cut");
    QTest::addColumn<int>("wireCode");
    QTest::addColumn<int>("pageCode");
    QTest::addColumn<int>("code");
    QTest::newRow("cut") << true << -1 << 1006 << 1006;
    QTest::newRow("the wire's word counts") << false << 1005 << 1000 << 1005;
    QTest::newRow("a stream has none") << false << -1 << -1 << 0;
}

void TestLaneBands::codesAndWhoClosed()
{
    QFETCH(bool, cut);
    QFETCH(int, wireCode);
    QFETCH(int, pageCode);
    QFETCH(int, code);
    LaneStory story;
    story.opens("A", 1, 0);
    if (cut)
        story.tell(Kind::LinkCut, 100, "A", 1);
    if (wireCode >= 0)
        story.tell(Kind::LinkClosed, 100, "A", 1, 0, LaneStory::field("code", wireCode));
    story.tell(Kind::PageClosed, 110, "A", 1, 0,
               pageCode >= 0 ? LaneStory::field("code", pageCode) : QJsonObject());
    QCOMPARE(story.lane().closings[0].cut, cut);
    QCOMPARE(story.lane().closings[0].code, code);
}

void TestLaneBands::eventSourceDoesNotSayItsWait()
{
    LaneStory story;
    story.tell(Kind::PageConnecting, 0, "A", 1, 0, LaneStory::where("/count", "sse"));
    story.tell(Kind::PageOpen, 20, "A", 1);
    story.tell(Kind::PageClosed, 90, "A", 1);
    story.tell(Kind::PageBackoff, 90, "A", 1, 0,
               {{QStringLiteral("attempt"), 1},
                {QStringLiteral("delay_ms"), 3000},
                {QStringLiteral("planned"), false}});
    QVERIFY(!story.lane().segments.back().plannedKnown);
    QCOMPARE(story.lane().segments.back().planned, 3 * kSecond);
}

QTEST_GUILESS_MAIN(TestLaneBands)
#include "tst_lanebands.moc"
