#pragma once

#include "clock.h"
#include "result.h"

#include <QString>

namespace swapscope {

// "250ms", "5s", "1.5s", "2m" to nanoseconds: a number not below zero and one of the units ms, s, m, nothing
// between them. At most a day. Anything else is an error that says what is expected.
Result<Nanoseconds> parseDuration(QStringView text);

// The shortest exact way to write a duration so that parseDuration() reads it back: "250ms", "5s", "2m".
// Parts below a microsecond are dropped.
QString formatDuration(Nanoseconds duration);

} // namespace swapscope
