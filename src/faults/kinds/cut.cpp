#include "../fault.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault cutFault()
{
    return {.name = u"cut"_s,
            .summary = u"resets every connection and refuses new ones"_s,
            .manual = u"resets every connection; new ones are reset too"_s,
            .arguments = ofConnections(),
            .waits = true,
            .mended = true,
            .begins = Kind::LinkCut,
            .ends = Kind::LinkMended,
            .acts = [](const FaultArguments &) -> Result<FaultActs> {
                return FaultActs{.request = ResetRequest{}, .connections = ResetConnections{}};
            },
            .onceWords = u"reset"_s};
}

} // namespace swapscope
