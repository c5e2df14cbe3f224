#include <timeline/track.h>

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

std::vector<Seen> visit(const Track &track, const Range &range, Nanoseconds fold, Nanoseconds duration = 0)
{
    std::vector<Seen> seen;
    std::vector<Nanoseconds> starts(1000);
    for (const Track::Entry &entry : track.entries())
        starts[static_cast<std::size_t>(entry.item)] = entry.start;
    track.visit(
        range, fold, [&](int item) { return starts[static_cast<std::size_t>(item)] + duration; },
        [&](const Track::Entry &entry, int count) {
            seen.push_back({entry.item, count});
        });
    return seen;
}

} // namespace

class TestTrack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lateOnesFindTheirPlace();
    void onlyTheRangeIsVisited();
    void whatReachesInIsVisited();
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
        track.insert(start, item);
    const std::vector<Track::Entry> sorted{{5, 4}, {10, 0}, {20, 2}, {30, 1}, {30, 3}};
    QCOMPARE(track.entries(), sorted);
}

void TestTrack::onlyTheRangeIsVisited()
{
    Track track;
    for (int i = 0; i < 100; ++i)
        track.insert(i * 10, i);
    QCOMPARE(visit(track, {200, 220}, 1), (std::vector<Seen>{{20, 1}, {21, 1}, {22, 1}}));
    QCOMPARE(visit(track, {2000, 2100}, 1), std::vector<Seen>{});
    QCOMPARE(visit(Track(), {0, 100}, 1), std::vector<Seen>{});
}

void TestTrack::whatReachesInIsVisited()
{
    Track track;
    for (int i = 0; i < 10; ++i)
        track.insert(i * 10, i, 25);
    // 70 + 25 reaches 95; 60 + 25 does not.
    QCOMPARE(visit(track, {95, 200}, 1, 25), (std::vector<Seen>{{7, 1}, {8, 1}, {9, 1}}));
}

void TestTrack::foldingCountsEverythingOnce()
{
    Random random(7);
    Track track;
    for (int i = 0; i < 1000; ++i)
        track.insert(static_cast<Nanoseconds>(random.uniform(0, 10'000)), i);
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
        track.insert(i * 7, i);
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
    track.insert(-5, 0);
    track.insert(-1, 1);
    track.insert(1, 2);
    QCOMPARE(visit(track, {-100, 100}, 10), (std::vector<Seen>{{0, 2}, {2, 1}}));
}

void TestTrack::neighbours()
{
    Track track;
    track.insert(10, 0);
    track.insert(10, 1);
    track.insert(20, 2);
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
    track.insert(10, 0);
    track.insert(10, 1);
    QVERIFY(track.remove(10, 1));
    QVERIFY(!track.remove(10, 1));
    QVERIFY(!track.remove(11, 0));
    QCOMPARE(track.size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestTrack)
#include "tst_track.moc"
