#include "fault.h"

namespace swapscope {

Fault duplicateFault()
{
    return {QStringLiteral("duplicate"), MessageFault::names(),
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                const Result<MessageFault> fault =
                    MessageFault::read(MessageFault::What::Duplicate, args, now);
                if (!fault)
                    return fault.error();
                if (const Result<void> added = addMessageFault(faults, *fault, now); !added)
                    return added.error();
                return FaultEffect{};
            }};
}

} // namespace swapscope
