#include "acts.h"

#include <algorithm>
#include <cmath>

namespace swapscope {

namespace {

// Beyond so many standard deviations nothing is drawn.
constexpr double kFarthest = 4;

// The z below which a normal variable stays with this probability: by halving, since the distribution is
// increasing.
double normalQuantile(double probability)
{
    double low = -kFarthest;
    double high = kFarthest;
    for (int step = 0; step < 40; ++step) {
        const double middle = (low + high) / 2;
        if (std::erfc(-middle / std::sqrt(2.0)) / 2 < probability)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

template<typename Value>
void narrow(std::optional<Value> &one, const std::optional<Value> &other)
{
    if (other)
        one = one ? std::min(*one, *other) : other;
}

} // namespace

Nanoseconds Latency::of(double draw) const
{
    if (jitter == 0)
        return delay;
    const double by = normal ? normalQuantile((draw + 1) / 2) : draw;
    return std::max<Nanoseconds>(0, delay + static_cast<Nanoseconds>(by * static_cast<double>(jitter)));
}

void PathActs::add(const PathActs &other)
{
    frozen = frozen || other.frozen;
    swallows = swallows || other.swallows;
    latency.delay += other.latency.delay;
    if (other.latency.jitter > 0) {
        latency.jitter += other.latency.jitter;
        latency.normal = other.latency.normal;
    }
    narrow(bytesPerSecond, other.bytesPerSecond);
    narrow(endsAfterBytes, other.endsAfterBytes);
    narrow(endsWhenIdle, other.endsWhenIdle);
    if (other.slices) {
        slices = slices ? Slices{std::min(slices->bytes, other.slices->bytes),
                                 std::max(slices->gap, other.slices->gap)}
                        : *other.slices;
    }
}

} // namespace swapscope
