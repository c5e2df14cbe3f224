#include "flash.h"

#include <QPainter>

#include <algorithm>

namespace swapscope {

namespace {

constexpr qint64 kLifeMs = 1200;
constexpr qint64 kFullMs = 350; // how long it stands before it begins to fade
constexpr int kFrameMs = 33;
constexpr std::size_t kFlashLimit = 64;
constexpr double kCorner = 6;
constexpr double kRow = 2.6; // what is higher than so many labels has more than a row

// How much is left of a flash: 1, then down to 0.
double strength(qint64 age)
{
    if (age <= kFullMs)
        return 1;
    return std::clamp(1 - static_cast<double>(age - kFullMs) / static_cast<double>(kLifeMs - kFullMs), 0.0,
                      1.0);
}

} // namespace

FlashOverlay::FlashOverlay(QWidget *parent) : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    m_watch.start();
    m_frames.setInterval(kFrameMs);
    connect(&m_frames, &QTimer::timeout, this, &FlashOverlay::fade);
}

void FlashOverlay::flash(const SwapFlash &flash)
{
    if (!isVisible())
        return;
    // The same place again lights up anew instead of twice.
    std::erase_if(m_flashes, [&](const Flash &old) {
        return old.what.box == flash.box && old.what.label == flash.label;
    });
    if (m_flashes.size() >= kFlashLimit)
        m_flashes.erase(m_flashes.begin());
    m_flashes.push_back({flash, m_watch.elapsed()});
    m_frames.start();
    update();
}

void FlashOverlay::setView(double zoom, const QPointF &scroll)
{
    m_zoom = zoom;
    m_scroll = scroll;
    if (!m_flashes.empty())
        update();
}

void FlashOverlay::clear()
{
    m_flashes.clear();
    m_frames.stop();
    update();
}

std::vector<SwapFlash> FlashOverlay::lit() const
{
    std::vector<SwapFlash> all;
    for (const Flash &flash : m_flashes)
        all.push_back(flash.what);
    return all;
}

void FlashOverlay::fade()
{
    const qint64 now = m_watch.elapsed();
    std::erase_if(m_flashes, [now](const Flash &flash) { return now - flash.since >= kLifeMs; });
    if (m_flashes.empty())
        m_frames.stop();
    update();
}

QRectF FlashOverlay::onView(const QRectF &onPage) const
{
    return {onPage.topLeft() * m_zoom - m_scroll, onPage.size() * m_zoom};
}

QRectF FlashOverlay::placed(const QRectF &box) const
{
    return onView(box).adjusted(-3, -3, 3, 3).intersected(QRectF(rect()).adjusted(1, 1, -1, -1));
}

void FlashOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Flash &flash : m_flashes)
        paintFlash(painter, flash);
}

void FlashOverlay::paintFlash(QPainter &painter, const Flash &flash)
{
    const QRectF box = placed(flash.what.box);
    if (box.isEmpty())
        return;
    const bool dark = palette().color(QPalette::Window).lightness() < 128;
    const QColor live(dark ? 0x4f : 0x2f, dark ? 0xc0 : 0x9e, dark ? 0x7d : 0x5b);
    const double left = strength(m_watch.elapsed() - flash.since);
    painter.setOpacity(left);

    QColor wash = live;
    wash.setAlphaF(0.12F);
    painter.setPen(QPen(live, 1.5));
    painter.setBrush(wash);
    painter.drawRoundedRect(box, kCorner, kCorner);

    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    small.setBold(true);
    painter.setFont(small);
    const QFontMetricsF metrics(small);
    const double width = std::min(metrics.horizontalAdvance(flash.what.label) + 12, this->width() - 4.0);
    const double height = metrics.height() + 2;
    const QRectF line = flash.what.line.isEmpty() ? QRectF() : onView(flash.what.line);
    const QRectF tag = placeOfTag(box, line, {width, height}, size(), kRow * height * std::max(1.0, m_zoom));

    // It stays readable nearly to the end: letters that fade over letters are a blot.
    painter.setOpacity(std::min(1.0, 4 * left));
    painter.setPen(Qt::NoPen);
    painter.setBrush(dark ? QColor(0x1d, 0x20, 0x25) : QColor(0xff, 0xff, 0xff));
    painter.drawRoundedRect(tag, kCorner - 2, kCorner - 2);
    painter.setPen(live);
    painter.drawText(tag, Qt::AlignCenter, metrics.elidedText(flash.what.label, Qt::ElideMiddle, width - 8));
}

} // namespace swapscope
