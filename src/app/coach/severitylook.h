#pragma once

#include "widgets/icons.h"

#include <coach/finding.h>

#include <QPixmap>

namespace swapscope {

// How a severity looks: a shape, a colour and a word, so that none stands alone. An error is a disc, a
// warning a triangle, a note a square.
Role severityRole(Severity severity);
QString severityWord(Severity severity);

// Paints the shape around `center`, `size` pixels wide; faded: for a finding that is over.
void paintSeverity(QPainter &painter, const Theme &theme, Severity severity, const QPointF &center,
                   qreal size, bool faded = false);
QPixmap severityPixmap(const Theme &theme, Severity severity, int size, bool faded = false);

} // namespace swapscope
