#include <session/observer/observerview.h>

#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace std::chrono_literals;

class TestObserverView : public QObject
{
    Q_OBJECT

    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<ObserverView> m_view;

    void observe()
    {
        m_view->observe({});
        m_view->observer().start();
    }

    // Records an event, and waits until the observer has a snapshot with it.
    void happen()
    {
        m_view->observer().source()->recorder.record({.kind = Kind::ServerStarted});
        m_view->observer().settle(10s);
        QCoreApplication::processEvents();
    }

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_shared<ManualClock>();
        m_view = std::make_unique<ObserverView>(m_clock);
    }

    void cleanup() { m_view.reset(); }

    // The clock stands still until the test moves it: however long the test takes, the frame is not over.
    void aSnapshotAFrame()
    {
        m_view->setFrame(60 * kMillisecond);
        observe();
        QSignalSpy updated(m_view.get(), &ObserverView::updated);
        QSignalSpy news(&m_view->observer(), &Observer::news);
        happen();
        QTRY_COMPARE(updated.count(), 1);
        happen();
        QTRY_COMPARE(news.count(), 2);
        happen();
        QCOMPARE(updated.count(), 1);
        QCOMPARE(m_view->behind(), std::size_t(2));
        m_clock->advance(59 * kMillisecond);
        happen();
        QCOMPARE(updated.count(), 1);
        m_clock->advance(kMillisecond);
        QTRY_COMPARE(updated.count(), 2);
        QCOMPARE(m_view->snapshot().last, EventId(4));
        QCOMPARE(m_view->behind(), std::size_t(0));
    }

    void aFrameHasItsBounds_data()
    {
        QTest::addColumn<Nanoseconds>("asked");
        QTest::addColumn<Nanoseconds>("frame");
        QTest::newRow("nothing takes time") << Nanoseconds(0) << 16 * kMillisecond;
        QTest::newRow("between") << 60 * kMillisecond << 60 * kMillisecond;
        QTest::newRow("seconds") << 5 * kSecond << 100 * kMillisecond;
    }
    void aFrameHasItsBounds()
    {
        QFETCH(Nanoseconds, asked);
        QCOMPARE(m_view->frame(), 16 * kMillisecond);
        m_view->setFrame(asked);
        QTEST(m_view->frame(), "frame");
    }

    void updateDoesNotWait()
    {
        observe();
        happen();
        QTRY_COMPARE(m_view->snapshot().last, EventId(1));
        happen();
        QCOMPARE(m_view->snapshot().last, EventId(1));
        m_view->update();
        QCOMPARE(m_view->snapshot().last, EventId(2));
    }

    void tellsWhatIsNew()
    {
        observe();
        QSignalSpy appended(m_view.get(), &ObserverView::appended);
        QSignalSpy finished(m_view.get(), &ObserverView::ledgerFinished);
        QSignalSpy steps(m_view.get(), &ObserverView::stepsChanged);
        happen();
        QTRY_COMPARE(appended.count(), 1);
        m_clock->advance(kSecond);
        m_view->observer().command([](Run &run) { run.finishLedger(kSecond); });
        happen();
        QTRY_COMPARE(m_view->behind(), std::size_t(0));
        QCOMPARE(appended.count(), 2);
        QCOMPARE(appended.at(0),
                 (QVariantList{QVariant::fromValue(EventId(1)), QVariant::fromValue(EventId(1))}));
        QCOMPARE(appended.at(1).at(0).value<EventId>(), EventId(2));
        QCOMPARE(finished.count(), 1);
        QCOMPARE(steps.count(), 0);
    }

    // Also of a file that could not be opened: it is told when somebody can hear it, and once.
    void tellsThatTheFileTakesNothing()
    {
        QSignalSpy failed(m_view.get(), &ObserverView::failed);
        m_view->observe({.keeping = {.trace = false, .file = QStringLiteral("/nowhere/at/all.jsonl")}});
        m_view->observer().start();
        happen();
        QTRY_COMPARE(failed.count(), 1);
        m_clock->advance(kSecond);
        happen();
        QTRY_COMPARE(m_view->behind(), std::size_t(0));
        QCOMPARE(failed.count(), 1);
    }

    void whatIsNotShownComesWhenItIs()
    {
        observe();
        m_view->setShown(false);
        QSignalSpy updated(m_view.get(), &ObserverView::updated);
        happen();
        m_view->update();
        QCOMPARE(updated.count(), 0);
        QCOMPARE(m_view->snapshot().last, EventId(0));
        m_view->setShown(true);
        m_view->update();
        QCOMPARE(updated.count(), 1);
        QCOMPARE(m_view->snapshot().last, EventId(1));
    }

    // Nobody has to ask for what happened before, and what happens later is told as ever.
    void whatIsShownAgainTellsByItself()
    {
        observe();
        m_view->setShown(false);
        QSignalSpy news(&m_view->observer(), &Observer::news);
        QSignalSpy updated(m_view.get(), &ObserverView::updated);
        happen();
        QTRY_COMPARE(news.count(), 1);
        QCOMPARE(updated.count(), 0);
        m_view->setShown(true);
        QTRY_COMPARE(m_view->snapshot().last, EventId(1));
        m_clock->advance(kSecond);
        happen();
        QTRY_COMPARE(m_view->snapshot().last, EventId(2));
    }

    void aNewRunStartsWithNothingOfTheOld()
    {
        LessonStep step;
        step.text = QStringLiteral("Look.");
        observe();
        happen();
        const std::shared_ptr<RunSource> old = m_view->observer().source();
        const std::vector<StepState> *steps = &m_view->steps();
        m_view->observe({.steps = {step}});
        QSignalSpy updated(m_view.get(), &ObserverView::updated);
        QCOMPARE(m_view->snapshot().last, EventId(0));
        QCOMPARE(m_view->observer().trace().size(), std::size_t(0));
        QCOMPARE(&m_view->steps(), steps);
        QCOMPARE(steps->front().text, step.text);
        m_clock->advance(kSecond);
        old->recorder.record({.kind = Kind::ServerStopped});
        QCoreApplication::processEvents();
        QCOMPARE(updated.count(), 0);
        QCOMPARE(m_view->behindFor(), 0);
    }
};

QTEST_GUILESS_MAIN(TestObserverView)
#include "tst_observerview.moc"
