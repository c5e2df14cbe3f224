#include "../fault.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault flapFault()
{
    return {.name = u"flap"_s,
            .summary = u"lets connections open and drops them at once"_s,
            .manual = u"lets WebSockets and streams open and drops them at once, or after `open_for`"_s,
            .arguments = ofRequests(
                {durationArgument(u"open_for"_s, u"Open for"_s,
                                  u"How long a connection stays before it is dropped"_s, u"at once"_s)}),
            .mended = true,
            .acts = [](const FaultArguments &args) -> Result<FaultActs> {
                return FaultActs{.request = DropAfterOpening{args.duration(u"open_for"_s).value_or(0)}};
            },
            .inForce = [](const FaultArguments &) { return u"flaps"_s; }};
}

} // namespace swapscope
