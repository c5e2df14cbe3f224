#include "coordinates.h"

#include <algorithm>
#include <cmath>

namespace swapscope::timeline {

namespace {

constexpr double kWidestLevel = 600.0 * kSecond;
constexpr double kNarrowestLevel = 10.0 * kMillisecond;
constexpr Nanoseconds kEmptyView = 10 * kSecond;

} // namespace

qreal Scale::x(Nanoseconds t) const
{
    if (range.isEmpty() || width <= 0)
        return left;
    return left + width * (static_cast<double>(t - range.from) / static_cast<double>(range.span()));
}

Nanoseconds Scale::time(qreal pixel) const
{
    if (range.isEmpty() || width <= 0)
        return range.from;
    return range.from + std::llround((pixel - left) / width * static_cast<double>(range.span()));
}

Nanoseconds Scale::duration(qreal pixels) const
{
    if (range.isEmpty() || width <= 0)
        return 1;
    return std::max<Nanoseconds>(1, std::llround(pixels / width * static_cast<double>(range.span())));
}

Range zoomed(const Range &range, double factor, Nanoseconds anchor)
{
    if (range.isEmpty())
        return {range.from, range.from + kMinSpan};
    const auto old = static_cast<double>(range.span());
    const double wanted = factor > 0 ? old * factor : old;
    const double span = std::clamp(wanted, static_cast<double>(kMinSpan), static_cast<double>(kMaxSpan));
    const double share = static_cast<double>(anchor - range.from) / old;
    const Nanoseconds from = anchor - std::llround(share * span);
    return {from, from + std::llround(span)};
}

Range panned(const Range &range, Nanoseconds by, const Range &content)
{
    Range moved{range.from + by, range.to + by};
    if (content.isEmpty())
        return moved;
    const Nanoseconds span = range.span();
    if (moved.from > content.to)
        moved = {content.to, content.to + span};
    if (moved.to < content.from)
        moved = {content.from - span, content.from};
    return moved;
}

Range fitted(const Range &content)
{
    if (content.isEmpty())
        return {content.from, content.from + kEmptyView};
    const Nanoseconds margin = content.span() / 50;
    Range range{content.from - margin, content.to + margin};
    if (range.span() < kMinSpan)
        range.to = range.from + kMinSpan;
    return range;
}

Range following(const Range &range, Nanoseconds now)
{
    const Nanoseconds span = std::max<Nanoseconds>(range.span(), kMinSpan);
    const Nanoseconds to = std::max(now + span / 20, span);
    return {to - span, to};
}

Range revealing(const Range &range, Nanoseconds t)
{
    if (range.contains(t))
        return range;
    const Nanoseconds span = range.span();
    if (t < range.from) {
        const Nanoseconds from = t - span / 10;
        return {from, from + span};
    }
    const Nanoseconds to = t + span / 10;
    return {to - span, to};
}

double zoomLevel(Nanoseconds span)
{
    if (span <= 0)
        return 1;
    const double level =
        std::log(kWidestLevel / static_cast<double>(span)) / std::log(kWidestLevel / kNarrowestLevel);
    return std::clamp(level, 0.0, 1.0);
}

Nanoseconds spanOfLevel(double level)
{
    const double share = std::clamp(level, 0.0, 1.0);
    return std::llround(kWidestLevel * std::pow(kNarrowestLevel / kWidestLevel, share));
}

} // namespace swapscope::timeline
