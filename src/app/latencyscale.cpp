#include "latencyscale.h"

#include <array>
#include <cstdlib>

namespace swapscope::latencyscale {

namespace {
constexpr std::array kMilliseconds{0,   5,   10,  15,  20,  30,  40,  50,  60,   80,   100,  120,  150, 180,
                                   200, 250, 300, 350, 400, 500, 600, 800, 1000, 1500, 2000, 3000, 5000};
} // namespace

int positions()
{
    return static_cast<int>(kMilliseconds.size());
}

Nanoseconds delayAt(int position)
{
    const int at = position < 0 ? 0 : position >= positions() ? positions() - 1 : position;
    return kMilliseconds[static_cast<std::size_t>(at)] * kMillisecond;
}

int positionOf(Nanoseconds delay)
{
    int best = 0;
    for (int i = 1; i < positions(); ++i) {
        if (std::llabs(delayAt(i) - delay) < std::llabs(delayAt(best) - delay))
            best = i;
    }
    return best;
}

} // namespace swapscope::latencyscale
