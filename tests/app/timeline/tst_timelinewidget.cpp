#include "timeline/chattrace.h"

#include <timeline/timelinecanvas.h>
#include <timeline/timelinewidget.h>
#include <trace/trace.h>

#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace swapscope;
using namespace swapscope::timeline;

class TestTimelineWidget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void wheelZoomsAtThePointer_data();
    void wheelZoomsAtThePointer();
    void followsThePresent();
    void followStopsWhenPanned_data();
    void followStopsWhenPanned();
    void zoomKeysKeepFollowing();
    void dragKeepsWhatWasGrabbed();
    void clickSelectsAndEmits();
    void clickIntoNothingTakesItBack();
    void arrowsWalk();
    void selectingFromOutsideRevealsSilently();
    void showsTheGapsOfAClient();
    void fitShowsEverything();
    void scrollBarPans();
    void filterHidesAndTellsIt();
    void growsAsTheTraceDoes();
    void aFrameInWhichNothingMovesMakesNoShapes();
    void aLongTraceIsReadAPieceAtATime();
    void howMuchOfASavedTraceIsDrawnIsSaid();
    void anEmptiedTraceStartsAnew();
    void manyLanesScroll();
    void picturesHaveTheDiagram();

private:
    QPoint at(Nanoseconds t, qreal y) const { return QPointF(m_widget->canvas()->scale().x(t), y).toPoint(); }
    void wheel(const QPoint &pos, const QPoint &delta, Qt::KeyboardModifiers modifiers = {})
    {
        QWheelEvent event(pos, m_widget->canvas()->mapToGlobal(pos), {}, delta, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_widget->canvas(), &event);
    }
    // The shape of the first thing of a type.
    const LineShape &firstLine(ItemType type) const
    {
        const auto &lines = m_widget->canvas()->shapes().lines;
        return *std::find_if(lines.begin(), lines.end(),
                             [type](const LineShape &line) { return line.item.type == type; });
    }

    // One connection and so many messages on it.
    static void fillLong(Trace &trace, int updates)
    {
        trace.append(
            {.t = 0,
             .kind = Kind::ServerOpened,
             .client = QStringLiteral("A"),
             .conn = ConnectionId(1),
             .data = {{Field::Transport, QStringLiteral("ws")}, {Field::Path, QStringLiteral("/chat")}}});
        for (int update = 1; update <= updates; ++update) {
            trace.append({.t = update * kMillisecond,
                          .kind = Kind::ServerSent,
                          .client = QStringLiteral("A"),
                          .conn = ConnectionId(1),
                          .n = update,
                          .update = update,
                          .data = {{Field::Channel, QStringLiteral("room")}}});
        }
    }

    std::unique_ptr<Trace> m_trace;
    std::unique_ptr<TimelineWidget> m_widget;
};

void TestTimelineWidget::init()
{
    m_trace = std::make_unique<Trace>();
    for (const Event &event : chattrace::chat())
        QVERIFY(m_trace->append(event));
    m_widget = std::make_unique<TimelineWidget>();
    m_widget->resize(1210, 480);
    m_widget->setTrace(m_trace.get());
    m_widget->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_widget.get()));
}

void TestTimelineWidget::cleanup()
{
    m_widget.reset();
    m_trace.reset();
}

void TestTimelineWidget::wheelZoomsAtThePointer_data()
{
    QTest::addColumn<int>("notches");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::newRow("in") << 2 << Qt::KeyboardModifiers();
    QTest::newRow("out") << -3 << Qt::KeyboardModifiers();
    QTest::newRow("with Ctrl") << 1 << Qt::KeyboardModifiers(Qt::ControlModifier);
}

void TestTimelineWidget::wheelZoomsAtThePointer()
{
    QFETCH(int, notches);
    QFETCH(Qt::KeyboardModifiers, modifiers);
    m_widget->setRange({10 * kSecond, 22 * kSecond});
    const Nanoseconds span = m_widget->range().span();
    for (const int x : {150, 600, 1100}) {
        const Nanoseconds before = m_widget->canvas()->scale().time(x);
        wheel({x, 200}, {0, 120 * notches}, modifiers);
        const Nanoseconds pixel = m_widget->canvas()->scale().duration(1);
        QVERIFY(qAbs(m_widget->canvas()->scale().time(x) - before) < pixel);
    }
    QCOMPARE(m_widget->range().span() < span, notches > 0);
}

void TestTimelineWidget::followsThePresent()
{
    Nanoseconds now = 30 * kSecond;
    QVERIFY(m_widget->isFollowing());
    QSignalSpy ranges(m_widget.get(), &TimelineWidget::rangeChanged);
    m_widget->setClock([&now] { return now; });
    const Range first = m_widget->range();
    QVERIFY(first.contains(30 * kSecond));
    now += 5 * kSecond;
    QVERIFY(ranges.wait());
    QCOMPARE(m_widget->range(), (Range{first.from + 5 * kSecond, first.to + 5 * kSecond}));
    m_widget->setFollowing(false);
    const Range paused = m_widget->range();
    now += 5 * kSecond;
    m_widget->eventsAppended();
    QCOMPARE(m_widget->range(), paused);
    m_widget->setClock({});
}

void TestTimelineWidget::followStopsWhenPanned_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how :
         {"drag", "shift and wheel", "sideways wheel", "shift and arrow", "scroll bar", "home"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestTimelineWidget::followStopsWhenPanned()
{
    QFETCH(QString, how);
    QSignalSpy spy(m_widget.get(), &TimelineWidget::followingChanged);
    const Range before = m_widget->range();
    TimelineCanvas *canvas = m_widget->canvas();
    if (how == QLatin1StringView("drag")) {
        QTest::mousePress(canvas, Qt::LeftButton, {}, {300, 420});
        QTest::mouseMove(canvas, {420, 420});
        QTest::mouseRelease(canvas, Qt::LeftButton, {}, {420, 420});
    } else if (how == QLatin1StringView("shift and wheel")) {
        wheel({300, 200}, {0, 120}, Qt::ShiftModifier);
    } else if (how == QLatin1StringView("sideways wheel")) {
        wheel({300, 200}, {120, 0});
    } else if (how == QLatin1StringView("shift and arrow")) {
        QTest::keyClick(canvas, Qt::Key_Left, Qt::ShiftModifier);
    } else if (how == QLatin1StringView("scroll bar")) {
        for (QScrollBar *bar : m_widget->findChildren<QScrollBar *>()) {
            if (bar->orientation() == Qt::Horizontal)
                bar->setValue(bar->value() - 100'000);
        }
    } else {
        QTest::keyClick(canvas, Qt::Key_Home);
    }
    QCOMPARE(spy.count(), 1);
    QVERIFY(!m_widget->isFollowing());
    QVERIFY(m_widget->range().from < before.from);
    QVERIFY(qAbs(m_widget->range().span() - before.span()) <= 1);
    QTest::keyClick(canvas, Qt::Key_End);
    QVERIFY(m_widget->isFollowing());
    QCOMPARE(m_widget->range(), before);
}

void TestTimelineWidget::zoomKeysKeepFollowing()
{
    const Range before = m_widget->range();
    QTest::keyClick(m_widget->canvas(), Qt::Key_Plus);
    QVERIFY(m_widget->isFollowing());
    QVERIFY(m_widget->range().span() < before.span());
    QTest::keyClick(m_widget->canvas(), Qt::Key_Minus);
    QVERIFY(qAbs(m_widget->range().span() - before.span()) < kMillisecond);
    QTest::keyClick(m_widget->canvas(), Qt::Key_Space);
    QVERIFY(!m_widget->isFollowing());
}

void TestTimelineWidget::dragKeepsWhatWasGrabbed()
{
    m_widget->setRange({10 * kSecond, 22 * kSecond});
    TimelineCanvas *canvas = m_widget->canvas();
    const Nanoseconds grabbed = canvas->scale().time(700);
    QTest::mousePress(canvas, Qt::LeftButton, {}, {700, 420});
    for (const int x : {720, 650, 500}) {
        QTest::mouseMove(canvas, {x, 420});
        QVERIFY(qAbs(canvas->scale().time(x) - grabbed) <= canvas->scale().duration(1));
    }
    QTest::mouseRelease(canvas, Qt::LeftButton, {}, {500, 420});
    QCOMPARE(m_widget->selected(), EventId(0));
}

void TestTimelineWidget::clickSelectsAndEmits()
{
    m_widget->setRange({10 * kSecond, 22 * kSecond});
    QSignalSpy spy(m_widget.get(), &TimelineWidget::eventSelected);
    const LineShape line = firstLine(ItemType::Missed);
    QTest::mouseClick(m_widget->canvas(), Qt::LeftButton, {}, line.to.toPoint());
    QCOMPARE(spy.count(), 1);
    const EventId event = spy[0][0].value<EventId>();
    QCOMPARE(m_trace->at(event).kind, Kind::UpdateMissed);
    QCOMPARE(m_widget->selected(), event);
    QVERIFY(m_widget->canvas()->accessibleDescription().contains(QStringLiteral("missed")));
}

void TestTimelineWidget::clickIntoNothingTakesItBack()
{
    m_widget->setRange({10 * kSecond, 22 * kSecond});
    QTest::mouseClick(m_widget->canvas(), Qt::LeftButton, {}, firstLine(ItemType::Missed).to.toPoint());
    QSignalSpy spy(m_widget.get(), &TimelineWidget::eventSelected);
    QTest::mouseClick(m_widget->canvas(), Qt::LeftButton, {}, {130, 430});
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy[0][0].value<EventId>(), EventId(0));
    QTest::mouseClick(m_widget->canvas(), Qt::LeftButton, {}, {130, 430});
    QCOMPARE(spy.count(), 1);
}

void TestTimelineWidget::arrowsWalk()
{
    m_widget->setRange({10 * kSecond, 11 * kSecond});
    TimelineCanvas *canvas = m_widget->canvas();
    QSignalSpy spy(m_widget.get(), &TimelineWidget::eventSelected);
    QTest::keyClick(canvas, Qt::Key_Right);
    QCOMPARE(spy.count(), 1);
    const ItemRef first = canvas->selected();
    QVERIFY(first);
    Nanoseconds last = m_widget->lanes().spanOf(first, 0).from;
    for (int i = 0; i < 20; ++i) {
        QTest::keyClick(canvas, Qt::Key_Right);
        const Nanoseconds t = m_widget->lanes().spanOf(canvas->selected(), 0).from;
        QVERIFY(t >= last);
        QVERIFY(m_widget->range().contains(t));
        last = t;
    }
    QCOMPARE(canvas->selected().lane, first.lane);
    for (int i = 0; i < 20; ++i)
        QTest::keyClick(canvas, Qt::Key_Left);
    QCOMPARE(canvas->selected(), first);
    QTest::keyClick(canvas, first.lane == 0 ? Qt::Key_Down : Qt::Key_Up);
    QVERIFY(canvas->selected().lane != first.lane);
    QTest::keyClick(canvas, Qt::Key_Escape);
    QCOMPARE(m_widget->selected(), EventId(0));
    QCOMPARE(spy.last()[0].value<EventId>(), EventId(0));
}

void TestTimelineWidget::selectingFromOutsideRevealsSilently()
{
    m_widget->setRange({0, 2 * kSecond});
    QSignalSpy spy(m_widget.get(), &TimelineWidget::eventSelected);
    const EventId cut = m_trace->ofKind(Kind::LinkCut).back();
    m_widget->select(cut);
    QVERIFY(m_widget->range().contains(chattrace::kCut));
    QCOMPARE(m_widget->canvas()->selected().type, ItemType::Closing);
    m_widget->select(0);
    QCOMPARE(m_widget->selected(), EventId(0));
    QCOMPARE(spy.count(), 0);
}

void TestTimelineWidget::showsTheGapsOfAClient()
{
    QSignalSpy selected(m_widget.get(), &TimelineWidget::eventSelected);
    QSignalSpy shownGaps(m_widget.get(), &TimelineWidget::gapsShown);
    const auto last = [&shownGaps] { return shownGaps.takeLast()[0].value<EventId>(); };
    m_widget->showGaps(QStringLiteral("B"));
    const EventId gap = last();
    QCOMPARE(m_trace->at(gap).kind, Kind::GapOpened);
    QCOMPARE(m_widget->selected(), gap);
    QVERIFY(!m_widget->isFollowing());
    const Gap &shown = m_widget->lanes().lanes()[1].gaps.front();
    QVERIFY(m_widget->range().contains(shown.start) && m_widget->range().contains(shown.end));
    QVERIFY(m_widget->range().span() < 2 * (shown.end - shown.start));
    m_widget->showGaps(QStringLiteral("B"), QStringLiteral("another"));
    QCOMPARE(last(), EventId(0));
    m_widget->showGaps(QStringLiteral("A")); // it has none
    QCOMPARE(last(), EventId(0));
    QCOMPARE(m_widget->selected(), EventId(0));
    QVERIFY(m_widget->range().contains(0));
    QCOMPARE(selected.size(), 0);
}

void TestTimelineWidget::fitShowsEverything()
{
    m_widget->setRange({10 * kSecond, 11 * kSecond});
    QTest::keyClick(m_widget->canvas(), Qt::Key_F);
    QVERIFY(m_widget->range().from <= 0);
    QVERIFY(m_widget->range().to >= m_trace->lastTime());
    QVERIFY(m_widget->range().span() < 24 * kSecond);
}

void TestTimelineWidget::scrollBarPans()
{
    m_widget->setRange({10 * kSecond, 12 * kSecond});
    for (QScrollBar *bar : m_widget->findChildren<QScrollBar *>()) {
        if (bar->orientation() != Qt::Horizontal)
            continue;
        QVERIFY(bar->value() > bar->minimum() && bar->value() < bar->maximum());
        bar->setValue(0);
    }
    QVERIFY(qAbs(m_widget->range().from) < kMillisecond);
}

void TestTimelineWidget::filterHidesAndTellsIt()
{
    m_widget->setRange({10 * kSecond, 22 * kSecond});
    QSignalSpy spy(m_widget.get(), &TimelineWidget::filterChanged);
    Filter filter;
    filter.hiddenClients = {QStringLiteral("A")};
    m_widget->setFilter(filter);
    m_widget->setFilter(filter);
    QCOMPARE(spy.count(), 1);
    for (const BandShape &band : m_widget->canvas()->shapes().bands)
        QCOMPARE(band.item.lane, 1);
}

void TestTimelineWidget::growsAsTheTraceDoes()
{
    const std::vector<Event> events = chattrace::chat();
    Trace trace;
    TimelineWidget grown;
    grown.resize(1210, 480);
    grown.setTrace(&trace);
    for (std::size_t i = 0; i < events.size(); ++i) {
        trace.append(events[i]);
        if (i % 13 == 0)
            grown.eventsAppended();
    }
    grown.eventsAppended();
    QCOMPARE(grown.lanes().lanes(), m_widget->lanes().lanes());
}

void TestTimelineWidget::aFrameInWhichNothingMovesMakesNoShapes()
{
    Nanoseconds now = 60 * kSecond;
    m_widget->setRange({2 * kSecond, 3 * kSecond});
    m_widget->setClock([&now] { return now; });
    m_widget->canvas()->shapes();
    const int before = m_widget->canvas()->builds();
    for (int frame = 0; frame < 60; ++frame) {
        now += kSecond / 60;
        m_widget->eventsAppended();
        m_widget->picture();
    }
    QCOMPARE(m_widget->canvas()->builds(), before);
    // While the present is followed, the range moves.
    m_widget->setFollowing(true);
    m_widget->canvas()->shapes();
    const int moving = m_widget->canvas()->builds();
    now += kSecond / 60;
    m_widget->eventsAppended();
    m_widget->picture();
    QCOMPARE(m_widget->canvas()->builds(), moving + 1);
    m_widget->setClock({});
}

// Whatever else there is to do gets its turn meanwhile, and in the end all of it is there.
void TestTimelineWidget::aLongTraceIsReadAPieceAtATime()
{
    Trace trace;
    Lanes whole;
    fillLong(trace, 100'000);
    for (const Event &event : trace)
        whole.append(event, trace);
    int turns = 0;
    QTimer turn;
    connect(&turn, &QTimer::timeout, &turn, [&turns] { ++turns; });
    turn.start(0);
    m_widget->setTrace(&trace);
    const bool inPieces = m_widget->lanes().content() != whole.content();
    QTRY_COMPARE(m_widget->lanes().content(), whole.content());
    QCOMPARE(m_widget->lanes().lanes().size(), std::size_t(1));
    QCOMPARE(m_widget->lanes().lanes(), whole.lanes());
    QVERIFY(inPieces);
    QVERIFY(turns > 1);
    m_widget->setTrace(nullptr);
}

// What the picture lacks is said in it and above it, and what is asked for meanwhile is done when it can be.
void TestTimelineWidget::howMuchOfASavedTraceIsDrawnIsSaid()
{
    Trace trace;
    fillLong(trace, 400'000);
    trace.append({.t = trace.lastTime() + kSecond,
                  .kind = Kind::GapOpened,
                  .client = QStringLiteral("A"),
                  .data = {{Field::Channel, QStringLiteral("room")}}});
    const auto says = [this](const QString &begin) {
        const auto labels = m_widget->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->isVisible() && label->text().startsWith(begin) &&
                   label->text().endsWith(QStringLiteral(" of 400,002 events"));
        });
    };
    QSignalSpy shownGaps(m_widget.get(), &TimelineWidget::gapsShown);
    m_widget->setTrace(&trace, TimelineWidget::Source::Saved);
    m_widget->setRange({trace.lastTime() - kSecond, trace.lastTime()});
    QVERIFY(!m_widget->isComplete());
    QVERIFY(says(QStringLiteral("drawing ")));
    const QImage veiled = m_widget->picture();
    m_widget->select(400'000);
    QCOMPARE(m_widget->selected(), EventId(0));
    QTRY_VERIFY(m_widget->isComplete());
    QVERIFY(!says(QStringLiteral("drawing ")));
    QCOMPARE(m_widget->selected(), EventId(400'000));

    m_widget->setTrace(&trace, TimelineWidget::Source::Saved);
    m_widget->showGaps(QStringLiteral("A"));
    QVERIFY(shownGaps.isEmpty());
    QTRY_COMPARE(shownGaps.size(), 1);
    QCOMPARE(shownGaps[0][0].value<EventId>(), EventId(400'002));
    QCOMPARE(m_widget->selected(), EventId(400'002));

    // Nothing of this range is drawn at first: only the words are there.
    const QRect middle(veiled.width() / 4, veiled.height() / 4, veiled.width() / 2, veiled.height() / 2);
    const QImage before = veiled.copy(middle);
    bool words = false;
    for (int x = 1; x < before.width() && !words; ++x)
        words = before.pixel(x, before.height() / 2) != before.pixel(0, before.height() / 2);
    QVERIFY(words);
    m_widget->setTrace(nullptr);
}

void TestTimelineWidget::anEmptiedTraceStartsAnew()
{
    m_trace->clear();
    m_widget->eventsAppended();
    QVERIFY(m_widget->lanes().isEmpty());
    QVERIFY(m_widget->canvas()->shapes().bands.empty());
    m_widget->setTrace(nullptr);
    QCOMPARE(m_widget->selected(), EventId(0));
    QTest::keyClick(m_widget->canvas(), Qt::Key_Right);
    QTest::keyClick(m_widget->canvas(), Qt::Key_F);
}

void TestTimelineWidget::manyLanesScroll()
{
    Trace trace;
    for (int i = 0; i < 12; ++i) {
        trace.append(chattrace::make(Kind::LinkAccepted, i, qPrintable(QString(QChar(u'A' + i))), i + 1, 0,
                                     {{QStringLiteral("transport"), QStringLiteral("ws")},
                                      {QStringLiteral("path"), QStringLiteral("/chat")}}));
    }
    m_widget->setTrace(&trace);
    QTRY_VERIFY(m_widget->canvas()->contentHeight() > m_widget->canvas()->height());
    QScrollBar *down = nullptr;
    for (QScrollBar *bar : m_widget->findChildren<QScrollBar *>()) {
        if (bar->orientation() == Qt::Vertical)
            down = bar;
    }
    QTRY_VERIFY(down->isVisible());
    QTest::keyClick(m_widget->canvas(), Qt::Key_PageDown);
    QVERIFY(m_widget->canvas()->scrolled() > 0);
    wheel({300, 200}, {0, 1200}, Qt::AltModifier);
    QCOMPARE(m_widget->canvas()->scrolled(), 0.0);
    m_widget->setTrace(nullptr);
}

void TestTimelineWidget::picturesHaveTheDiagram()
{
    const QImage image = m_widget->picture();
    QCOMPARE(image.size(), m_widget->canvas()->size() * 2);
    QVERIFY(image.pixelColor(4, 4) != image.pixelColor(400, 124)); // the ground and the server's line
    QVERIFY(m_widget->exportMenu()->actions().size() >= 3);
}

QTEST_MAIN(TestTimelineWidget)
#include "tst_timelinewidget.moc"
