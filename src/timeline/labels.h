#pragma once

#include "geometry.h"

namespace swapscope::timeline {

// Places labels so that none covers another label or a mark. Labels that are placed first keep their place;
// one that does not fit anywhere is left out (its item can still be clicked).
class LabelPlacer
{
public:
    // Nothing is placed outside `area`. Label sizes are as in GeometryInput, which outlives the placer.
    LabelPlacer(const QRectF &area, const GeometryInput &input) : m_area(area), m_input(input) {}

    // No label will be placed on this box.
    void block(const QRectF &box) { m_taken.push_back(box); }

    qreal width(const QString &text) const;

    // Adds a label centred at x, moved sideways if it would leave the area, at the first of these heights
    // where it fits. Returns false if it fits at none.
    bool place(std::vector<LabelShape> &labels, const QString &text, Ink ink, const ItemRef &item, qreal x,
               std::initializer_list<qreal> heights);

private:
    QRectF m_area;
    const GeometryInput &m_input;
    std::vector<QRectF> m_taken;
};

} // namespace swapscope::timeline
