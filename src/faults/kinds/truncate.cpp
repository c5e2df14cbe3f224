#include "../fault.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault truncateFault()
{
    return {.name = u"truncate"_s,
            .summary = u"ends connections within a message"_s,
            .manual = u"ends a connection within a message: half of it leaves"_s,
            .arguments = ofMessages(),
            .replaces = Fault::Replaces::SameMessages,
            .acts = [](const FaultArguments &) -> Result<FaultActs> {
                return FaultActs{.message = TruncateMessage{}};
            },
            .inForce = [](const FaultArguments &) { return u"truncates"_s; }};
}

} // namespace swapscope
