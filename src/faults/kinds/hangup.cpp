#include "../fault.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault hangupFault()
{
    return {.name = u"hangup"_s,
            .summary = u"ends every connection without a close frame"_s,
            .manual =
                u"ends every connection in an orderly way, but without a close frame: the page sees 1006"_s,
            .arguments = thatWaits({probabilityArgument()}),
            .lasts = false,
            .waits = true,
            .acts = [](const FaultArguments &) -> Result<FaultActs> {
                return FaultActs{.connections = EndConnections{}};
            },
            .phrase = [](FaultArguments &) { return u"end without a close frame"_s; }};
}

} // namespace swapscope
