#include <core/recorder.h>

#include <QTest>

#include <thread>

using namespace swapscope;

class TestRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersAndStampsWhatItIsGiven()
    {
        auto clock = std::make_shared<ManualClock>();
        Recorder recorder(clock);
        clock->advance(5);
        QCOMPARE(recorder.record({.kind = Kind::LinkCut}), EventId(1));
        QCOMPARE(recorder.record({.t = 3, .kind = Kind::PageClosed, .cause = 1}), EventId(2));
        const std::vector<Event> events = recorder.take();
        QCOMPARE(events.size(), std::size_t(2));
        QCOMPARE(events[0], (Event{.id = 1, .t = 5, .kind = Kind::LinkCut}));
        QCOMPARE(events[1], (Event{.id = 2, .t = 3, .kind = Kind::PageClosed, .cause = 1}));
        QVERIFY(recorder.take().empty());
        QCOMPARE(recorder.record({}), EventId(3));
    }

    void aFieldThatTheKindDoesNotDeclareIsLeftOut()
    {
        Recorder recorder(std::make_shared<ManualClock>());
        QTest::ignoreMessage(QtWarningMsg, "swapscope: link.mended declares no code");
        recorder.record({.kind = Kind::LinkMended, .data = {{Field::Code, 1001}}});
        recorder.record({.kind = Kind::PageClosed, .data = {{Field::Code, 1001}}});
        const std::vector<Event> events = recorder.take();
        QVERIFY(events[0].data.isEmpty());
        QCOMPARE(events[1].data[Field::Code].toInt(), 1001);
    }

    // The reader's list is used again, and what is recorded stands in for a wake-up.
    void theReaderIsWokenByWhatIsRecorded()
    {
        Recorder recorder(std::make_shared<MonotonicClock>());
        std::vector<Event> events;
        std::thread producer([&recorder] { recorder.record({.kind = Kind::LinkCut}); });
        while (events.empty()) {
            recorder.wait(std::chrono::hours(1));
            events = recorder.take(std::move(events));
        }
        producer.join();
        QCOMPARE(events.front().kind, Kind::LinkCut);
        QCOMPARE(recorder.last(), EventId(1));
        recorder.wake();
        recorder.wait(std::chrono::hours(1)); // woken before
        recorder.wake();
        QVERIFY(recorder.pause(std::chrono::hours(1)));
        recorder.record({});
        QVERIFY(!recorder.pause(std::chrono::nanoseconds(1))); // that is no call
        recorder.wait(std::chrono::hours(1));                  // there is something to take
        QCOMPARE(recorder.take(std::move(events)).size(), std::size_t(1));
    }

    void aNewRunStartsAtOne()
    {
        Recorder recorder(std::make_shared<ManualClock>());
        recorder.record({});
        recorder.reset();
        QVERIFY(recorder.take().empty());
        QCOMPARE(recorder.record({}), EventId(1));
    }

    void threadsNeverShareANumberNorLeaveAGap()
    {
        Recorder recorder(std::make_shared<MonotonicClock>());
        constexpr int kEach = 20'000;
        const auto produce = [&recorder] {
            for (int i = 0; i < kEach; ++i)
                recorder.record({});
        };
        std::thread one(produce);
        std::thread two(produce);
        std::vector<Event> all;
        while (all.size() < 2 * kEach) {
            for (Event &event : recorder.take())
                all.push_back(std::move(event));
        }
        one.join();
        two.join();
        Nanoseconds last = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            QCOMPARE(all[i].id, EventId(i + 1));
            QVERIFY(all[i].t >= last);
            last = all[i].t;
        }
    }
};

QTEST_GUILESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
