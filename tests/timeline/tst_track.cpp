#include <timeline/lanes/track.h>

#include <core/random.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

namespace {

struct Seen
{
    int item;
    int count;
    friend bool operator==(const Seen &, const Seen &) = default;
};

std::vector<Seen> visit(const Track &track, const Range &range, Nanoseconds fold)
{
    std::vector<Seen> seen;
    track.visit(range, fold, [&](const Track::Entry &entry, int count) {
        seen.push_back({entry.item, count});
    });
    return seen;
}

// Half a million short items in a row, ten nanoseconds apart.
Track longRow()
{
    Track track;
    for (int i = 0; i < 500'000; ++i)
        track.insert(i * 10, i, i * 10 + 5);
    return track;
}

} // namespace

class TestTrack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lateOnesFindTheirPlace();
    void onlyTheRangeIsVisited();
    void whatReachesInIsVisited();
    void aLongItemCostsNoOtherRangeAnything();
    void anEndThatMovesIsFound();
    void foldingCountsEverythingOnce();
    void foldingDoesNotDependOnTheView();
    void negativeTimesFold();
    void neighbours();
    void removal();
};

void TestTrack::lateOnesFindTheirPlace()
{
    Track track;
    for (const auto &[start, item] : {std::pair(10, 0), {30, 1}, {20, 2}, {30, 3}, {5, 4}})
        track.insert(start, item, start);
    const std::vector<Track::Entry> sorted{{5, 4}, {10, 0}, {20, 2}, {30, 1}, {30, 3}};
    QCOMPARE(track.entries(), sorted);
}

void TestTrack::onlyTheRangeIsVisited()
{
    Track track;
    for (int i = 0; i < 100; ++i)
        track.insert(i * 10, i, i * 10);
    QCOMPARE(visit(track, {200, 220}, 1), (std::vector<Seen>{{20, 1}, {21, 1}, {22, 1}}));
    QCOMPARE(visit(track, {2000, 2100}, 1), std::vector<Seen>{});
    QCOMPARE(visit(Track(), {0, 100}, 1), std::vector<Seen>{});
}

void TestTrack::whatReachesInIsVisited()
{
    Track track;
    for (int i = 0; i < 10; ++i)
        track.insert(i * 10, i, i * 10 + 25);
    // 70 + 25 reaches 95; 60 + 25 does not.
    QCOMPARE(visit(track, {95, 200}, 1), (std::vector<Seen>{{7, 1}, {8, 1}, {9, 1}}));
}

// A message that was held for the whole run, in front of half a million that were not.
void TestTrack::aLongItemCostsNoOtherRangeAnything()
{
    Track track = longRow();
    const Range range{4'000'000, 4'000'100};
    const auto nothing = [](const Track::Entry &, int) {};
    const std::size_t without = track.visit(range, 1, nothing);
    track.insert(0, 500'000, 5'000'000);
    std::vector<int> items;
    const std::size_t with =
        track.visit(range, 1, [&](const Track::Entry &entry, int) { items.push_back(entry.item); });
    QCOMPARE(items, (std::vector<int>{500'000, 400'000, 400'001, 400'002, 400'003, 400'004, 400'005, 400'006,
                                      400'007, 400'008, 400'009, 400'010}));
    QVERIFY2(with < without + 200,
             qPrintable(QStringLiteral("looked at %1, without it at %2").arg(with).arg(without)));
}

void TestTrack::anEndThatMovesIsFound()
{
    Track track = longRow();
    QVERIFY(track.setEnd(70, 7, 3'000'000));
    QVERIFY(!track.setEnd(70, 8, 3'000'000));
    QCOMPARE(visit(track, {2'999'991, 2'999'999}, 1), (std::vector<Seen>{{7, 1}, {299'999, 1}}));
    QVERIFY(track.setEnd(70, 7, 75));
    QCOMPARE(visit(track, {2'999'991, 2'999'999}, 1), (std::vector<Seen>{{299'999, 1}}));
}

void TestTrack::foldingCountsEverythingOnce()
{
    Random random(7);
    Track track;
    for (int i = 0; i < 1000; ++i) {
        const auto start = static_cast<Nanoseconds>(random.uniform(0, 10'000));
        track.insert(start, i, start);
    }
    for (const Nanoseconds fold : {Nanoseconds(1), Nanoseconds(10), Nanoseconds(333), Nanoseconds(20'000)}) {
        int total = 0;
        const std::vector<Seen> seen = visit(track, {0, 10'000}, fold);
        for (const Seen &one : seen)
            total += one.count;
        QCOMPARE(total, 1000);
        if (fold > 1)
            QVERIFY(static_cast<Nanoseconds>(seen.size()) <= 10'000 / fold + 1);
    }
}

void TestTrack::foldingDoesNotDependOnTheView()
{
    Track track;
    for (int i = 0; i < 500; ++i)
        track.insert(i * 7, i, i * 7);
    const std::vector<Seen> whole = visit(track, {0, 4000}, 50);
    for (Nanoseconds from = 0; from < 2000; from += 50) {
        const std::vector<Seen> part = visit(track, {from, from + 500}, 50);
        const auto first = std::find(whole.begin(), whole.end(), part.front());
        QVERIFY(first != whole.end());
        QVERIFY(std::equal(part.begin(), part.end(), first));
    }
}

void TestTrack::negativeTimesFold()
{
    Track track;
    track.insert(-5, 0, -5);
    track.insert(-1, 1, -1);
    track.insert(1, 2, 1);
    QCOMPARE(visit(track, {-100, 100}, 10), (std::vector<Seen>{{0, 2}, {2, 1}}));
}

void TestTrack::neighbours()
{
    Track track;
    track.insert(10, 0, 10);
    track.insert(10, 1, 10);
    track.insert(20, 2, 20);
    QCOMPARE(track.next(10, 0)->item, 1);
    QCOMPARE(track.next(10, 1)->item, 2);
    QCOMPARE(track.next(20, 2), nullptr);
    QCOMPARE(track.previous(20, 2)->item, 1);
    QCOMPARE(track.previous(10, 1)->item, 0);
    QCOMPARE(track.previous(10, 0), nullptr);
}

void TestTrack::removal()
{
    Track track;
    track.insert(10, 0, 10);
    track.insert(10, 1, 10);
    QVERIFY(track.remove(10, 1));
    QVERIFY(!track.remove(10, 1));
    QVERIFY(!track.remove(11, 0));
    QCOMPARE(track.size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestTrack)
#include "tst_track.moc"
