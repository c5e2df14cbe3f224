#include "lanestory.h"
#include "views.h"

#include <timeline/messagelines.h>

#include <QTest>

#include <algorithm>
#include <vector>

using namespace swapscope;
using namespace swapscope::timeline;
using views::lanesOf;
using views::pictureView;
using views::view;

class TestMessageLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void missedHangAboveTheLane();
    void inFlightGrows();
    void whatIsHeldStandsStill();
    void whatWasHeldGoesOnFromThere();
    void whatIsLostWhileItIsHeldEndsThere();
    void tenThousandHeldAreFolded();
    void fiftyThousandOnTheirWayAreFolded_data();
    void fiftyThousandOnTheirWayAreFolded();
    void fiftyThousandReleasedAreFolded();
    void longLinesAreCut();
    void oneAlsoAgainstTheFilter();
};

namespace {

// What crosses to all lanes.
Geometry linesOf(const Lanes &lanes, const GeometryInput &input)
{
    const Viewport viewport(input.scale);
    Geometry shapes;
    MessageLines messages(input, viewport, &shapes);
    for (const Row &row : input.layout.rows)
        messages.addAll(row, lanes.lanes()[static_cast<std::size_t>(row.lane)]);
    return shapes;
}

} // namespace

void TestMessageLines::missedHangAboveTheLane()
{
    const Lanes lanes = lanesOf(chattrace::chat());
    const GeometryInput input = pictureView(lanes);
    for (const LineShape &line : linesOf(lanes, input).lines) {
        if (line.item.type != ItemType::Missed)
            continue;
        QVERIFY(line.dashed);
        QCOMPARE(line.end, LineEnd::Cross);
        QCOMPARE(line.from.y(), input.layout.serverY);
        QCOMPARE(line.to.y(), input.layout.rows[1].missedY);
        // As steep as B's messages were: 280 ms to its lane.
        const qreal whole = input.scale.x(280 * kMillisecond) - input.scale.x(0);
        const qreal share = (line.to.y() - line.from.y()) / (input.layout.rows[1].y - line.from.y());
        QVERIFY(qAbs(line.to.x() - line.from.x() - whole * share) < 0.01);
    }
}

void TestMessageLines::inFlightGrows()
{
    LaneStory story;
    story.opens("A", 1, 0);
    story.tell(Kind::ServerSent, 1000, "A", 1, 1);
    qreal last = 0;
    for (const int ms : {1000, 1040, 1100, 1200, 5000}) {
        GeometryInput input = view(story.lanes, 0, 6 * kSecond);
        input.now = ms * kMillisecond;
        const Geometry shapes = linesOf(story.lanes, input);
        QCOMPARE(shapes.lines.size(), std::size_t(1));
        QCOMPARE(shapes.lines[0].end, LineEnd::Tip);
        QCOMPARE(shapes.lines[0].to.x(), input.scale.x(input.now));
        QVERIFY(shapes.lines[0].to.y() >= last);
        QVERIFY(shapes.lines[0].to.y() < input.layout.rows[0].y);
        last = shapes.lines[0].to.y();
    }
}

void TestMessageLines::whatIsHeldStandsStill()
{
    LaneStory story;
    story.opens("A", 1, 0);
    story.tell(Kind::ServerSent, 1000, "A", 1, 1);
    story.tell(Kind::LinkHeld, 1010, "A", 1, 1, LaneStory::field("dir", QStringLiteral("down")));
    GeometryInput input = view(story.lanes, 0, 6 * kSecond);
    for (const int ms : {1010, 2000, 5000}) {
        input.now = ms * kMillisecond;
        const Geometry shapes = linesOf(story.lanes, input);
        QCOMPARE(shapes.lines.size(), std::size_t(1));
        QCOMPARE(shapes.lines[0].end, LineEnd::Tip);
        QCOMPARE(shapes.lines[0].to.x(), input.scale.x(1010 * kMillisecond));
        QCOMPARE(shapes.holds.size(), std::size_t(1));
        QVERIFY(shapes.holds[0].waiting);
        QCOMPARE(shapes.holds[0].rect.left(), input.scale.x(1010 * kMillisecond));
        QVERIFY(shapes.holds[0].rect.right() >= input.scale.x(input.now));
        QCOMPARE(shapes.holds[0].rect.center().y(), shapes.lines[0].to.y());
        QVERIFY(shapes.holds[0].rect.bottom() < input.layout.rows[0].y - kBandHeight / 2);
    }
}

void TestMessageLines::whatWasHeldGoesOnFromThere()
{
    LaneStory story;
    story.opens("A", 1, 0);
    story.tell(Kind::ServerSent, 1000, "A", 1, 1);
    story.tell(Kind::LinkHeld, 1010, "A", 1, 1, LaneStory::field("dir", QStringLiteral("down")));
    story.tell(Kind::LinkReleased, 3000, "A", 1, 1, LaneStory::field("dir", QStringLiteral("down")));
    story.tell(Kind::PageMessage, 3050, "A", 1, 1);
    const GeometryInput input = view(story.lanes, 0, 6 * kSecond);
    const Geometry shapes = linesOf(story.lanes, input);
    QCOMPARE(shapes.holds.size(), std::size_t(1));
    QVERIFY(!shapes.holds[0].waiting);
    QCOMPARE(shapes.holds[0].rect.right(), input.scale.x(3 * kSecond));
    QCOMPARE(shapes.lines.size(), std::size_t(2));
    QCOMPARE(shapes.lines[1].from, QPointF(input.scale.x(3 * kSecond), shapes.holds[0].rect.center().y()));
    QCOMPARE(shapes.lines[1].to, QPointF(input.scale.x(3050 * kMillisecond), input.layout.rows[0].y));
    QCOMPARE(shapes.lines[1].end, LineEnd::Dot);
}

void TestMessageLines::whatIsLostWhileItIsHeldEndsThere()
{
    LaneStory story;
    story.opens("A", 1, 0);
    story.tell(Kind::ServerSent, 1000, "A", 1, 1);
    story.tell(Kind::LinkHeld, 1010, "A", 1, 1, LaneStory::field("dir", QStringLiteral("down")));
    story.tell(Kind::LinkLost, 3000, "A", 1, 1, LaneStory::field("dir", QStringLiteral("down")));
    const GeometryInput input = view(story.lanes, 0, 6 * kSecond);
    const Geometry shapes = linesOf(story.lanes, input);
    QCOMPARE(shapes.lines.size(), std::size_t(2));
    QCOMPARE(shapes.lines[1].end, LineEnd::Cross);
    QCOMPARE(shapes.lines[1].to, QPointF(input.scale.x(3 * kSecond), shapes.holds[0].rect.center().y()));
}

void TestMessageLines::tenThousandHeldAreFolded()
{
    LaneStory story;
    story.opens("A", 1, 0);
    for (int n = 1; n <= 10'000; ++n) {
        story.tell(Kind::ServerSent, 100 + n, "A", 1, n);
        story.tell(Kind::LinkHeld, 100 + n, "A", 1, n, LaneStory::field("dir", QStringLiteral("down")));
    }
    GeometryInput input = view(story.lanes, 0, 20 * kSecond);
    input.now = 15 * kSecond;
    const Geometry shapes = linesOf(story.lanes, input);
    int count = 0;
    for (const HoldShape &hold : shapes.holds)
        count += hold.count;
    QCOMPARE(count, 10'000);
    QVERIFY(shapes.holds.size() < 1500);
    QVERIFY(shapes.lines.size() < 1500);
}

void TestMessageLines::fiftyThousandOnTheirWayAreFolded_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<int>("inView"); // messages whose lines pass through the picture, at least
    QTest::newRow("all of them") << 0 << 60'000 << 50'000;
    QTest::newRow("they come in from the left and go on") << 40'000 << 40'500 << 40'000;
    QTest::newRow("a millisecond of them") << 30'000 << 30'001 << 29'000;
    QTest::newRow("the tips alone") << 55'000 << 61'000 << 50'000;
    QTest::newRow("before the first") << 0 << 50 << 0;
    QTest::newRow("behind the tips") << 70'000 << 80'000 << 0;
}

// What is drawn costs by pixels, not by messages.
void TestMessageLines::fiftyThousandOnTheirWayAreFolded()
{
    QFETCH(const int, from);
    QFETCH(const int, to);
    QFETCH(const int, inView);
    LaneStory story;
    story.opens("A", 1, 0);
    for (int n = 1; n <= 50'000; ++n)
        story.tell(Kind::ServerSent, 100 + n, "A", 1, n);
    GeometryInput input = view(story.lanes, from * kMillisecond, to * kMillisecond);
    input.now = 60 * kSecond;
    const Geometry shapes = linesOf(story.lanes, input);
    QVERIFY2(shapes.lines.size() < 600, qPrintable(QString::number(shapes.lines.size())));
    int count = 0;
    for (const LineShape &line : shapes.lines)
        count += line.count;
    QVERIFY2(count >= inView, qPrintable(QString::number(count)));
    QVERIFY(count <= 50'000);
    QCOMPARE(shapes.lines.empty(), inView == 0);
    // Nothing is left out that could be told apart: lines that come in from the left leave no gap.
    std::vector<qreal> heights;
    for (const LineShape &line : shapes.lines) {
        if (line.from.x() < input.scale.left)
            heights.push_back(line.from.y());
    }
    std::sort(heights.begin(), heights.end());
    for (std::size_t i = 1; i < heights.size(); ++i)
        QVERIFY(heights[i] - heights[i - 1] < 2 * kFold);
}

void TestMessageLines::fiftyThousandReleasedAreFolded()
{
    LaneStory story;
    story.opens("A", 1, 0);
    const QJsonObject down = LaneStory::field("dir", QStringLiteral("down"));
    for (int n = 1; n <= 50'000; ++n) {
        story.tell(Kind::ServerSent, 100 + n, "A", 1, n);
        story.tell(Kind::LinkHeld, 100 + n, "A", 1, n, down);
    }
    for (int n = 1; n <= 50'000; ++n)
        story.tell(Kind::LinkReleased, 60'000, "A", 1, n, down);
    for (const auto &[from, to] : {std::pair(0, 70), {59, 61}, {30, 31}}) {
        GeometryInput input = view(story.lanes, from * kSecond, to * kSecond);
        input.now = 60'100 * kMillisecond;
        const Geometry shapes = linesOf(story.lanes, input);
        QVERIFY2(shapes.holds.size() < 1600, qPrintable(QString::number(shapes.holds.size())));
        QVERIFY2(shapes.lines.size() < 3200, qPrintable(QString::number(shapes.lines.size())));
        int count = 0;
        for (const HoldShape &hold : shapes.holds)
            count += hold.count;
        QVERIFY2(count >= 30'000, qPrintable(QString::number(count)));
        QVERIFY(count <= 50'000);
    }
}

void TestMessageLines::longLinesAreCut()
{
    const Lanes lanes = lanesOf(chattrace::chat());
    // A tenth of a millisecond in the middle of a message that takes 280 ms.
    const Geometry shapes = linesOf(lanes, view(lanes, 12'300 * kMillisecond, 12'300'100 * kMicrosecond));
    QCOMPARE(shapes.lines.size(), std::size_t(1));
    const LineShape &line = shapes.lines[0];
    QVERIFY(line.from.x() >= 0 && line.to.x() <= 120 + 1070 + 100);
    QCOMPARE(line.end, LineEnd::Tip);
    QVERIFY(line.from.y() > 62 && line.to.y() < 342);
}

void TestMessageLines::oneAlsoAgainstTheFilter()
{
    const Lanes lanes = lanesOf(chattrace::chat());
    GeometryInput input = pictureView(lanes);
    input.filter = {.live = false, .catchUp = false, .sent = false, .lost = false};
    QCOMPARE(linesOf(lanes, input), Geometry{});
    const Viewport viewport(input.scale);
    Geometry shapes;
    MessageLines messages(input, viewport, &shapes);
    const Row &row = input.layout.rows[1];
    const Lane &lane = lanes.lanes()[static_cast<std::size_t>(row.lane)];
    messages.addMissed(row, lane, 0, 3);
    QCOMPARE(shapes.lines.size(), std::size_t(1));
    QCOMPARE(shapes.lines[0].item, (ItemRef{ItemType::Missed, row.lane, 0}));
    QCOMPARE(shapes.lines[0].count, 3);
}

QTEST_GUILESS_MAIN(TestMessageLines)
#include "tst_messagelines.moc"
