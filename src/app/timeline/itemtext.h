#pragma once

#include <timeline/hittest.h>

#include <QString>

namespace swapscope {

class Trace;

// What a tooltip and a screen reader say about an item of the timeline: one line that names it, then lines
// with the facts. `count`: so many things are folded into the one. Empty for none.
QString itemText(const timeline::Lanes &lanes, const Trace &trace, const timeline::Hit &hit, Nanoseconds now);

} // namespace swapscope
