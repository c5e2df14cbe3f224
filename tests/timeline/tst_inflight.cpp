#include <timeline/lanes/inflight.h>

#include <core/random.h>

#include <QTest>

#include <utility>

using namespace swapscope;
using namespace swapscope::timeline;

namespace {

using Entries = std::vector<Track::Entry>;
using Groups = std::vector<std::pair<int, int>>; // the first item and how many

Entries entriesOf(const OpenTrack &track)
{
    return {track.begin(), track.end()};
}

// In groups of those that start in the same ten.
Groups groups(const OpenTrack &track, Nanoseconds until, std::size_t *looked = nullptr)
{
    Groups seen;
    const std::size_t all = track.visit(
        until, [](const auto &one, const auto &other) { return one.start / 10 == other.start / 10; },
        [&](const Track::Entry &entry, int count) { seen.emplace_back(entry.item, count); });
    if (looked != nullptr)
        *looked = all;
    return seen;
}

OpenTrack rowOf(int count)
{
    OpenTrack track;
    for (int i = 0; i < count; ++i)
        track.insert(i, i);
    return track;
}

} // namespace

class TestInFlight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lateOnesFindTheirPlace();
    void removal();
    void itIsWhatASortedListIs();
    void whatWasRemovedMakesNoDifference();
    void groupsCountEverythingOnce();
    void onlyGroupsAreVisited();
    void sizesAreSummedUp();
};

void TestInFlight::lateOnesFindTheirPlace()
{
    OpenTrack track;
    for (const auto &[start, item] : {std::pair(10, 0), {30, 1}, {20, 2}, {30, 3}, {5, 4}})
        track.insert(start, item);
    QCOMPARE(entriesOf(track), (Entries{{5, 4}, {10, 0}, {20, 2}, {30, 1}, {30, 3}}));
}

void TestInFlight::removal()
{
    OpenTrack track = rowOf(4);
    QVERIFY(!track.remove(1, 2));
    QVERIFY(!track.remove(9, 9));
    QVERIFY(track.remove(0, 0));
    QVERIFY(!track.remove(0, 0));
    QCOMPARE(entriesOf(track), (Entries{{1, 1}, {2, 2}, {3, 3}}));
    QVERIFY(track.remove(2, 2));
    QVERIFY(track.remove(3, 3));
    QCOMPARE(track.size(), std::size_t(1));
    QVERIFY(track.remove(1, 1));
    QVERIFY(track.isEmpty());
    QVERIFY(!track.remove(1, 1));
}

void TestInFlight::itIsWhatASortedListIs()
{
    Random random(7);
    OpenTrack track;
    Entries expected;
    for (int step = 0; step < 5000; ++step) {
        if (expected.empty() || random.uniform() < 0.52) {
            const auto start = static_cast<Nanoseconds>(random.uniform() * 50);
            track.insert(start, step);
            expected.push_back({start, step});
            std::sort(expected.begin(), expected.end(), [](const Track::Entry &a, const Track::Entry &b) {
                return std::pair(a.start, a.item) < std::pair(b.start, b.item);
            });
        } else {
            const auto at = static_cast<std::size_t>(random.uniform() * static_cast<double>(expected.size()));
            QVERIFY(track.remove(expected[at].start, expected[at].item));
            expected.erase(expected.begin() + static_cast<std::ptrdiff_t>(at));
        }
        QCOMPARE(track.size(), expected.size());
        if (step % 50 == 0)
            QCOMPARE(entriesOf(track), expected);
    }
    QCOMPARE(entriesOf(track), expected);
}

void TestInFlight::whatWasRemovedMakesNoDifference()
{
    OpenTrack track = rowOf(100);
    for (int i = 0; i < 40; ++i)
        track.remove(i, i);
    OpenTrack other;
    for (int i = 40; i < 100; ++i)
        other.insert(i, i);
    QCOMPARE(track, other);
    other.insert(100, 100);
    QVERIFY(!(track == other));
}

void TestInFlight::groupsCountEverythingOnce()
{
    OpenTrack track = rowOf(35);
    QCOMPARE(groups(track, 100), (Groups{{0, 10}, {10, 10}, {20, 10}, {30, 5}}));
    QCOMPARE(groups(track, 22), (Groups{{0, 10}, {10, 10}, {20, 3}}));
    QCOMPARE(groups(track, -1), Groups{});
    track.remove(0, 0);
    track.remove(12, 12);
    QCOMPARE(groups(track, 19), (Groups{{1, 9}, {10, 9}}));
}

void TestInFlight::onlyGroupsAreVisited()
{
    std::size_t looked = 0;
    const std::size_t seen = groups(rowOf(50'000), 50'000, &looked).size();
    QCOMPARE(seen, std::size_t(5000));
    // A binary search for each.
    QVERIFY2(looked < seen * 20, qPrintable(QString::number(looked)));
    OpenTrack close;
    for (int i = 0; i < 50'000; ++i)
        close.insert(i / 10'000, i);
    QCOMPARE(groups(close, 50'000, &looked), (Groups{{0, 50'000}}));
    QVERIFY2(looked < 30, qPrintable(QString::number(looked)));
}

void TestInFlight::sizesAreSummedUp()
{
    InFlight flight;
    QVERIFY(flight.isEmpty());
    flight.moving[0].insert(1, 0);
    flight.held[2][3].insert(1, 1);
    flight.released[1][0].insert(1, 2);
    QCOMPARE(flight.size(), std::size_t(3));
    int tracks = 0;
    flight.ofFlow(2, [&tracks](const OpenTrack &track) { tracks += track.isEmpty() ? 0 : 1; });
    QCOMPARE(tracks, 1);
}

QTEST_GUILESS_MAIN(TestInFlight)
#include "tst_inflight.moc"
