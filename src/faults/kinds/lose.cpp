#include "../fault.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault loseFault()
{
    return {.name = u"lose"_s,
            .summary = u"leaves messages out"_s,
            .manual = u"leaves messages out"_s,
            .arguments = ofMessages(),
            .replaces = Fault::Replaces::SameMessages,
            .acts = [](const FaultArguments &) -> Result<FaultActs> {
                return FaultActs{.message = LoseMessage{}};
            },
            .inForce = [](const FaultArguments &) { return u"loses"_s; }};
}

} // namespace swapscope
