#include "lanestory.h"
#include "views.h"

#include <timeline/neighbours.h>

#include <QTest>

#include <set>
#include <tuple>

using namespace swapscope;
using namespace swapscope::timeline;

class TestNeighbours : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void walkingVisitsEverythingOnce();
    void walkingBackIsTheSameWay();
    void hiddenKindsArePassedOver();
    void upAndDownKeepTheTime();
    void nearestToATime();
    void nothingFromNothing();
};

namespace {

std::vector<ItemRef> walk(const Lanes &lanes, const Filter &filter, int lane)
{
    std::vector<ItemRef> way;
    for (ItemRef item = nearest(lanes, filter, -1000 * kSecond, lane); item && way.size() < 10'000;
         item = neighbour(lanes, filter, item, Step::Next))
        way.push_back(item);
    return way;
}

} // namespace

void TestNeighbours::walkingVisitsEverythingOnce()
{
    const Lanes lanes = views::lanesOf(chattrace::chat());
    for (int index = 0; index < 2; ++index) {
        const Lane &lane = lanes.lanes()[static_cast<std::size_t>(index)];
        const std::vector<ItemRef> way = walk(lanes, {}, index);
        QCOMPARE(way.size(), lane.messages.size() + lane.missed.size() + lane.swaps.size() +
                                 lane.segments.size() + lane.closings.size() + lane.gaps.size());
        std::set<std::tuple<int, int>> seen;
        Nanoseconds last = 0;
        for (const ItemRef &item : way) {
            QVERIFY(seen.insert({static_cast<int>(item.type), item.index}).second);
            const Nanoseconds start = lanes.spanOf(item, 0).from;
            QVERIFY(start >= last);
            last = start;
        }
    }
}

void TestNeighbours::walkingBackIsTheSameWay()
{
    const Lanes lanes = views::lanesOf(chattrace::chat());
    const std::vector<ItemRef> way = walk(lanes, {}, 1);
    for (std::size_t i = 1; i < way.size(); ++i)
        QCOMPARE(neighbour(lanes, {}, way[i], Step::Previous), way[i - 1]);
    QCOMPARE(neighbour(lanes, {}, way.front(), Step::Previous), ItemRef{});
    QCOMPARE(neighbour(lanes, {}, way.back(), Step::Next), ItemRef{});
}

void TestNeighbours::hiddenKindsArePassedOver()
{
    const Lanes lanes = views::lanesOf(chattrace::chat());
    Filter filter;
    filter.swaps = false;
    filter.lost = false;
    filter.live = false;
    for (const ItemRef &item : walk(lanes, filter, 1)) {
        QVERIFY(item.type != ItemType::Swap && item.type != ItemType::Missed);
        if (item.type == ItemType::Message)
            QCOMPARE(lanes.lanes()[1].messages[static_cast<std::size_t>(item.index)].flow, Flow::CatchUp);
    }
}

void TestNeighbours::upAndDownKeepTheTime()
{
    const Lanes lanes = views::lanesOf(chattrace::chat());
    const ItemRef missed{ItemType::Missed, 1, 1};
    const ItemRef above = neighbour(lanes, {}, missed, Step::Above);
    QCOMPARE(above.lane, 0);
    QCOMPARE(lanes.spanOf(above, 0).from, chattrace::at(14.4));
    QCOMPARE(neighbour(lanes, {}, above, Step::Below).lane, 1);
    QCOMPARE(neighbour(lanes, {}, above, Step::Above), ItemRef{});
    QCOMPARE(neighbour(lanes, {}, missed, Step::Below), ItemRef{});
    Filter filter;
    filter.hiddenClients = {QStringLiteral("A")};
    QCOMPARE(neighbour(lanes, filter, missed, Step::Above), ItemRef{});
}

void TestNeighbours::nearestToATime()
{
    const Lanes lanes = views::lanesOf(chattrace::chat());
    const ItemRef item = nearest(lanes, {}, chattrace::at(12.39), 1);
    QVERIFY(lanes.spanOf(item, 0).from == chattrace::at(12.4) ||
            lanes.spanOf(item, 0).from == chattrace::at(12.393));
    QCOMPARE(nearest(Lanes(), {}, 0), ItemRef{});
}

void TestNeighbours::nothingFromNothing()
{
    const Lanes lanes = views::lanesOf(chattrace::chat());
    QCOMPARE(neighbour(lanes, {}, {}, Step::Next), ItemRef{});
    QCOMPARE(neighbour(lanes, {}, {ItemType::Gap, 0, 5}, Step::Next), ItemRef{});
}

QTEST_GUILESS_MAIN(TestNeighbours)
#include "tst_neighbours.moc"
