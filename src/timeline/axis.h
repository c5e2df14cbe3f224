#pragma once

#include "coordinates.h"

#include <QString>

#include <vector>

namespace swapscope::timeline {

struct Tick
{
    Nanoseconds t = 0;
    QString label; // "12 s"

    friend bool operator==(const Tick &, const Tick &) = default;
};

// The least nice step that is at least `least` long: 1, 2 or 5 times a power of ten up to 5 s; 10, 15, 30 s;
// 1, 2, 5, 10, 15, 30 min; then whole hours doubling. `least` below 1 ns is taken as 1 ns.
Nanoseconds niceStep(Nanoseconds least);

// The ticks from the first at or after range.from to the last at or before range.to, on whole multiples of a
// nice step at least `spacing` pixels apart; none for an empty range or no width. Never more than a thousand.
std::vector<Tick> ticks(const Scale &scale, qreal spacing);

// A time in the run as an axis with this step labels it: "12 s", "12.5 s", "1:05" (minutes and seconds) from
// a minute on, "1:02:00" from an hour on; as many decimals as the step needs. Before the start: "−1 s".
QString tickLabel(Nanoseconds t, Nanoseconds step);

// A time in the run for reading off, so precise as the view is: "15.30 s", "1:05.300".
// `resolution` is what one pixel lasts.
QString momentLabel(Nanoseconds t, Nanoseconds resolution);

// How long something lasted, in two significant digits at least: "0.4 s", "5.9 s", "12.4 s", "85 ms",
// "2:05 min". Below zero counts as zero.
QString durationLabel(Nanoseconds duration);

// The same for reading off: "3.2 ms", "280 ms", "1.70 s", "2:05 min".
QString exactDurationLabel(Nanoseconds duration);

} // namespace swapscope::timeline
