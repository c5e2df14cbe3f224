#include "../fault.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault reorderFault()
{
    return {.name = u"reorder"_s,
            .summary = u"lets the next message pass the one before it"_s,
            .manual =
                u"lets the next message pass the one before it; without a next one that one goes on after "
                u"`within` (1 s)"_s,
            .arguments = ofMessages({durationArgument(
                u"within"_s, u"Within"_s, u"Without a next message it goes on after this"_s, u"1 s"_s)}),
            .replaces = Fault::Replaces::SameMessages,
            .acts = [](const FaultArguments &args) -> Result<FaultActs> {
                return FaultActs{.message = ReorderMessage{args.duration(u"within"_s).value_or(kSecond)}};
            },
            .inForce = [](const FaultArguments &) { return u"reorders"_s; }};
}

} // namespace swapscope
