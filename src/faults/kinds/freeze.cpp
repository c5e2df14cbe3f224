#include "../fault.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault freezeFault()
{
    return {.name = u"freeze"_s,
            .summary = u"holds all traffic; nothing is closed and nothing is lost"_s,
            .manual =
                u"holds all traffic; nothing is closed, nothing is lost, and all of it comes at the end, "
                u"in order"_s,
            .arguments = thatWaits({directionArgument()}),
            .waits = true,
            .mended = true,
            .replaces = Fault::Replaces::SameDirection,
            .begins = Kind::LinkFrozen,
            .ends = Kind::LinkThawed,
            .acts = [](const FaultArguments &) -> Result<FaultActs> {
                return FaultActs{.path = {.frozen = true}};
            },
            .inForce = [](const FaultArguments &) { return u"frozen"_s; }};
}

} // namespace swapscope
