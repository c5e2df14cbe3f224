#include "fault.h"

namespace swapscope {

Fault latencyFault()
{
    return {QStringLiteral("latency"),
            {QStringLiteral("delay"), QStringLiteral("jitter"), QStringLiteral("for")},
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                const auto delay = durationArgument(args, QStringLiteral("delay"));
                if (!delay)
                    return delay.error();
                const auto jitter = durationArgument(args, QStringLiteral("jitter"));
                if (!jitter)
                    return jitter.error();
                const auto duration = durationArgument(args, QStringLiteral("for"));
                if (!duration)
                    return duration.error();
                if (!*delay && !*jitter)
                    return Error{QStringLiteral("latency needs a delay, a jitter or both")};
                if (*delay)
                    faults.latency.delay = **delay;
                faults.latency.jitter = jitter->value_or(0);
                faults.latencyTime.end();
                if (*duration)
                    faults.latencyTime.start(now, *duration);
                return FaultEffect{};
            }};
}

} // namespace swapscope
