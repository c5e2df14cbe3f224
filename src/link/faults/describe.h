#pragma once

#include <core/clock.h>

#include <QStringList>

#include <vector>

namespace swapscope {

struct FaultEnd;
struct LinkFaults;

// What is in force, each as a short phrase: "120 ms ± 40", "loses 5 %", "64 kbit/s", "refuses". Pure.
QStringList describeFaults(const LinkFaults &faults, Nanoseconds now);
// For each of them, in the same order, what ends it. Pure.
std::vector<FaultEnd> faultEnds(const LinkFaults &faults, Nanoseconds now);

} // namespace swapscope
