#include <link/shaper.h>

#include <QTest>

using namespace swapscope;

namespace {

WireUnit unit(const QByteArray &raw)
{
    return {.raw = raw};
}

// Everything that may leave at this time, in the order in which it does.
QByteArrayList leaving(Shaper &pipe, const PathActs &path, Nanoseconds now)
{
    QByteArrayList all;
    while (const auto passage = pipe.take(path, now))
        all << passage->unit.raw;
    return all;
}

// Of 0, nothing.
template<typename Value, typename Make>
std::optional<Value> sometimes(quint64 number, Make make)
{
    return number == 0 ? std::nullopt : std::optional<Value>(make(static_cast<qint64>(number)));
}

} // namespace

class TestShaper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutFaultsWhatComesInMayLeaveAtOnceInOrder()
    {
        Shaper pipe;
        Random random;
        const PathActs path;
        QVERIFY(pipe.isEmpty());
        QVERIFY(!pipe.due(path));
        pipe.push(unit("ab"), 7, random);
        pipe.push(unit("c"), 8, random);
        QCOMPARE(pipe.bytes(), 3);
        QCOMPARE(pipe.due(path), std::optional<Nanoseconds>(7));
        QCOMPARE(leaving(pipe, path, 8), (QByteArrayList{"ab", "c"}));
        QVERIFY(pipe.isEmpty());
        QCOMPARE(pipe.bytes(), 0);
    }

    void aPassageKnowsWhenItCame()
    {
        Shaper pipe;
        Random random;
        QCOMPARE(pipe.push(unit("a"), 42, random).arrived, 42);
        QCOMPARE(pipe.take({}, 50)->arrived, 42);
    }

    void latencyHoldsEachUnitForItsDelay()
    {
        Shaper pipe;
        Random random;
        PathActs path;
        path.latency = {100, 0};
        pipe.push(unit("a"), 0, random);
        pipe.push(unit("b"), 30, random);
        QCOMPARE(leaving(pipe, path, 99), QByteArrayList());
        QCOMPARE(pipe.due(path), std::optional<Nanoseconds>(100));
        QCOMPARE(leaving(pipe, path, 100), QByteArrayList{"a"});
        QCOMPARE(pipe.due(path), std::optional<Nanoseconds>(130));
        QCOMPARE(leaving(pipe, path, 130), QByteArrayList{"b"});
    }

    void aUnitThatIsHeldKeepsThoseBehindIt()
    {
        Shaper pipe;
        Random random;
        PathActs path;
        path.latency = {10, 0};
        pipe.push({.raw = "a", .hold = 50}, 0, random);
        pipe.push(unit("b"), 1, random);
        QCOMPARE(leaving(pipe, path, 59), QByteArrayList());
        QCOMPARE(leaving(pipe, path, 60), (QByteArrayList{"a", "b"}));
    }

    // Whatever the draws say, nothing overtakes, nothing is lost and nothing comes twice.
    void jitterKeepsTheOrder()
    {
        PathActs path;
        path.latency = {50, 50};
        for (quint64 seed = 1; seed <= 50; ++seed) {
            Random random(seed);
            Shaper pipe;
            QByteArrayList sent;
            QByteArrayList came;
            std::vector<Nanoseconds> waits;
            for (Nanoseconds now = 0; now < 400; ++now) {
                if (now < 200 && now % 3 == 0) {
                    sent << QByteArray::number(now);
                    const auto &passage = pipe.push(unit(sent.last()), now, random);
                    QVERIFY(passage.draw >= -1 && passage.draw < 1);
                }
                while (const auto passage = pipe.take(path, now)) {
                    came << passage->unit.raw;
                    waits.push_back(now - passage->arrived);
                }
            }
            QCOMPARE(came, sent);
            QVERIFY(*std::min_element(waits.begin(), waits.end()) <
                    *std::max_element(waits.begin(), waits.end()));
            QVERIFY(*std::max_element(waits.begin(), waits.end()) <= 100);
        }
    }

    void aChangeOfLatencyTakesEffectOnWhatIsInside()
    {
        Shaper pipe;
        Random random;
        PathActs path;
        path.latency = {1000, 0};
        pipe.push(unit("a"), 0, random);
        pipe.push(unit("b"), 10, random);
        QCOMPARE(leaving(pipe, path, 500), QByteArrayList());
        path.latency = {500, 0};
        QCOMPARE(leaving(pipe, path, 500), QByteArrayList{"a"});
        path.latency = {2000, 0};
        QCOMPARE(pipe.due(path), std::optional<Nanoseconds>(2010));
        path.latency = {};
        QCOMPARE(leaving(pipe, path, 500), QByteArrayList{"b"});
    }

    void whileFrozenNothingLeavesAndNothingIsDue()
    {
        Shaper pipe;
        Random random;
        PathActs path;
        pipe.push(unit("a"), 0, random);
        path.frozen = true;
        pipe.push(unit("b"), 50, random);
        QVERIFY(!pipe.take(path, 99));
        QVERIFY(!pipe.due(path));
        path.frozen = false;
        QCOMPARE(leaving(pipe, path, 100), (QByteArrayList{"a", "b"}));
    }

    void aNarrowPathTakesItsTime()
    {
        Shaper pipe;
        Random random;
        PathActs path;
        QVERIFY(!path.bytesPerSecond);
        path.bytesPerSecond = 1000; // 20 bytes in 20 ms
        pipe.push(unit(QByteArray(50, 'a')), 0, random);
        pipe.push(unit("b"), 0, random);
        QCOMPARE(leaving(pipe, path, 0), QByteArrayList{QByteArray(20, 'a')});
        QCOMPARE(pipe.bytes(), 31);
        QCOMPARE(pipe.due(path), std::optional<Nanoseconds>(20 * kMillisecond));
        QCOMPARE(leaving(pipe, path, 20 * kMillisecond), QByteArrayList{QByteArray(20, 'a')});
        // A late timer does not slow it down.
        QCOMPARE(leaving(pipe, path, 45 * kMillisecond), QByteArrayList{QByteArray(10, 'a')});
        QCOMPARE(pipe.due(path), std::optional<Nanoseconds>(50 * kMillisecond));
        path.bytesPerSecond.reset();
        QCOMPARE(leaving(pipe, path, 46 * kMillisecond), QByteArrayList{"b"});
    }

    void slicesKeepCarriageReturnAndLineFeedApart()
    {
        Shaper pipe;
        Random random;
        PathActs path;
        path.slices = Slices{4, 5};
        pipe.push(unit("ab\r\ncdefg"), 0, random);
        QByteArrayList slices;
        for (Nanoseconds now = 0; !pipe.isEmpty(); now += 5)
            slices << leaving(pipe, path, now);
        QCOMPARE(slices, (QByteArrayList{"ab\r", "\ncde", "fg"}));
    }

    void whatAUnitSaysGoesWithItsLastPieceAndItsRequestWithTheFirst()
    {
        Shaper pipe;
        Random random;
        PathActs path;
        path.slices = Slices{1, 1};
        WireUnit full{.raw = "abc", .exchange = 4, .request = std::make_shared<const LinkRequest>()};
        full.messages.push_back({.n = 1});
        pipe.push(std::move(full), 0, random);
        const auto first = pipe.take(path, 0);
        QVERIFY(first->unit.request && first->unit.messages.empty() && first->unit.exchange == 4);
        const auto second = pipe.take(path, 1);
        QVERIFY(!second->unit.request && second->unit.messages.empty());
        path.slices.reset();
        pipe.push(unit("d"), 1, random);
        const auto third = pipe.take(path, 1);
        QVERIFY(!third->unit.request && third->unit.messages.size() == 1 && third->unit.raw == "c");
        QCOMPARE(pipe.bytes(), 1);
    }

    // An event is there with its empty line, before its chunk has ended; the trace must not say so later than
    // the page.
    void whatAnEventSaysGoesWithItsEmptyLine_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<bool>("chunked");
        QTest::addColumn<QByteArray>("heard");
        QTest::newRow("chunk") << QByteArray("9\r\ndata: a\n\n\r\n") << true
                               << QByteArray("9\r\ndata: a\n\n");
        QTest::newRow("chunk, CRLF") << QByteArray("B\r\ndata: a\r\n\r\n\r\n") << true
                                     << QByteArray("B\r\ndata: a\r\n\r");
        QTest::newRow("no chunks") << QByteArray("data: a\n\n") << false << QByteArray("data: a\n\n");
        QTest::newRow("no chunks, CRLF")
            << QByteArray("data: a\r\n\r\n") << false << QByteArray("data: a\r\n\r");
    }

    void whatAnEventSaysGoesWithItsEmptyLine()
    {
        QFETCH(QByteArray, raw);
        QFETCH(bool, chunked);
        Shaper pipe;
        Random random;
        PathActs path;
        path.slices = Slices{1, 1};
        WireUnit event = unit(raw);
        event.messages.push_back({.n = 1});
        event.stream = std::make_shared<const StreamPart>(StreamPart{.chunked = chunked});
        pipe.push(std::move(event), 0, random);
        QByteArray left;
        QByteArrayList heardAt;
        for (Nanoseconds now = 0; !pipe.isEmpty(); ++now) {
            const auto piece = pipe.take(path, now);
            left += piece->unit.raw;
            if (!piece->unit.messages.empty())
                heardAt << left;
        }
        QFETCH(QByteArray, heard);
        QCOMPARE(heardAt, QByteArrayList{heard});
        QCOMPARE(left, raw);
    }

    void aLimitIsReachedToTheByte()
    {
        Shaper pipe;
        Random random;
        PathActs path;
        pipe.push(unit("ab"), 0, random);
        QCOMPARE(leaving(pipe, path, 0), QByteArrayList{"ab"});
        path.endsAfterBytes = 5;
        QVERIFY(!pipe.isSpent(path));
        pipe.push(unit("cdefg"), 0, random);
        QCOMPARE(leaving(pipe, path, 0), QByteArrayList{"cde"});
        QVERIFY(pipe.isSpent(path));
        QVERIFY(!pipe.due(path));
        QCOMPARE(pipe.bytes(), 2);
        // A new connection begins to count anew; without the limit it goes on.
        QVERIFY(!Shaper().isSpent(path));
        path.endsAfterBytes.reset();
        QCOMPARE(leaving(pipe, path, 0), QByteArrayList{"fg"});
    }

    // So many bytes, each for itself: with a look at the whole unit for each of them this would take hours.
    void aLargeUnitIsSlicedInTimeOfItsLength()
    {
        constexpr qsizetype size = 4 * 1024 * 1024;
        Shaper pipe;
        Random random;
        PathActs path;
        path.slices = Slices{1, 1};
        WireUnit large = unit(QByteArray(size, 'a'));
        large.messages.emplace_back();
        large.stream = std::make_shared<const StreamPart>();
        pipe.push(large, 0, random);
        qsizetype pieces = 0;
        for (Nanoseconds now = 0; pipe.take(path, now); ++now)
            ++pieces;
        QCOMPARE(pieces, size);
    }

    // However the path changes, the bytes are the same, and what is drained is what has not left.
    void piecesLoseAndRepeatNothing()
    {
        for (quint64 seed = 1; seed <= 100; ++seed) {
            Random random(seed);
            Shaper pipe;
            PathActs path;
            QByteArray sent;
            QByteArray came;
            for (Nanoseconds now = 0; now < 200 * kMillisecond; now += kMillisecond) {
                if (random.next() % 4 == 0) {
                    QByteArray bytes(static_cast<qsizetype>(random.next() % 60), Qt::Uninitialized);
                    for (char &byte : bytes)
                        byte = "\r\nab"[random.next() % 4];
                    sent += bytes;
                    pipe.push(unit(bytes), now, random);
                }
                if (random.next() % 8 == 0)
                    path.slices = sometimes<Slices>(random.next() % 9, [](qint64 bytes) {
                        return Slices{bytes, kMillisecond};
                    });
                if (random.next() % 8 == 0)
                    path.bytesPerSecond =
                        sometimes<qint64>(random.next() % 9, [](qint64 some) { return some * 1000; });
                for (const QByteArray &piece : leaving(pipe, path, now))
                    came += piece;
            }
            QCOMPARE(pipe.bytes(), sent.size() - came.size());
            for (const auto &passage : pipe.drain())
                came += passage.unit.raw;
            QCOMPARE(came, sent);
        }
    }

    void drainingGivesEverythingThatIsInside()
    {
        Shaper pipe;
        Random random;
        PathActs path;
        path.frozen = true;
        pipe.push(unit("a"), 0, random);
        pipe.push(unit("b"), 0, random);
        const auto all = pipe.drain();
        QCOMPARE(all.size(), 2U);
        QCOMPARE(all[0].unit.raw, "a");
        QCOMPARE(all[1].unit.raw, "b");
        QVERIFY(pipe.isEmpty());
        QCOMPARE(pipe.bytes(), 0);
    }

    // What is written past the pipe would stand in the middle of a unit that has left in part.
    void whatHasBegunCanBeFinishedAtOnce()
    {
        Shaper pipe;
        Random random;
        PathActs path;
        path.slices = Slices{2, kSecond};
        QVERIFY(!pipe.finishBegun());
        pipe.push(unit("abcde"), 0, random);
        pipe.push(unit("fg"), 0, random);
        QVERIFY(!pipe.finishBegun()); // nothing of it has left
        QCOMPARE(leaving(pipe, path, 0), (QByteArrayList{"ab"}));
        const auto rest = pipe.finishBegun();
        QVERIFY(rest);
        QCOMPARE(rest->unit.raw, "cde");
        QCOMPARE(pipe.bytes(), 2);
        QVERIFY(!pipe.finishBegun());
        QCOMPARE(pipe.drain().size(), 1U);
    }
};

QTEST_GUILESS_MAIN(TestShaper)
#include "tst_shaper.moc"
