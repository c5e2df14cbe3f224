#pragma once

#include "diagramlook.h"

#include <timeline/geometry.h>

class QPainter;

namespace swapscope {

// The font of the labels in the diagram, to measure them.
QFont labelFont();

// Paints the diagram: axis, captions, shapes. Draws what it is told and decides nothing.
void paintDiagram(QPainter &painter, const timeline::Lanes &lanes, const timeline::GeometryInput &input,
                  const timeline::Geometry &shapes, const DiagramLook &look);

} // namespace swapscope
