#pragma once

#include "widgets/theme.h"

#include <timeline/items.h>

#include <QPointF>

class QPainter;

namespace swapscope {

// Paints the mark of one swap in the theme's colours, kMarkSize pixels wide around `center`: the shape tells
// what the swap did. Used for the diagram and for its legend.
void paintMark(QPainter &painter, const Theme &theme, timeline::SwapLook look, const QPointF &center);

} // namespace swapscope
