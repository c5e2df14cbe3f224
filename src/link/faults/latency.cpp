#include "fault.h"

namespace swapscope {

Fault latencyFault()
{
    return {QStringLiteral("latency"),
            {QStringLiteral("delay"), QStringLiteral("jitter")},
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds) -> Result<FaultEffect> {
                const auto delay = durationArgument(args, QStringLiteral("delay"));
                if (!delay)
                    return delay.error();
                const auto jitter = durationArgument(args, QStringLiteral("jitter"));
                if (!jitter)
                    return jitter.error();
                if (!*delay && !*jitter)
                    return Error{QStringLiteral("latency needs a delay, a jitter or both")};
                if (*delay)
                    faults.latency.delay = **delay;
                faults.latency.jitter = jitter->value_or(0);
                return FaultEffect{};
            }};
}

} // namespace swapscope
