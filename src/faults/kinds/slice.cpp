#include "../fault.h"
#include "../words.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault sliceFault()
{
    return {.name = u"slice"_s,
            .summary = u"cuts the bytes into small segments"_s,
            .manual = u"cuts everything into segments of at most `bytes` (1 when not said), CR and LF apart, "
                      u"`gap` (1 ms) between them"_s,
            .arguments = ofPaths(
                {countArgument(u"bytes"_s, 1, kMostOfAFault, u"Bytes"_s, u"So many bytes"_s, u"1"_s),
                 durationArgument(u"gap"_s, u"Gap"_s, u"The pause between two segments"_s, u"1 ms"_s)}),
            .acts = [](const FaultArguments &args) -> Result<FaultActs> {
                return FaultActs{.path = {.slices = Slices{args.count(u"bytes"_s).value_or(1),
                                                           args.duration(u"gap"_s).value_or(kMillisecond)}}};
            },
            .inForce =
                [](const FaultArguments &args) {
                    return u"slices of %1"_s.arg(args.count(u"bytes"_s).value_or(1));
                },
            .phrase = [](FaultArguments &args) { return bytesWords(u"slice"_s, args); }};
}

} // namespace swapscope
