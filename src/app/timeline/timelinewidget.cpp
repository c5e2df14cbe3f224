#include "timelinewidget.h"

#include "timelinecanvas.h"
#include "timelineheader.h"
#include "widgets/behind.h"
#include "widgets/rates.h"

#include <timeline/coordinates.h>
#include <trace/trace.h>

#include <QClipboard>
#include <QFileDialog>
#include <QGridLayout>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>

#include <cmath>
#include <utility>

namespace swapscope {

using namespace timeline;

namespace {

constexpr double kMenuZoomStep = 1.5;
constexpr int kBarSteps = 1'000'000; // of the scroll bar over all of the run
constexpr int kPictureScale = 2;
// So long at most, in milliseconds, events are read before the window is served again, in pieces of so many.
constexpr qint64 kReads = 8;
constexpr qint64 kReadsOfSaved = 50;
constexpr std::size_t kReadsAtOnce = 1024;
constexpr qint64 kShown = 200; // so often, in milliseconds, it is shown how far a saved trace is read

} // namespace

TimelineWidget::TimelineWidget(QWidget *parent)
    : QWidget(parent),
      m_header(new TimelineHeader(this)),
      m_canvas(new TimelineCanvas(this)),
      m_across(new QScrollBar(Qt::Horizontal, this)),
      m_down(new QScrollBar(Qt::Vertical, this)),
      m_timer(new QTimer(this)),
      m_readsOn(new QTimer(this))
{
    setAccessibleName(QStringLiteral("Timeline panel"));
    setAttribute(Qt::WA_StyledBackground);
    setProperty("surface", QStringLiteral("panel"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(m_header, 0, 0, 1, 2);
    grid->addWidget(m_canvas, 1, 0);
    grid->addWidget(m_down, 1, 1);
    grid->addWidget(m_across, 2, 0, 1, 2);
    grid->setRowStretch(1, 1);
    grid->setColumnStretch(0, 1);
    setFocusProxy(m_canvas);
    m_across->setAccessibleName(QStringLiteral("Scroll in time"));
    m_across->setToolTip(QStringLiteral("Scroll in time"));
    m_down->setAccessibleName(QStringLiteral("Scroll the lanes"));
    m_down->setToolTip(QStringLiteral("Scroll the lanes"));
    m_down->hide();

    m_canvas->setLanes(&m_lanes, nullptr);
    m_header->setFollowing(m_following);
    m_header->setZoom(zoomLevel(range().span()));

    connect(m_canvas, &TimelineCanvas::itemChosen, this, [this](const ItemRef &item) {
        m_wanted = 0;
        m_wantedGaps.reset();
        if (item && !m_following)
            present(revealing(range(), m_lanes.spanOf(item, now()).from));
        else if (item && !range().contains(m_lanes.spanOf(item, now()).from))
            setRange(revealing(range(), m_lanes.spanOf(item, now()).from));
        Q_EMIT eventSelected(m_lanes.eventOf(item));
    });
    connect(m_canvas, &TimelineCanvas::zoomRequested, this, &TimelineWidget::zoom);
    connect(m_canvas, &TimelineCanvas::panRequested, this, &TimelineWidget::pan);
    connect(m_canvas, &TimelineCanvas::fitRequested, this, &TimelineWidget::fit);
    connect(m_canvas, &TimelineCanvas::startRequested, this,
            [this] { pan(content().from - range().from - range().span() / 50); });
    connect(m_canvas, &TimelineCanvas::followRequested, this, &TimelineWidget::setFollowing);
    connect(m_canvas, &TimelineCanvas::followToggled, this, [this] { setFollowing(!m_following); });
    connect(m_canvas, &TimelineCanvas::scrollRequested, this,
            [this](double by) { m_down->setValue(m_down->value() + qRound(by)); });
    connect(m_canvas, &TimelineCanvas::contentHeightChanged, this, &TimelineWidget::updateScrollBars);
    connect(m_header, &TimelineHeader::followChanged, this, &TimelineWidget::setFollowing);
    connect(m_header, &TimelineHeader::zoomChanged, this, [this](double level) {
        const auto span = static_cast<double>(spanOfLevel(level));
        zoom(span / static_cast<double>(range().span()), range().from + range().span() / 2, false);
    });
    connect(m_header, &TimelineHeader::zoomStepped, this, [this](bool in) { in ? zoomIn() : zoomOut(); });
    connect(m_header, &TimelineHeader::filterChanged, this, &TimelineWidget::setFilter);
    connect(m_header, &TimelineHeader::saveTraceRequested, this, &TimelineWidget::saveTraceRequested);
    connect(m_header, &TimelineHeader::savePictureRequested, this, &TimelineWidget::savePicture);
    connect(m_header, &TimelineHeader::copyPictureRequested, this,
            [this] { QGuiApplication::clipboard()->setImage(picture()); });
    connect(m_down, &QScrollBar::valueChanged, this, [this](int value) { m_canvas->setScrolled(value); });
    connect(m_across, &QScrollBar::valueChanged, this, [this](int value) {
        if (m_updatingBars)
            return;
        const Range all = content();
        const auto at =
            all.from + std::llround(static_cast<double>(value) / kBarSteps * static_cast<double>(all.span()));
        pan(at - range().from);
    });
    m_readsOn->setSingleShot(true);
    m_readsOn->setInterval(0);
    connect(m_readsOn, &QTimer::timeout, this, &TimelineWidget::eventsAppended);
    m_timer->setInterval(kFrame);
    m_timer->setTimerType(Qt::PreciseTimer);
    connect(m_timer, &QTimer::timeout, this, &TimelineWidget::tick);
}

TimelineWidget::~TimelineWidget() = default;

void TimelineWidget::setTrace(const Trace *trace, Source source)
{
    m_trace = trace;
    m_source = source;
    startAnew();
    eventsAppended();
}

void TimelineWidget::startAnew()
{
    m_read = 0;
    m_lanesTold = 0;
    m_wanted = 0;
    m_wantedGaps.reset();
    m_shown.invalidate();
    m_lanes.clear();
    m_canvas->setLanes(&m_lanes, m_trace);
    m_canvas->setUndrawn(0, {});
    m_header->setIncomplete({});
}

bool TimelineWidget::isComplete() const
{
    return m_trace == nullptr || m_read == m_trace->size();
}

void TimelineWidget::setClock(std::function<Nanoseconds()> now)
{
    m_clock = std::move(now);
    updateTimer();
    tick();
}

void TimelineWidget::eventsAppended()
{
    if (m_trace == nullptr) {
        tick();
        return;
    }
    if (m_trace->size() < m_read)
        startAnew();
    if (isComplete() && m_read != 0) {
        tick();
        return;
    }
    readSome();
    const bool complete = isComplete();
    if (!complete)
        m_readsOn->start();
    // Each picture of a part is time that reading does not have.
    const bool soon = m_source == Source::Saved && m_shown.isValid() && m_shown.elapsed() < kShown;
    if (complete || !soon)
        showRead();
    serveRequests();
}

void TimelineWidget::readSome()
{
    const qint64 most = m_source == Source::Saved ? kReadsOfSaved : kReads;
    QElapsedTimer since;
    since.start();
    while (!isComplete() && since.elapsed() < most) {
        const std::size_t next = std::min(m_read + kReadsAtOnce, m_trace->size());
        for (; m_read < next; ++m_read)
            m_lanes.append(m_trace->at(m_read + 1), *m_trace);
    }
}

// What has been read so far comes into the picture.
void TimelineWidget::showRead()
{
    m_shown.start();
    const std::size_t all = m_trace->size();
    if (m_source == Source::Saved) {
        const QString words = isComplete() ? QString() : drawingWords(m_read, all);
        m_header->setIncomplete(words);
        m_canvas->setUndrawn(m_lanes.content().to, words);
    } else {
        m_header->setIncomplete(behindWords(all - m_read));
    }
    if (m_lanes.lanes().size() != m_lanesTold)
        showClients();
    m_canvas->refresh();
    tick();
}

void TimelineWidget::showClients()
{
    m_lanesTold = m_lanes.lanes().size();
    QStringList clients;
    for (const int lane : m_lanes.order()) {
        const QString &client = m_lanes.lanes()[static_cast<std::size_t>(lane)].client;
        if (!clients.contains(client))
            clients << client;
    }
    m_header->setClients(clients);
}

// Does what waited for events that have been read by now.
void TimelineWidget::serveRequests()
{
    if (m_wanted != 0 && m_wanted <= m_read)
        select(m_wanted);
    if (m_wantedGaps && isComplete()) {
        const GapsOf gaps = *std::exchange(m_wantedGaps, std::nullopt);
        showGaps(gaps.client, gaps.channel);
    }
}

Nanoseconds TimelineWidget::now() const
{
    const Nanoseconds last = m_lanes.content().to;
    return std::max<Nanoseconds>(m_clock ? std::max(m_clock(), last) : last, 0);
}

// From the start of the run to now.
Range TimelineWidget::content() const
{
    return {std::min<Nanoseconds>(0, m_lanes.content().from), std::max<Nanoseconds>(now(), 1)};
}

void TimelineWidget::tick()
{
    const Nanoseconds t = now();
    m_canvas->setNow(t);
    if (m_following)
        present(following(range(), t), TimelineCanvas::Draw::InTurn);
    else
        updateScrollBars();
}

Range TimelineWidget::range() const
{
    return m_canvas->range();
}

void TimelineWidget::present(const Range &range, TimelineCanvas::Draw when)
{
    const bool changed = range != m_canvas->range();
    m_canvas->setRange(range, when);
    updateScrollBars();
    if (!changed)
        return;
    m_header->setZoom(zoomLevel(range.span()));
    Q_EMIT rangeChanged(range.from, range.to);
}

void TimelineWidget::setRange(const Range &range)
{
    setFollowing(false);
    present(range);
}

Filter TimelineWidget::filter() const
{
    return m_canvas->filter();
}

void TimelineWidget::setFilter(const Filter &filter)
{
    if (filter == m_canvas->filter())
        return;
    m_canvas->setFilter(filter);
    m_header->setFilter(filter);
    Q_EMIT filterChanged();
}

EventId TimelineWidget::selected() const
{
    return m_lanes.eventOf(m_canvas->selected());
}

void TimelineWidget::select(EventId event)
{
    m_wantedGaps.reset();
    m_wanted = event > m_read && m_trace != nullptr && event <= m_trace->size() ? event : 0;
    const ItemRef item = m_lanes.itemOf(event);
    m_canvas->setSelected(item);
    if (item && !range().contains(m_lanes.spanOf(item, now()).from))
        setRange(revealing(range(), m_lanes.spanOf(item, now()).from));
}

QMenu *TimelineWidget::exportMenu() const
{
    return m_header->exportMenu();
}

void TimelineWidget::setFollowing(bool on)
{
    if (m_following == on)
        return;
    m_following = on;
    m_header->setFollowing(on);
    updateTimer();
    if (on)
        tick();
    Q_EMIT followingChanged(on);
}

void TimelineWidget::fit()
{
    setRange(fitted(content()));
}

void TimelineWidget::showGaps(const QString &client, const QString &channel)
{
    m_wanted = 0;
    m_wantedGaps.reset();
    if (m_source == Source::Saved && !isComplete()) {
        m_wantedGaps = GapsOf{client, channel};
        return;
    }
    Range around{0, -1};
    ItemRef last;
    for (std::size_t index = 0; index < m_lanes.lanes().size(); ++index) {
        const Lane &lane = m_lanes.lanes()[index];
        if (lane.client != client)
            continue;
        for (std::size_t i = 0; i < lane.gaps.size(); ++i) {
            if (!channel.isEmpty() && lane.gaps[i].channel != channel)
                continue;
            const ItemRef gap{ItemType::Gap, static_cast<int>(index), static_cast<int>(i)};
            const Range span = m_lanes.spanOf(gap, now());
            if (around.to < around.from || span.from < around.from)
                around.from = span.from;
            around.to = std::max(around.to, span.to);
            if (!last || span.from >= m_lanes.spanOf(last, now()).from)
                last = gap;
        }
    }
    if (!last) {
        m_canvas->setSelected({});
        fit();
        Q_EMIT gapsShown(0);
        return;
    }
    const Nanoseconds margin = std::max<Nanoseconds>(around.span() / 6, kSecond / 2);
    setRange({around.from - margin, around.to + margin});
    m_canvas->setSelected(last);
    Q_EMIT gapsShown(m_lanes.eventOf(last));
}

void TimelineWidget::zoomIn()
{
    zoom(1 / kMenuZoomStep, range().from + range().span() / 2, false);
}

void TimelineWidget::zoomOut()
{
    zoom(kMenuZoomStep, range().from + range().span() / 2, false);
}

// At the pointer the time under it stays where it is, so the view no longer follows; otherwise the present
// stays in view where it did.
void TimelineWidget::zoom(double factor, Nanoseconds anchor, bool atPointer)
{
    if (m_following && !atPointer) {
        present(following(zoomed(range(), factor, range().to), now()));
        return;
    }
    setRange(zoomed(range(), factor, anchor));
}

void TimelineWidget::pan(Nanoseconds by)
{
    if (by != 0)
        setRange(panned(range(), by, content()));
}

void TimelineWidget::updateScrollBars()
{
    m_updatingBars = true;
    const Range all = content();
    const auto steps = [&all](Nanoseconds t) {
        const double share = static_cast<double>(t) / static_cast<double>(all.span());
        return static_cast<int>(std::clamp(share, -1.0, 2.0) * kBarSteps);
    };
    const int page = std::max(1, steps(std::min(range().span(), all.span())));
    const int value = steps(range().from - all.from);
    m_across->setRange(std::min(0, value), std::max(kBarSteps - page, value));
    m_across->setPageStep(page);
    m_across->setSingleStep(std::max(1, page / 10));
    m_across->setValue(value);

    const int over = qCeil(m_canvas->contentHeight()) - m_canvas->height();
    m_down->setVisible(over > 0);
    m_down->setRange(0, std::max(0, over));
    m_down->setPageStep(m_canvas->height());
    m_down->setSingleStep(24);
    m_updatingBars = false;
}

void TimelineWidget::updateTimer()
{
    if (m_clock && isVisible())
        m_timer->start();
    else
        m_timer->stop();
}

void TimelineWidget::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateTimer();
    tick();
}

void TimelineWidget::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    updateTimer();
}

void TimelineWidget::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateScrollBars();
}

QImage TimelineWidget::picture() const
{
    QImage image(m_canvas->size() * kPictureScale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(kPictureScale);
    QPainter painter(&image);
    m_canvas->paintOn(painter);
    return image;
}

void TimelineWidget::savePicture()
{
    const QImage image = picture();
    const QString path =
        QFileDialog::getSaveFileName(this, QStringLiteral("Save picture"), QStringLiteral("timeline.png"),
                                     QStringLiteral("Pictures (*.png)"));
    if (!path.isEmpty() && !image.save(path, "PNG"))
        QMessageBox::warning(this, QStringLiteral("Save picture"),
                             QStringLiteral("The picture could not be written to %1.").arg(path));
}

} // namespace swapscope
