#include "fault.h"

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

Result<bool> isNormal(const QVariantMap &args)
{
    const QString given = args.value(QStringLiteral("distribution"), QStringLiteral("uniform")).toString();
    if (given != u"uniform" && given != u"normal")
        return Error{
            QStringLiteral("distribution must be uniform or normal, not \"%1\"").arg(given.left(40))};
    return given == u"normal";
}

} // namespace

Nanoseconds Latency::of(double draw) const
{
    if (jitter == 0)
        return delay;
    const double by = normal ? normalQuantile((draw + 1) / 2) : draw;
    return std::max<Nanoseconds>(0, delay + static_cast<Nanoseconds>(by * static_cast<double>(jitter)));
}

Fault latencyFault()
{
    return {QStringLiteral("latency"),
            {QStringLiteral("delay"), QStringLiteral("jitter"), QStringLiteral("distribution"),
             QStringLiteral("direction"), QStringLiteral("for")},
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                const auto delay = durationArgument(args, QStringLiteral("delay"));
                if (!delay)
                    return delay.error();
                const auto jitter = durationArgument(args, QStringLiteral("jitter"));
                if (!jitter)
                    return jitter.error();
                const auto normal = isNormal(args);
                if (!normal)
                    return normal.error();
                const auto selector = MessageSelector::read(args);
                if (!selector)
                    return selector.error();
                const auto duration = durationArgument(args, QStringLiteral("for"));
                if (!duration)
                    return duration.error();
                if (!*delay && !*jitter)
                    return Error{QStringLiteral("latency needs a delay, a jitter or both")};
                for (const Direction direction : {Direction::Up, Direction::Down}) {
                    if (!selector->matches(direction))
                        continue;
                    const bool up = direction == Direction::Up;
                    Latency &latency = up ? faults.latency.up : faults.latency.down;
                    latency.delay = delay->value_or(latency.delay);
                    latency.jitter = jitter->value_or(0);
                    latency.normal = *normal && latency.jitter > 0;
                    Span &time = up ? faults.latencyUpTime : faults.latencyDownTime;
                    time.end();
                    if (*duration)
                        time.start(now, *duration);
                }
                return FaultEffect{};
            }};
}

} // namespace swapscope
