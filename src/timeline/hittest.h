#pragma once

#include "geometry.h"

#include <optional>

namespace swapscope::timeline {

// What is at a point, with a few pixels of grace for what is thin. Of several things the one that is drawn
// last counts, of lines the nearest. Every pixel that is drawn for an item answers with an item.
Hit hitTest(const Geometry &geometry, const QPointF &point);

// Whether a shape covers the point, with the same grace.
bool covers(const BandShape &shape, const QPointF &point);
bool covers(const LineShape &shape, const QPointF &point);
bool covers(const HoldShape &shape, const QPointF &point);
bool covers(const CrossShape &shape, const QPointF &point);
bool covers(const MarkShape &shape, const QPointF &point);
bool covers(const GapShape &shape, const QPointF &point);
bool covers(const LabelShape &shape, const QPointF &point);

// The distance of a point from the line between two points, which may be the same.
qreal distanceToSegment(const QPointF &point, const QPointF &from, const QPointF &to);

} // namespace swapscope::timeline
