#include <session/observer/observer.h>

#include <QSignalSpy>
#include <QTest>

#include <thread>

using namespace swapscope;
using namespace std::chrono_literals;

class TestObserver : public QObject
{
    Q_OBJECT

    // Takes what there is until it goes up to this event.
    static std::optional<RunSnapshot> upTo(Observer &observer, EventId last)
    {
        std::optional<RunSnapshot> latest;
        const bool there = QTest::qWaitFor([&] {
            if (std::optional<RunSnapshot> news = observer.take())
                latest = std::move(news);
            return latest && latest->last >= last;
        });
        return there ? latest : std::nullopt;
    }

private Q_SLOTS:
    void thereIsSomethingToShowFromTheStart()
    {
        LessonStep step;
        step.text = QStringLiteral("Look.");
        Observer observer({.steps = {step}});
        const std::optional<RunSnapshot> first = observer.take();
        QVERIFY(first.has_value());
        QCOMPARE(first->steps->front().text, step.text);
        QVERIFY(!observer.take().has_value());
    }

    // News are told once, however much there is, and again when they were taken.
    void newsAreToldOnceUntilTheyAreTaken()
    {
        Observer observer;
        observer.take();
        QSignalSpy news(&observer, &Observer::news);
        observer.start();
        Recorder &recorder = observer.source()->recorder;
        for (int i = 0; i < 1000; ++i) {
            recorder.record({.kind = Kind::ServerStarted});
            observer.hurry();
        }
        observer.settle(10s);
        QTRY_COMPARE(news.count(), 1);
        QCOMPARE(observer.take()->last, EventId(1000));
        recorder.record({.kind = Kind::ServerStopped});
        QTRY_COMPARE(news.count(), 2);
        QCOMPARE(observer.take()->traced, EventId(1001));
        QCOMPARE(observer.trace().kindOf(1001), Kind::ServerStopped);
    }

    // Several threads record while one reads the trace: nothing is lost, and nothing is out of order.
    void nothingIsLostBetweenTheThreads()
    {
        constexpr int kThreads = 3;
        constexpr int kEach = 20'000;
        Observer observer;
        observer.start();
        observer.setOpen(true);
        std::vector<std::thread> producers;
        for (int i = 0; i < kThreads; ++i) {
            producers.emplace_back([source = observer.source(), i] {
                for (int n = 1; n <= kEach; ++n)
                    source->recorder.record(
                        {.kind = Kind::LinkMessage, .client = QString::number(i), .n = n});
            });
        }
        std::vector<int> latest(kThreads, 0);
        EventId read = 0;
        QVERIFY(QTest::qWaitFor(
            [&] {
                while (read < observer.trace().size()) {
                    const Event event = observer.trace().at(++read);
                    int &before = latest[static_cast<std::size_t>(event.client.toInt())];
                    if (event.n != before + 1)
                        return false;
                    before = event.n;
                }
                return read == kThreads * kEach;
            },
            60'000));
        for (std::thread &producer : producers)
            producer.join();
        QCOMPARE(latest, std::vector<int>(kThreads, kEach));
        QVERIFY(upTo(observer, kThreads * kEach).has_value());
    }

    void aCommandIsCarriedOutInItsPlace()
    {
        LessonStep step;
        step.text = QStringLiteral("By hand.");
        Observer observer({.steps = {step}});
        observer.start();
        Recorder &recorder = observer.source()->recorder;
        recorder.record({.kind = Kind::ServerStarted});
        EventId seen = 0;
        observer.command([&seen](Run &run) {
            seen = run.trace.size();
            run.tick(0, 1);
        });
        recorder.record({.kind = Kind::ServerStopped});
        const std::optional<RunSnapshot> end = upTo(observer, 2);
        QVERIFY(end.has_value());
        QCOMPARE(seen, EventId(1));
        QVERIFY(end->steps->front().done);
    }

    void aProgramThatEndsWaitsForWhatWasRecorded()
    {
        Observer observer;
        observer.start();
        for (int i = 0; i < 10'000; ++i)
            observer.source()->recorder.record({.kind = Kind::ServerStarted});
        observer.settle(60s);
        QCOMPARE(observer.take()->last, EventId(10'000));
    }

    // It comes in larger pieces then, but every line of it comes, in order.
    void aLogThatRunsFasterThanAnyoneReads()
    {
        constexpr int kLines = 20'000; // more than may wait
        constexpr int kAtOnce = 4'000;
        Observer observer({.keeping = {.trace = false,
                                       .log = [](const Event &event) { return QString::number(event.n); }}});
        observer.start();
        observer.setOpen(true);
        Recorder &recorder = observer.source()->recorder;
        int printed = 0;
        bool inOrder = true;
        const auto print = [&] {
            for (const LogLine &line : observer.takeLines())
                inOrder &= line.text == QString::number(++printed);
            observer.take();
        };
        for (int recorded = 0; recorded < kLines;) {
            for (int i = 0; i < kAtOnce; ++i)
                recorder.record({.kind = Kind::ServerReceived, .n = ++recorded});
            QTRY_VERIFY_WITH_TIMEOUT((print(), printed == recorded), 60'000);
        }
        QVERIFY(inOrder);
    }

    // Whoever still records into a run that is over does no harm.
    void whatComesAfterItsEndIsNotLookedAt()
    {
        auto observer = std::make_unique<Observer>();
        QSignalSpy ended(observer.get(), &Observer::ended);
        observer->start();
        const std::shared_ptr<RunSource> source = observer->source();
        observer->end();
        QTRY_COMPARE(ended.count(), 1);
        source->recorder.record({.kind = Kind::ServerStarted});
        QCOMPARE(observer->trace().size(), std::size_t(0));
        observer.reset();
        QCOMPARE(source->recorder.record({.kind = Kind::ServerStopped}), EventId(2));
    }
};

QTEST_GUILESS_MAIN(TestObserver)
#include "tst_observer.moc"
