#pragma once

#include <core/clock.h>

namespace swapscope {

// What a link does to its client's traffic at this moment; a value to show.
struct LinkStatus
{
    Nanoseconds latency = 0;
    Nanoseconds jitter = 0;
    bool cut = false;
    bool frozen = false;
    bool refusing = false;
    Nanoseconds until =
        0; // when the cut, freeze or refusal ends, on the recorder's clock; 0: when it is mended

    friend bool operator==(const LinkStatus &, const LinkStatus &) = default;
};

} // namespace swapscope
