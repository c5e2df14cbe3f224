#include "../fault.h"
#include "../words.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault handshakeFault()
{
    return {.name = u"handshake"_s,
            .summary = u"delays the beginning of connections"_s,
            .manual = u"lets a request wait for `by` before the server gets it"_s,
            .arguments = ofRequests({durationArgument(u"by"_s, u"By"_s, u"How late"_s, u"2 s"_s)
                                         .inNeed(u"how long a request waits"_s)}),
            .mended = true,
            .acts = [](const FaultArguments &args) -> Result<FaultActs> {
                return FaultActs{.request = DelayRequest{args.duration(u"by"_s).value_or(0)}};
            },
            .inForce =
                [](const FaultArguments &args) {
                    return u"handshake %1"_s.arg(spacedDuration(args.duration(u"by"_s).value_or(0)));
                },
            .phrase = [](FaultArguments &args) { return byWords(u"handshake"_s, args); }};
}

} // namespace swapscope
