#pragma once

#include "chattrace.h"

#include <timeline/geometry.h>
#include <trace/trace.h>

// Views of lanes for the tests: 120 pixels of captions, then the diagram.
namespace views {

using namespace swapscope;
using namespace swapscope::timeline;

inline Lanes lanesOf(const std::vector<Event> &events)
{
    Lanes lanes;
    Trace trace;
    for (const Event &event : events) {
        trace.append(event);
        lanes.append(event, trace);
    }
    return lanes;
}

inline GeometryInput view(const Lanes &lanes, Nanoseconds from, Nanoseconds to, qreal width = 1070,
                          qreal height = 444)
{
    GeometryInput input;
    input.scale = {{from, to}, 120, width};
    input.layout = layout(lanes, {}, height);
    input.now = to;
    return input;
}

inline GeometryInput pictureView(const Lanes &lanes)
{
    return view(lanes, 10 * kSecond, 22 * kSecond);
}

} // namespace views
