#include "timeline/chattrace.h"

#include <timeline/timelinecanvas.h>
#include <trace/trace.h>

#include <QHelpEvent>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace swapscope;
using namespace swapscope::timeline;

namespace {

// A clock by which everything takes some time: it goes on by a step whenever it is asked.
class SteppingClock final : public Clock
{
public:
    explicit SteppingClock(Nanoseconds step) : m_step(step) {}
    Nanoseconds now() const override { return m_now += m_step; }

private:
    Nanoseconds m_step;
    mutable Nanoseconds m_now = 0;
};

} // namespace

class TestTimelineCanvas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyShapeAnswersAtItsPixel();
    void captionsAnswerNothing();
    void scrolledRowsAnswerWhereTheyAre();
    void tellsWhatTheUserWants();
    void toolTipsSayWhatIsThere();
    void whatHappensByItselfIsDrawnInItsTurn();
    void drawingTakesAQuarterOfTheTime();
    void timeAloneMakesNoShapes();
    void emptyIsFine();

private:
    Lanes m_lanes;
    Trace m_trace;
    std::unique_ptr<TimelineCanvas> m_canvas;
};

void TestTimelineCanvas::init()
{
    m_lanes.clear();
    m_trace.clear();
    for (const Event &event : chattrace::chat()) {
        m_trace.append(event);
        m_lanes.append(event, m_trace);
    }
    m_canvas = std::make_unique<TimelineCanvas>();
    m_canvas->resize(1210, 444);
    m_canvas->setLanes(&m_lanes, &m_trace);
    m_canvas->setRange({10 * kSecond, 22 * kSecond});
    m_canvas->setNow(22 * kSecond);
}

void TestTimelineCanvas::everyShapeAnswersAtItsPixel()
{
    const Geometry &shapes = m_canvas->shapes();
    QVERIFY(shapes.lines.size() > 20);
    for (const LineShape &line : shapes.lines)
        QVERIFY(m_canvas->at((line.from + line.to) / 2).item);
    for (const MarkShape &mark : shapes.marks)
        QCOMPARE(m_canvas->at(mark.center).item.type, ItemType::Swap);
}

void TestTimelineCanvas::captionsAnswerNothing()
{
    m_canvas->setRange({12'300 * kMillisecond, 12'310 * kMillisecond});
    const qreal y = m_canvas->shapes().bands[0].rect.center().y();
    QVERIFY(m_canvas->at({kCaptionWidth + 20, y}).item);
    QVERIFY(!m_canvas->at({60, y}).item);
}

void TestTimelineCanvas::scrolledRowsAnswerWhereTheyAre()
{
    const MarkShape mark = m_canvas->shapes().marks.front();
    m_canvas->setScrolled(50);
    QCOMPARE(m_canvas->at(mark.center - QPointF(0, 50)).item, mark.item);
}

void TestTimelineCanvas::tellsWhatTheUserWants()
{
    QSignalSpy zoom(m_canvas.get(), &TimelineCanvas::zoomRequested);
    QSignalSpy pan(m_canvas.get(), &TimelineCanvas::panRequested);
    QSignalSpy fit(m_canvas.get(), &TimelineCanvas::fitRequested);
    QTest::keyClick(m_canvas.get(), Qt::Key_Plus);
    QTest::keyClick(m_canvas.get(), Qt::Key_Minus);
    QTest::keyClick(m_canvas.get(), Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(m_canvas.get(), Qt::Key_F);
    QCOMPARE(zoom.count(), 2);
    QVERIFY(zoom[0][0].toDouble() < 1 && zoom[1][0].toDouble() > 1);
    QCOMPARE(zoom[0][1].toLongLong(), 16 * kSecond);
    QCOMPARE(pan[0][0].toLongLong(), 1'200 * kMillisecond);
    QCOMPARE(fit.count(), 1);
    QCOMPARE(m_canvas->range(), (Range{10 * kSecond, 22 * kSecond}));
}

void TestTimelineCanvas::toolTipsSayWhatIsThere()
{
    m_canvas->show();
    const auto &lines = m_canvas->shapes().lines;
    const auto missed = std::find_if(
        lines.begin(), lines.end(), [](const LineShape &line) { return line.item.type == ItemType::Missed; });
    const QPoint point = missed->to.toPoint();
    QHelpEvent help(QEvent::ToolTip, point, m_canvas->mapToGlobal(point));
    QCoreApplication::sendEvent(m_canvas.get(), &help);
    QVERIFY(QToolTip::text().startsWith(QStringLiteral("Update 5 missed: B was away")));
    QToolTip::hideText();
}

// What happens by itself may wait for its turn to be drawn, and is drawn then without another word.
void TestTimelineCanvas::whatHappensByItselfIsDrawnInItsTurn()
{
    m_canvas->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_canvas.get()));
    for (int change = 0; change < 3; ++change) {
        const int before = m_canvas->builds();
        m_canvas->refresh();
        m_canvas->refresh();
        QTRY_COMPARE(m_canvas->builds(), before + 1);
    }
    const int before = m_canvas->builds();
    m_canvas->setRange({4 * kSecond, 6 * kSecond}, TimelineCanvas::Draw::InTurn);
    m_canvas->setRange({5 * kSecond, 6 * kSecond}); // this one is asked for by the user
    QTRY_COMPARE(m_canvas->builds(), before + 1);
}

// A picture takes one step of the clock here, so that the next one may begin four steps after it has. A step
// is so long that the canvas does not draw by itself while the test lasts.
void TestTimelineCanvas::drawingTakesAQuarterOfTheTime()
{
    m_canvas = std::make_unique<TimelineCanvas>(nullptr, std::make_shared<SteppingClock>(1000 * kSecond));
    m_canvas->resize(600, 300);
    m_canvas->setLanes(&m_lanes, &m_trace);
    m_canvas->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_canvas.get()));
    const auto isDrawnAfter = [this](auto change) {
        const int before = m_canvas->builds();
        change();
        QCoreApplication::processEvents();
        return m_canvas->builds() > before;
    };
    const auto refresh = [this] { m_canvas->refresh(); };
    const auto chooseRange = [this] { m_canvas->setRange({kSecond, m_canvas->range().to + kSecond}); };
    QVERIFY(isDrawnAfter(chooseRange)); // what the user asks for never waits
    QVERIFY(isDrawnAfter(chooseRange));
    QVERIFY(!isDrawnAfter(refresh)); // two steps after the picture's beginning
    QVERIFY(!isDrawnAfter(refresh)); // three
    QVERIFY(isDrawnAfter(refresh));  // four
    QVERIFY(!isDrawnAfter(refresh));
}

// Sixty frames a second in which nothing moves cost nothing.
void TestTimelineCanvas::timeAloneMakesNoShapes()
{
    const auto buildsOfASecond = [this](Nanoseconds from) {
        m_canvas->shapes();
        const int before = m_canvas->builds();
        for (int frame = 1; frame <= 60; ++frame) {
            m_canvas->setNow(from + frame * kSecond / 60);
            m_canvas->shapes();
        }
        return m_canvas->builds() - before;
    };
    m_canvas->setRange({2 * kSecond, 3 * kSecond});
    m_canvas->setNow(30 * kSecond);
    QCOMPARE(buildsOfASecond(30 * kSecond), 0);
    m_canvas->refresh();
    QCOMPARE(buildsOfASecond(31 * kSecond), 0);
    // The lanes' connections are still open: where their end is shown, they grow.
    m_canvas->setRange({30 * kSecond, 42 * kSecond});
    QCOMPARE(buildsOfASecond(32 * kSecond), 60);
}

void TestTimelineCanvas::emptyIsFine()
{
    m_canvas->setLanes(nullptr, nullptr);
    QVERIFY(!m_canvas->at({300, 200}).item);
    QTest::keyClick(m_canvas.get(), Qt::Key_Right);
    QVERIFY(!m_canvas->selected());
    QVERIFY(!m_canvas->grab().isNull());
}

QTEST_MAIN(TestTimelineCanvas)
#include "tst_timelinecanvas.moc"
