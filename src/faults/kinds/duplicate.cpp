#include "../fault.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault duplicateFault()
{
    return {.name = u"duplicate"_s,
            .summary = u"sends messages twice"_s,
            .manual = u"sends messages twice"_s,
            .arguments = ofMessages(),
            .replaces = Fault::Replaces::SameMessages,
            .acts = [](const FaultArguments &) -> Result<FaultActs> {
                return FaultActs{.message = DuplicateMessage{}};
            },
            .inForce = [](const FaultArguments &) { return u"duplicates"_s; }};
}

} // namespace swapscope
