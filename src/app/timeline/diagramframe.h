#pragma once

#include "diagramlook.h"

#include <vector>

class QPainter;

namespace swapscope {

// What stands around the shapes of the diagram: the lines of the grid below them, the names of the rows at
// their left, and the axis of time above them. All of it is painted in the window's coordinates, so the
// painter must not be moved by the scrolling.

// A vertical line at every tick, over the whole height.
void paintGrid(QPainter &painter, const timeline::Scale &scale, const std::vector<timeline::Tick> &ticks,
               const DiagramLook &look);

// The server and each row: its title, and below it its detail. What is too long is elided.
void paintCaptions(QPainter &painter, const timeline::Lanes &lanes, const timeline::Layout &layout,
                   const DiagramLook &look);

// The labels of the ticks, and the cursor with its time in a badge if the cursor is inside the scale. A label
// that would touch the badge or the right edge is left out.
void paintAxis(QPainter &painter, const timeline::Scale &scale, const std::vector<timeline::Tick> &ticks,
               const DiagramLook &look);

} // namespace swapscope
