#include "fault.h"

namespace swapscope {

Fault freezeFault()
{
    return {QStringLiteral("freeze"),
            {QStringLiteral("direction"), QStringLiteral("after_messages"), QStringLiteral("after"),
             QStringLiteral("for")},
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                const auto duration = durationArgument(args, QStringLiteral("for"));
                if (!duration)
                    return duration.error();
                const auto selector = MessageSelector::read(args);
                if (!selector)
                    return selector.error();
                if (selector->up)
                    faults.freezeUp.start(now, *duration);
                if (selector->down)
                    faults.freezeDown.start(now, *duration);
                return FaultEffect{};
            },
            true};
}

Fault thawFault()
{
    return {QStringLiteral("thaw"),
            {},
            [](LinkFaults &faults, const QVariantMap &, Nanoseconds) -> Result<FaultEffect> {
                faults.freezeUp.end();
                faults.freezeDown.end();
                std::erase_if(faults.later, [](const LaterFault &each) { return each.fault == u"freeze"; });
                return FaultEffect{};
            }};
}

} // namespace swapscope
