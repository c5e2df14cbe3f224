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

// The shortest round step between ticks that is not shorter than `least`: 1, 2 or 5 times a power of ten up
// to 5 s; 10, 15, 30 s; 1, 2, 5, 10, 15, 30 min; then 1, 2, 4, … hours. `least` below 1 ns is taken as 1 ns.
Nanoseconds niceStep(Nanoseconds least);

// The ticks inside the scale's range, ends included, at multiples of a round step that is at least `spacing`
// pixels wide. At most a thousand; none if the range is empty or the scale has no width.
std::vector<Tick> ticks(const Scale &scale, qreal spacing);

// The label of a tick on an axis with this step: "12 s", "12.5 s"; from a minute on "1:05" (minutes and
// seconds), from an hour on "1:02:00". It has as many decimals as the step needs. Times before the start of
// the run are negative: "−1 s".
QString tickLabel(Nanoseconds t, Nanoseconds step);

// A time in the run, as exact as the view can tell: "15.30 s", "1:05.300". `resolution` is the time that one
// pixel stands for.
QString momentLabel(Nanoseconds t, Nanoseconds resolution);

// A duration for a label, short: "85 ms", "0.4 s", "5.9 s", "12.4 s", "2:05 min". A negative one counts as
// zero.
QString durationLabel(Nanoseconds duration);

// The same with one digit more, for tooltips and the inspector: "3.2 ms", "280 ms", "1.70 s", "2:05 min".
QString exactDurationLabel(Nanoseconds duration);

} // namespace swapscope::timeline
