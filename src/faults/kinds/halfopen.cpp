#include "../fault.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault halfopenFault()
{
    return {.name = u"halfopen"_s,
            .summary = u"swallows everything; nothing closes"_s,
            .manual =
                u"nothing arrives and nothing closes; when the path is whole again, a connection on which "
                u"something was lost is dead: who lost something is told by a reset, who only listens when "
                u"it sends something"_s,
            .arguments = ofPaths(),
            .mended = true,
            .acts = [](const FaultArguments &) -> Result<FaultActs> {
                return FaultActs{.path = {.swallows = true}};
            },
            .inForce = [](const FaultArguments &) { return u"half-open"_s; },
            .phrase = [](FaultArguments &) { return u"half-open"_s; }};
}

} // namespace swapscope
