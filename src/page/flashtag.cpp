#include "flashtag.h"

#include <algorithm>

namespace swapscope {

namespace {

constexpr double kGap = 8;
constexpr double kBeside = 4;
constexpr double kUnder = 2;

double across(double left, double width, double view)
{
    return std::clamp(left, kUnder, std::max(kUnder, view - width - kUnder));
}

} // namespace

QRectF placeOfTag(const QRectF &box, const QRectF &line, const QSizeF &tag, const QSizeF &view, double row)
{
    const double width = tag.width();
    const double height = tag.height();
    const double inside = box.right() - width - kGap;
    const bool rows = box.height() > row;
    if (!rows && !line.isEmpty() && box.contains(QPointF(box.center().x(), line.center().y())) &&
        line.right() <= inside)
        return {inside, line.center().y() - height / 2, width, height};

    if (box.width() >= width + 3 * kGap) {
        const double lower = box.bottom() - height / 2;
        const bool fits = !rows && lower + height <= view.height();
        return {across(inside, width, view.width()), fits ? lower : std::max(1.0, box.top() - height / 2),
                width, height};
    }
    if (box.right() + kBeside + width < view.width())
        return {box.right() + kBeside, box.center().y() - height / 2, width, height};
    const double under = box.bottom() + kUnder;
    return {across(box.left(), width, view.width()),
            under + height < view.height() ? under : box.top() - height - kUnder, width, height};
}

} // namespace swapscope
