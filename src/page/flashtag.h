#pragma once

#include <QRectF>
#include <QSizeF>
#include <QString>

namespace swapscope {

// What a swap changed, in CSS pixels from the page's origin.
struct SwapFlash
{
    QRectF box;
    QString label;
    QRectF line; // the words of its last line, from the left edge of the box; empty: not known, or many lines
};

// Where the label of a lit box stands so that it hides the least. All in pixels of one view with its origin
// at 0, 0: behind the words of a row where there is room; else on the lower edge of a row, on the upper edge
// of what has more than a row (whose end may be out of sight), and beside what is too small for it. `row` is
// the greatest height of a row. Pure.
QRectF placeOfTag(const QRectF &box, const QRectF &line, const QSizeF &tag, const QSizeF &view, double row);

} // namespace swapscope
