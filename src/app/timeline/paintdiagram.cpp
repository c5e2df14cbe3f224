#include "paintdiagram.h"

#include "diagramframe.h"
#include "swapmark.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace swapscope {

using namespace timeline;

namespace {

constexpr qreal kLine = 1.5;
constexpr qreal kSelectedLine = 2.5;
constexpr qreal kHalo = 7;
constexpr qreal kBandRadius = 3;
constexpr qreal kHatchStep = 8;
constexpr qreal kGapTint = 0.065;

QColor colorOf(const Theme &theme, timeline::Ink ink)
{
    switch (ink) {
    case timeline::Ink::Text:
        return theme.ink;
    case timeline::Ink::Dim:
        return theme.dim;
    case timeline::Ink::Live:
        return theme.live;
    case timeline::Ink::Lost:
        return theme.lost;
    case timeline::Ink::Wait:
        return theme.wait;
    case timeline::Ink::CatchUp:
        return theme.catchUp;
    case timeline::Ink::Sent:
        return theme.sent;
    }
    return theme.ink;
}

class Painting
{
public:
    Painting(QPainter &painter, const Lanes &lanes, const GeometryInput &input, const Geometry &shapes,
             const DiagramLook &look)
        : m_painter(painter),
          m_lanes(lanes),
          m_input(input),
          m_shapes(shapes),
          m_look(look),
          m_theme(look.theme)
    {
    }

    void paint()
    {
        m_painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
        m_painter.fillRect(QRectF(QPointF(0, 0), m_look.size), m_theme.panel);
        const QRectF plot(m_input.scale.left, 0, m_input.scale.width, m_look.size.height());

        m_painter.save();
        m_painter.setClipRect(plot.adjusted(-1, 0, kDotRadius + 1, 0));
        paintGrid(m_painter, m_input.scale, m_shapes.ticks, m_look);
        m_painter.translate(0, -m_look.scrolled);
        for (const GapShape &gap : m_shapes.gaps)
            paintGap(gap);
        serverLine();
        for (const BandShape &band : m_shapes.bands)
            paintBand(band);
        for (const LineShape &line : m_shapes.lines)
            paintLine(line);
        for (const HoldShape &hold : m_shapes.holds)
            paintHold(hold);
        for (const CrossShape &cross : m_shapes.crosses)
            paintCross(cross);
        for (const MarkShape &mark : m_shapes.marks)
            paintSwap(mark);
        for (const LabelShape &label : m_shapes.labels)
            paintLabel(label);
        m_painter.restore();

        paintCaptions(m_painter, m_lanes, m_input.layout, m_look);
        paintAxis(m_painter, m_input.scale, m_shapes.ticks, m_look);
    }

private:
    bool isSelected(const ItemRef &item) const { return m_look.selected && item == m_look.selected; }
    bool isHovered(const ItemRef &item) const { return m_look.hovered && item == m_look.hovered; }

    void serverLine()
    {
        m_painter.setPen(QPen(m_theme.ink, 2, Qt::SolidLine, Qt::FlatCap));
        m_painter.drawLine(QPointF(m_input.scale.left, m_input.layout.serverY),
                           QPointF(m_input.scale.right(), m_input.layout.serverY));
    }

    void paintGap(const GapShape &gap)
    {
        m_painter.setPen(isSelected(gap.item) ? QPen(m_theme.catchUp, 1.5) : QPen(Qt::NoPen));
        m_painter.setBrush(withOpacity(m_theme.lost, isHovered(gap.item) ? kGapTint + 0.02 : kGapTint));
        m_painter.drawRoundedRect(gap.rect, 5, 5);
    }

    void paintBand(const BandShape &band)
    {
        QRectF rect = band.rect;
        // A little air between segments that are wide enough to have it.
        if (rect.width() > 8 && band.state != BandState::Open && band.state != BandState::Frozen)
            rect.adjust(0.75, 0, -0.75, 0);
        const qreal radius = std::min(kBandRadius, rect.width() / 3);
        m_painter.setPen(Qt::NoPen);
        switch (band.state) {
        case BandState::Open:
            m_painter.setBrush(mixed(m_theme.panel, m_theme.live, 0.9));
            m_painter.drawRoundedRect(rect, radius, radius);
            break;
        case BandState::Connecting:
            m_painter.setBrush(mixed(m_theme.panel, m_theme.live, 0.42));
            m_painter.drawRoundedRect(rect, radius, radius);
            break;
        case BandState::Failed:
            m_painter.setBrush(mixed(m_theme.panel, m_theme.lost, 0.9));
            m_painter.drawRoundedRect(rect, radius, radius);
            break;
        case BandState::Closed:
            m_painter.setPen(QPen(mixed(m_theme.panel, m_theme.dim, 0.7), 1.5, Qt::DotLine));
            m_painter.drawLine(QPointF(rect.left(), rect.center().y()),
                               QPointF(rect.right(), rect.center().y()));
            break;
        case BandState::Frozen:
            m_painter.setBrush(mixed(m_theme.panel, m_theme.wait, 0.35));
            m_painter.drawRoundedRect(rect, radius, radius);
            frost(rect, radius);
            break;
        case BandState::Backoff:
            if (band.planned > rect.right() + 2) {
                m_painter.setBrush(Qt::NoBrush);
                m_painter.setPen(QPen(withOpacity(m_theme.wait, 0.55), 1, Qt::DashLine));
                m_painter.drawRoundedRect(QRectF(QPointF(rect.left() + 0.5, rect.top() + 0.5),
                                                 QPointF(band.planned, rect.bottom() - 0.5)),
                                          radius, radius);
            }
            hatch(rect, radius);
            break;
        }
        if (isSelected(band.item) || isHovered(band.item)) {
            m_painter.setBrush(Qt::NoBrush);
            m_painter.setPen(QPen(isSelected(band.item) ? m_theme.catchUp : withOpacity(m_theme.ink, 0.35),
                                  isSelected(band.item) ? 2 : 1));
            const qreal middle = rect.center().y();
            m_painter.drawRoundedRect(
                QRectF(rect.left() - 1, middle - kBandHeight / 2 - 2, rect.width() + 2, kBandHeight + 4), 4,
                4);
        }
    }

    // Where the pattern's stripes start, so that they keep to the time and not to the window.
    qreal phase(qreal step) const
    {
        const qreal zero = m_input.scale.x(0);
        return zero - std::floor(zero / step) * step;
    }

    void hatch(const QRectF &rect, qreal radius)
    {
        QPainterPath outline;
        outline.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
        m_painter.setBrush(mixed(m_theme.panel, m_theme.wait, 0.2));
        m_painter.setPen(Qt::NoPen);
        m_painter.drawPath(outline);
        if (rect.width() > 4) {
            m_painter.save();
            m_painter.setClipPath(outline, Qt::IntersectClip);
            m_painter.setPen(QPen(mixed(m_theme.panel, m_theme.wait, 0.72), 2.6, Qt::SolidLine, Qt::FlatCap));
            const qreal lean = rect.height();
            const qreal start =
                phase(kHatchStep) + std::floor((rect.left() - lean) / kHatchStep) * kHatchStep - kHatchStep;
            for (qreal x = start; x < rect.right() + kHatchStep; x += kHatchStep)
                m_painter.drawLine(QPointF(x - 1, rect.bottom() + 1), QPointF(x + lean + 1, rect.top() - 1));
            m_painter.restore();
        }
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(mixed(m_theme.panel, m_theme.wait, 0.9), 1));
        m_painter.drawPath(outline);
    }

    void frost(const QRectF &rect, qreal radius)
    {
        QPainterPath outline;
        outline.addRoundedRect(rect, radius, radius);
        m_painter.save();
        m_painter.setClipPath(outline, Qt::IntersectClip);
        m_painter.setPen(QPen(mixed(m_theme.panel, m_theme.wait, 0.85), 1.5));
        const qreal step = kHatchStep / 2 + 1;
        const qreal start = phase(step) + std::floor(rect.left() / step) * step - step;
        for (qreal x = start; x < rect.right() + step; x += step)
            m_painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()));
        m_painter.restore();
    }

    void paintLine(const LineShape &line)
    {
        const QColor color = colorOf(m_theme, line.ink);
        const bool selected = isSelected(line.item);
        if (selected) {
            m_painter.setPen(QPen(withOpacity(m_theme.catchUp, 0.25), kHalo, Qt::SolidLine, Qt::RoundCap));
            m_painter.drawLine(line.from, line.to);
        }
        QPen pen(color, selected || isHovered(line.item) ? kSelectedLine : kLine, Qt::SolidLine, Qt::FlatCap);
        if (line.ink == timeline::Ink::CatchUp)
            pen.setWidthF(pen.widthF() + 0.3);
        if (line.dashed) {
            pen.setWidthF(pen.widthF() - 0.1);
            pen.setDashPattern({3, 2.4});
        }
        m_painter.setPen(pen);
        m_painter.drawLine(line.from, line.to);
        switch (line.end) {
        case LineEnd::Dot:
            m_painter.setPen(Qt::NoPen);
            // On the green of its lane a green dot has to be a darker one.
            m_painter.setBrush(line.ink == timeline::Ink::Live
                                   ? mixed(color, m_theme.dark ? Qt::white : Qt::black, 0.12)
                                   : color);
            m_painter.drawEllipse(line.to, kDotRadius, kDotRadius);
            break;
        case LineEnd::Cross:
            cross(line.to, color);
            break;
        case LineEnd::Tip:
            break;
        }
    }

    // Hatched while it stands there; a plain pale bar once it has gone on.
    void paintHold(const HoldShape &hold)
    {
        const qreal radius = std::min(kBandRadius, hold.rect.width() / 3);
        if (isSelected(hold.item) || isHovered(hold.item)) {
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(withOpacity(m_theme.catchUp, 0.3));
            m_painter.drawRoundedRect(hold.rect.adjusted(-3, -3, 3, 3), 4, 4);
        }
        if (hold.waiting) {
            hatch(hold.rect, radius);
            // The bar at which it waits.
            m_painter.setPen(QPen(m_theme.wait, 2.4, Qt::SolidLine, Qt::RoundCap));
            m_painter.drawLine(hold.rect.topRight() + QPointF(0, -1.5),
                               hold.rect.bottomRight() + QPointF(0, 1.5));
            return;
        }
        m_painter.setPen(QPen(mixed(m_theme.panel, m_theme.wait, 0.7), 1));
        m_painter.setBrush(mixed(m_theme.panel, m_theme.wait, 0.2));
        m_painter.drawRoundedRect(hold.rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    }

    void cross(const QPointF &at, const QColor &color)
    {
        constexpr qreal r = kCrossRadius - 0.3;
        m_painter.setPen(QPen(color, 1.8, Qt::SolidLine, Qt::FlatCap));
        m_painter.drawLine(at + QPointF(-r, -r), at + QPointF(r, r));
        m_painter.drawLine(at + QPointF(-r, r), at + QPointF(r, -r));
    }

    void paintCross(const CrossShape &shape)
    {
        if (isSelected(shape.item) || isHovered(shape.item)) {
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(withOpacity(m_theme.catchUp, 0.3));
            m_painter.drawEllipse(shape.center, 9, 9);
        }
        if (!shape.orderly) {
            cross(shape.center, m_theme.lost);
            return;
        }
        m_painter.setPen(QPen(m_theme.ink, 2, Qt::SolidLine, Qt::FlatCap));
        m_painter.drawLine(shape.center + QPointF(0, -kBandHeight / 2 - 2),
                           shape.center + QPointF(0, kBandHeight / 2 + 2));
    }

    bool belongsToSelection(const MarkShape &mark) const
    {
        if (m_look.selected.type != ItemType::Message || mark.item.lane != m_look.selected.lane)
            return false;
        const Lane &lane = m_lanes.lanes()[static_cast<std::size_t>(mark.item.lane)];
        return lane.swaps[static_cast<std::size_t>(mark.item.index)].message == m_look.selected.index;
    }

    void paintSwap(const MarkShape &mark)
    {
        if (isSelected(mark.item) || isHovered(mark.item) || belongsToSelection(mark)) {
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(withOpacity(m_theme.catchUp, 0.3));
            m_painter.drawRoundedRect(QRectF(mark.center.x() - 6, mark.center.y() - 6, 12, 12), 3, 3);
        }
        paintMark(m_painter, m_theme, mark.look, mark.center);
    }

    void paintLabel(const LabelShape &label)
    {
        m_painter.setFont(labelFont());
        // Lines that pass behind a word are taken back a little.
        const bool inGap = std::any_of(m_shapes.gaps.begin(), m_shapes.gaps.end(), [&](const GapShape &gap) {
            return gap.rect.contains(label.rect.center());
        });
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(withOpacity(inGap ? m_theme.tint(m_theme.lost, kGapTint) : m_theme.panel, 0.75));
        m_painter.drawRoundedRect(label.rect.adjusted(-2, 0, 2, 0), 3, 3);
        m_painter.setPen(colorOf(m_theme, label.ink));
        m_painter.drawText(label.rect.adjusted(-2, -2, 2, 2), Qt::AlignCenter | Qt::TextDontClip, label.text);
        if (isSelected(label.item)) {
            m_painter.setPen(QPen(m_theme.catchUp, 1.2));
            m_painter.drawLine(label.rect.bottomLeft() + QPointF(0, 0.5),
                               label.rect.bottomRight() + QPointF(0, 0.5));
        }
    }

    QPainter &m_painter;
    const Lanes &m_lanes;
    const GeometryInput &m_input;
    const Geometry &m_shapes;
    const DiagramLook &m_look;
    const Theme &m_theme;
};

} // namespace

QFont labelFont()
{
    QFont font = fonts::small();
    font.setWeight(QFont::DemiBold);
    return font;
}

void paintDiagram(QPainter &painter, const Lanes &lanes, const GeometryInput &input, const Geometry &shapes,
                  const DiagramLook &look)
{
    Painting(painter, lanes, input, shapes, look).paint();
}

} // namespace swapscope
