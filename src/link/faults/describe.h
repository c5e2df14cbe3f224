#pragma once

#include <core/clock.h>

#include <QStringList>

namespace swapscope {

struct LinkFaults;

// What is in force, each as a short phrase: "120 ms ± 40", "loses 5 %", "64 kbit/s", "refuses". Pure.
QStringList describeFaults(const LinkFaults &faults, Nanoseconds now);

} // namespace swapscope
