#pragma once

#include "widgets/theme.h"

#include <timeline/geometry.h>

#include <QSizeF>

#include <optional>

namespace swapscope {

// How the diagram is painted: colours, size and scrolling, and what is drawn over the shapes. Lengths are
// device-independent pixels.
struct DiagramLook
{
    Theme theme;
    QSizeF size;
    qreal scrolled = 0; // how far the rows are moved up; the axis stays
    timeline::ItemRef selected;
    timeline::ItemRef hovered;
    std::optional<Nanoseconds> cursor; // a vertical line with its time on the axis
};

// The width of the captions left of the diagram, and of the empty strip at its right, in pixels.
inline constexpr qreal kCaptionWidth = 120;
inline constexpr qreal kRightAir = 16;

} // namespace swapscope
