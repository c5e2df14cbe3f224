#pragma once

#include "clock.h"
#include "result.h"

#include <QString>

namespace swapscope {

// Reads a duration as users write it: "250ms", "1.5s", "2m". A number from 0 on, directly followed by ms, s
// or m; at most a day. The error for anything else says what is expected.
Result<Nanoseconds> parseDuration(QStringView text);

// Writes a duration in the shortest form that parseDuration() reads back without loss: "250ms", "5s", "2m".
// What is below a microsecond is dropped.
QString formatDuration(Nanoseconds duration);

} // namespace swapscope
