#include "lanestory.h"
#include "views.h"

#include <timeline/hittest.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

class TestHitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void distances();
    void whatIsDrawnLastCounts();
    void theNearestLineCounts();
    void emptySpaceAnswersNothing();
    void whatIsHeldAnswers();
    void everyDrawnPixelAnswers_data();
    void everyDrawnPixelAnswers();
};

namespace {

// The item at the point is the shape's, or another's that covers the point too.
template<typename Shape>
bool answers(const Geometry &shapes, const Shape &shape, const QPointF &point)
{
    if (!covers(shape, point))
        return false;
    const ItemRef item = hitTest(shapes, point).item;
    if (item == shape.item)
        return true;
    const auto coversIt = [&](const auto &other) { return other.item == item && covers(other, point); };
    const auto any = [&](const auto &all) { return std::any_of(all.begin(), all.end(), coversIt); };
    return item && (any(shapes.lines) || any(shapes.marks) || any(shapes.crosses) || any(shapes.labels) ||
                    any(shapes.bands) || any(shapes.gaps) || any(shapes.holds));
}

template<typename Shapes>
bool corners(const Geometry &all, const Shapes &shapes)
{
    return std::all_of(shapes.begin(), shapes.end(), [&](const auto &shape) {
        const QRectF box = shape.rect.adjusted(0.01, 0.01, -0.01, -0.01);
        for (const QPointF &point :
             {box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight(), box.center()}) {
            if (!answers(all, shape, point))
                return false;
        }
        return true;
    });
}

} // namespace

void TestHitTest::distances()
{
    QCOMPARE(distanceToSegment({5, 3}, {0, 0}, {10, 0}), 3.0);
    QCOMPARE(distanceToSegment({13, 4}, {0, 0}, {10, 0}), 5.0);
    QCOMPARE(distanceToSegment({3, 4}, {0, 0}, {0, 0}), 5.0);
}

void TestHitTest::whatIsDrawnLastCounts()
{
    Geometry shapes;
    shapes.gaps.push_back({QRectF(0, 0, 100, 100), {ItemType::Gap, 0, 0}});
    QCOMPARE(hitTest(shapes, {50, 50}).item.type, ItemType::Gap);
    BandShape band;
    band.rect = QRectF(0, 44, 100, 12);
    band.item = {ItemType::Segment, 0, 0};
    band.count = 9;
    shapes.bands.push_back(band);
    QCOMPARE(hitTest(shapes, {50, 50}), (Hit{{ItemType::Segment, 0, 0}, 9}));
    MarkShape mark;
    mark.center = {50, 50};
    mark.item = {ItemType::Swap, 0, 0};
    shapes.marks.push_back(mark);
    QCOMPARE(hitTest(shapes, {50, 50}).item.type, ItemType::Swap);
}

void TestHitTest::theNearestLineCounts()
{
    Geometry shapes;
    for (int i = 0; i < 3; ++i) {
        LineShape line;
        line.from = {10.0 + 3 * i, 0};
        line.to = {10.0 + 3 * i, 100};
        line.item = {ItemType::Message, 0, i};
        shapes.lines.push_back(line);
    }
    QCOMPARE(hitTest(shapes, {10.2, 50}).item.index, 0);
    QCOMPARE(hitTest(shapes, {12.6, 50}).item.index, 1);
    QCOMPARE(hitTest(shapes, {19, 50}).item.index, 2);
}

void TestHitTest::emptySpaceAnswersNothing()
{
    const Lanes lanes = views::lanesOf(chattrace::chat());
    const Geometry shapes = geometry(lanes, views::pictureView(lanes));
    QCOMPARE(hitTest(shapes, {125, 400}), Hit{});
    QCOMPARE(hitTest(Geometry{}, {0, 0}), Hit{});
}

void TestHitTest::whatIsHeldAnswers()
{
    LaneStory story;
    story.opens("A", 1, 0);
    story.tell(Kind::ServerSent, 1000, "A", 1, 1);
    story.tell(Kind::LinkHeld, 1010, "A", 1, 1, LaneStory::field("dir", QStringLiteral("down")));
    GeometryInput input = views::view(story.lanes, 0, 6 * kSecond);
    input.now = 4 * kSecond;
    const Geometry shapes = geometry(story.lanes, input);
    QCOMPARE(hitTest(shapes, shapes.holds[0].rect.center()).item, (ItemRef{ItemType::Message, 0, 0}));
    QVERIFY(corners(shapes, shapes.holds));
}

void TestHitTest::everyDrawnPixelAnswers_data()
{
    QTest::addColumn<Nanoseconds>("from");
    QTest::addColumn<Nanoseconds>("to");
    QTest::newRow("the picture") << 10 * kSecond << 22 * kSecond;
    QTest::newRow("all") << Nanoseconds(0) << 22 * kSecond;
    QTest::newRow("far away") << -600 * kSecond << 600 * kSecond;
    QTest::newRow("the cut") << 12'300 * kMillisecond << 12'500 * kMillisecond;
    QTest::newRow("the replay") << 18 * kSecond << 19 * kSecond;
    QTest::newRow("a microscope") << 18'380 * kMillisecond << 18'381 * kMillisecond;
}

void TestHitTest::everyDrawnPixelAnswers()
{
    QFETCH(Nanoseconds, from);
    QFETCH(Nanoseconds, to);
    const Lanes lanes = views::lanesOf(chattrace::chat());
    const Geometry shapes = geometry(lanes, views::view(lanes, from, to));
    QVERIFY(!shapes.bands.empty());
    for (const LineShape &line : shapes.lines) {
        for (double share = 0; share <= 1; share += 1.0 / 64)
            QVERIFY(answers(shapes, line, line.from + share * (line.to - line.from)));
        if (line.end == LineEnd::Cross)
            QVERIFY(answers(shapes, line, line.to + QPointF(kCrossRadius, -kCrossRadius)));
        if (line.end == LineEnd::Dot)
            QVERIFY(answers(shapes, line, line.to + QPointF(kDotRadius, 0)));
    }
    for (const MarkShape &mark : shapes.marks) {
        for (const qreal x : {-kMarkSize / 2, 0.0, kMarkSize / 2})
            QVERIFY(answers(shapes, mark, mark.center + QPointF(x, kMarkSize / 2)));
    }
    for (const CrossShape &cross : shapes.crosses)
        QVERIFY(answers(shapes, cross, cross.center + QPointF(kCrossRadius, kCrossRadius)));
    QVERIFY(corners(shapes, shapes.bands));
    QVERIFY(corners(shapes, shapes.gaps));
    QVERIFY(corners(shapes, shapes.labels));
}

QTEST_GUILESS_MAIN(TestHitTest)
#include "tst_hittest.moc"
