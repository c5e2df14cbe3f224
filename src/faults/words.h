#pragma once

#include "arguments.h"

namespace swapscope {

// How values of faults are shown to a person.

// "250 ms", "5 s", "90 s", "2 min".
QString durationWords(Nanoseconds duration);
// As a file writes it, with a space: "250 ms", "1 m".
QString spacedDuration(Nanoseconds duration);
// "120 ms ± 40"
QString latencyWords(Nanoseconds delay, Nanoseconds jitter);
// Of thousand bits a second: "256 kB/s", "1.25 MB/s".
QString bandwidthWords(double kbit);
// Of a share from 0 to 1: "2.5 %".
QString percentWords(double share);
// With as many figures after the point as it has, at most two.
QString numberWords(double value);

// "delay by 2 s", taking "by" out of the arguments; "limit 9 bytes", taking out "bytes".
QString byWords(const QString &fault, FaultArguments &args);
QString bytesWords(const QString &fault, FaultArguments &args);

} // namespace swapscope
