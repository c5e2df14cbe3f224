#include "hittest.h"

#include <algorithm>
#include <cmath>

namespace swapscope::timeline {

namespace {

constexpr qreal kTolerance = 4;

qreal distance(const QPointF &a, const QPointF &b)
{
    return std::hypot(a.x() - b.x(), a.y() - b.y());
}

// The topmost shape that covers the point: the one that is painted last.
template<typename Shapes>
Hit topmost(const Shapes &shapes, const QPointF &point)
{
    for (auto it = shapes.rbegin(); it != shapes.rend(); ++it) {
        if (!covers(*it, point))
            continue;
        if constexpr (requires { it->count; })
            return {it->item, it->count};
        else
            return {it->item, 1};
    }
    return {};
}

} // namespace

qreal distanceToSegment(const QPointF &point, const QPointF &from, const QPointF &to)
{
    const QPointF along = to - from;
    const qreal length = QPointF::dotProduct(along, along);
    if (length <= 0)
        return distance(point, from);
    const qreal share = std::clamp(QPointF::dotProduct(point - from, along) / length, 0.0, 1.0);
    return distance(point, from + share * along);
}

bool covers(const BandShape &shape, const QPointF &point)
{
    // A closed band is a thin line and a folded one may be a pixel wide: use the height of a full band.
    const qreal middle = shape.rect.center().y();
    const QRectF box(shape.rect.left() - 1, middle - kBandHeight / 2 - 1, shape.rect.width() + 2,
                     kBandHeight + 2);
    return box.contains(point);
}

bool covers(const LineShape &shape, const QPointF &point)
{
    return distanceToSegment(point, shape.from, shape.to) <= kTolerance ||
           (shape.end == LineEnd::Cross && distance(point, shape.to) <= kCrossRadius * 1.5);
}

bool covers(const HoldShape &shape, const QPointF &point)
{
    return shape.rect.adjusted(-1, -1, 1, 1).contains(point);
}

bool covers(const CrossShape &shape, const QPointF &point)
{
    return distance(point, shape.center) <= kCrossRadius * 1.5 + 1;
}

bool covers(const MarkShape &shape, const QPointF &point)
{
    const qreal reach = kMarkSize / 2 + 2;
    return std::abs(point.x() - shape.center.x()) <= reach && std::abs(point.y() - shape.center.y()) <= reach;
}

bool covers(const GapShape &shape, const QPointF &point)
{
    return shape.rect.contains(point);
}

bool covers(const LabelShape &shape, const QPointF &point)
{
    return shape.rect.contains(point);
}

Hit hitTest(const Geometry &geometry, const QPointF &point)
{
    if (const Hit hit = topmost(geometry.marks, point); hit.item)
        return hit;
    if (const Hit hit = topmost(geometry.crosses, point); hit.item)
        return hit;

    if (const Hit hit = topmost(geometry.holds, point); hit.item)
        return hit;

    const LineShape *nearest = nullptr;
    qreal least = 0;
    for (const LineShape &line : geometry.lines) {
        if (!covers(line, point))
            continue;
        const qreal away = distanceToSegment(point, line.from, line.to);
        if (nearest == nullptr || away <= least) {
            nearest = &line;
            least = away;
        }
    }
    if (nearest != nullptr)
        return {nearest->item, nearest->count};

    if (const Hit hit = topmost(geometry.labels, point); hit.item)
        return hit;
    if (const Hit hit = topmost(geometry.bands, point); hit.item)
        return hit;
    return topmost(geometry.gaps, point);
}

} // namespace swapscope::timeline
