#pragma once

#include "widgets/theme.h"

#include <timeline/geometry.h>

#include <QRectF>

#include <optional>

class QPainter;

namespace swapscope {

// What is painted over and beside the shapes.
struct DiagramLook
{
    Theme theme;
    QSizeF size;
    qreal scrolled = 0; // how far the rows are moved up
    timeline::ItemRef selected;
    timeline::ItemRef hovered;
    std::optional<Nanoseconds> cursor; // a line with its time on the axis
};

// The width of the captions left of the diagram, and the air at its right.
inline constexpr qreal kCaptionWidth = 120;
inline constexpr qreal kRightAir = 16;

// The font of the labels in the diagram, to measure them.
QFont labelFont();

// Paints the diagram: axis, captions, shapes. Draws what it is told and decides nothing.
void paintDiagram(QPainter &painter, const timeline::Lanes &lanes, const timeline::GeometryInput &input,
                  const timeline::Geometry &shapes, const DiagramLook &look);

// One swap mark with its middle at a point, in the theme's colours.
void paintMark(QPainter &painter, const Theme &theme, timeline::SwapLook look, const QPointF &center);

} // namespace swapscope
