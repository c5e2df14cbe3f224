#pragma once

#include "geometry.h"

namespace swapscope::timeline {

// Finds places for labels so that none covers another or a mark; a label without a place is left out (its
// thing still answers a click). First come, first served.
class LabelPlacer
{
public:
    // `area`: nothing is placed outside. Widths as in GeometryInput.
    LabelPlacer(const QRectF &area, const GeometryInput &input) : m_area(area), m_input(input) {}

    // Marks a box as taken.
    void block(const QRectF &box) { m_taken.push_back(box); }

    qreal width(const QString &text) const;

    // Puts the text with its middle at (x, y), moved sideways into the area; when that is taken, at the
    // other heights in turn. False: there was no place.
    bool place(std::vector<LabelShape> &labels, const QString &text, Ink ink, const ItemRef &item, qreal x,
               std::initializer_list<qreal> heights);

private:
    QRectF m_area;
    const GeometryInput &m_input;
    std::vector<QRectF> m_taken;
};

} // namespace swapscope::timeline
