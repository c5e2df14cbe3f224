#include <link/shaper.h>

#include <QTest>

using namespace swapscope;

namespace {

WireUnit unit(const QByteArray &raw)
{
    return {.raw = raw};
}

// Everything that may leave at this time, in the order in which it does.
QByteArrayList leaving(Shaper &pipe, const LinkFaults &faults, Nanoseconds now)
{
    QByteArrayList all;
    while (const auto passage = pipe.take(faults, now))
        all << passage->unit.raw;
    return all;
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
        const LinkFaults faults;
        QVERIFY(pipe.isEmpty());
        QVERIFY(!pipe.due(faults, 0));
        pipe.push(unit("ab"), 7, random);
        pipe.push(unit("c"), 8, random);
        QCOMPARE(pipe.bytes(), 3);
        QCOMPARE(pipe.due(faults, 8), std::optional<Nanoseconds>(7));
        QCOMPARE(leaving(pipe, faults, 8), (QByteArrayList{"ab", "c"}));
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
        LinkFaults faults;
        faults.latency = {100, 0};
        pipe.push(unit("a"), 0, random);
        pipe.push(unit("b"), 30, random);
        QCOMPARE(leaving(pipe, faults, 99), QByteArrayList());
        QCOMPARE(pipe.due(faults, 99), std::optional<Nanoseconds>(100));
        QCOMPARE(leaving(pipe, faults, 100), QByteArrayList{"a"});
        QCOMPARE(pipe.due(faults, 100), std::optional<Nanoseconds>(130));
        QCOMPARE(leaving(pipe, faults, 130), QByteArrayList{"b"});
    }

    void aUnitThatIsHeldKeepsThoseBehindIt()
    {
        Shaper pipe;
        Random random;
        LinkFaults faults;
        faults.latency = {10, 0};
        pipe.push({.raw = "a", .hold = 50}, 0, random);
        pipe.push(unit("b"), 1, random);
        QCOMPARE(leaving(pipe, faults, 59), QByteArrayList());
        QCOMPARE(leaving(pipe, faults, 60), (QByteArrayList{"a", "b"}));
    }

    // Whatever the draws say, nothing overtakes, nothing is lost and nothing comes twice.
    void jitterKeepsTheOrder()
    {
        LinkFaults faults;
        faults.latency = {50, 50};
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
                while (const auto passage = pipe.take(faults, now)) {
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
        LinkFaults faults;
        faults.latency = {1000, 0};
        pipe.push(unit("a"), 0, random);
        pipe.push(unit("b"), 10, random);
        QCOMPARE(leaving(pipe, faults, 500), QByteArrayList());
        faults.latency = {500, 0};
        QCOMPARE(leaving(pipe, faults, 500), QByteArrayList{"a"});
        faults.latency = {2000, 0};
        QCOMPARE(pipe.due(faults, 500), std::optional<Nanoseconds>(2010));
        faults.latency = {};
        QCOMPARE(leaving(pipe, faults, 500), QByteArrayList{"b"});
    }

    void whileFrozenNothingLeavesAndNothingIsDue()
    {
        Shaper pipe;
        Random random;
        LinkFaults faults;
        pipe.push(unit("a"), 0, random);
        faults.freezeDown.start(0, 100);
        pipe.push(unit("b"), 50, random);
        QVERIFY(!pipe.take(faults, 99));
        QVERIFY(!pipe.due(faults, 99));
        QCOMPARE(leaving(pipe, faults, 100), (QByteArrayList{"a", "b"}));
    }

    void aNarrowPathTakesItsTime()
    {
        Shaper pipe;
        Random random;
        LinkFaults faults;
        QVERIFY(faults.bandwidth.bytesPerSecond == 0);
        faults.bandwidth.bytesPerSecond = 1000; // 20 bytes in 20 ms
        pipe.push(unit(QByteArray(50, 'a')), 0, random);
        pipe.push(unit("b"), 0, random);
        QCOMPARE(leaving(pipe, faults, 0), QByteArrayList{QByteArray(20, 'a')});
        QCOMPARE(pipe.bytes(), 31);
        QCOMPARE(pipe.due(faults, 0), std::optional<Nanoseconds>(20 * kMillisecond));
        QCOMPARE(leaving(pipe, faults, 20 * kMillisecond), QByteArrayList{QByteArray(20, 'a')});
        // A late timer does not slow it down.
        QCOMPARE(leaving(pipe, faults, 45 * kMillisecond), QByteArrayList{QByteArray(10, 'a')});
        QCOMPARE(pipe.due(faults, 45 * kMillisecond), std::optional<Nanoseconds>(50 * kMillisecond));
        faults.bandwidth = {};
        QCOMPARE(leaving(pipe, faults, 46 * kMillisecond), QByteArrayList{"b"});
    }

    void slicesKeepCarriageReturnAndLineFeedApart()
    {
        Shaper pipe;
        Random random;
        LinkFaults faults;
        faults.slicing = {{}, 4, 5};
        pipe.push(unit("ab\r\ncdefg"), 0, random);
        QByteArrayList slices;
        for (Nanoseconds now = 0; !pipe.isEmpty(); now += 5)
            slices << leaving(pipe, faults, now);
        QCOMPARE(slices, (QByteArrayList{"ab\r", "\ncde", "fg"}));
    }

    void whatAUnitSaysGoesWithItsLastPieceAndItsRequestWithTheFirst()
    {
        Shaper pipe(Direction::Up);
        Random random;
        LinkFaults faults;
        faults.slicing = {{}, 1, 1};
        WireUnit full{.raw = "abc", .exchange = 4, .request = std::make_shared<const LinkRequest>()};
        full.messages.push_back({.n = 1});
        pipe.push(std::move(full), 0, random);
        const auto first = pipe.take(faults, 0);
        QVERIFY(first->unit.request && first->unit.messages.empty() && first->unit.exchange == 4);
        const auto second = pipe.take(faults, 1);
        QVERIFY(!second->unit.request && second->unit.messages.empty());
        faults.slicing = {};
        pipe.push(unit("d"), 1, random);
        const auto third = pipe.take(faults, 1);
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
        LinkFaults faults;
        faults.slicing = {{}, 1, 1};
        WireUnit event = unit(raw);
        event.messages.push_back({.n = 1});
        event.stream = std::make_shared<const StreamPart>(StreamPart{.chunked = chunked});
        pipe.push(std::move(event), 0, random);
        QByteArray left;
        QByteArrayList heardAt;
        for (Nanoseconds now = 0; !pipe.isEmpty(); ++now) {
            const auto piece = pipe.take(faults, now);
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
        LinkFaults faults;
        pipe.push(unit("ab"), 0, random);
        QCOMPARE(leaving(pipe, faults, 0), QByteArrayList{"ab"});
        faults.limit = {{}, 5};
        QVERIFY(!pipe.isSpent(faults, 0));
        pipe.push(unit("cdefg"), 0, random);
        QCOMPARE(leaving(pipe, faults, 0), QByteArrayList{"cde"});
        QVERIFY(pipe.isSpent(faults, 0));
        QVERIFY(!pipe.due(faults, 0));
        QCOMPARE(pipe.bytes(), 2);
        // A new connection begins to count anew; without the limit it goes on.
        QVERIFY(!Shaper().isSpent(faults, 0));
        faults.limit = {};
        QCOMPARE(leaving(pipe, faults, 0), QByteArrayList{"fg"});
    }

    void aFaultOfTheOtherDirectionDoesNothing()
    {
        Shaper pipe(Direction::Up);
        Random random;
        LinkFaults faults;
        faults.slicing = {{.up = false}, 1, 1};
        faults.bandwidth = {{.up = false}, 1};
        pipe.push(unit("abc"), 0, random);
        QCOMPARE(leaving(pipe, faults, 0), QByteArrayList{"abc"});
    }

    // However the path changes, the bytes are the same, and what is drained is what has not left.
    void piecesLoseAndRepeatNothing()
    {
        for (quint64 seed = 1; seed <= 100; ++seed) {
            Random random(seed);
            Shaper pipe;
            LinkFaults faults;
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
                    faults.slicing = {{}, static_cast<qint64>(random.next() % 9), kMillisecond};
                if (random.next() % 8 == 0)
                    faults.bandwidth = {{}, static_cast<qint64>(random.next() % 9) * 1000};
                for (const QByteArray &piece : leaving(pipe, faults, now))
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
        LinkFaults faults;
        faults.freezeDown.start(0, std::nullopt);
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
        LinkFaults faults;
        faults.slicing = {{}, 2, kSecond};
        QVERIFY(!pipe.finishBegun());
        pipe.push(unit("abcde"), 0, random);
        pipe.push(unit("fg"), 0, random);
        QVERIFY(!pipe.finishBegun()); // nothing of it has left
        QCOMPARE(leaving(pipe, faults, 0), (QByteArrayList{"ab"}));
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
