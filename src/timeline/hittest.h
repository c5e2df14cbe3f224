#pragma once

#include "geometry.h"

#include <optional>

namespace swapscope::timeline {

// The item at a point, with a tolerance of a few pixels for thin shapes. If several shapes cover the point,
// the one drawn on top counts; of several lines, the nearest. Every pixel that is drawn for an item hits an
// item.
Hit hitTest(const Geometry &geometry, const QPointF &point);

// True if the shape covers the point, with the same tolerance.
bool covers(const BandShape &shape, const QPointF &point);
bool covers(const LineShape &shape, const QPointF &point);
bool covers(const HoldShape &shape, const QPointF &point);
bool covers(const CrossShape &shape, const QPointF &point);
bool covers(const MarkShape &shape, const QPointF &point);
bool covers(const GapShape &shape, const QPointF &point);
bool covers(const LabelShape &shape, const QPointF &point);

// The distance of a point from the line segment between two points, which may be equal.
qreal distanceToSegment(const QPointF &point, const QPointF &from, const QPointF &to);

} // namespace swapscope::timeline
