#include "../fault.h"
#include "../words.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault limitFault()
{
    return {.name = u"limit"_s,
            .summary = u"ends connections after so many bytes"_s,
            .manual = u"ends a connection once `bytes` have passed in a direction, since it began"_s,
            .arguments = ofPaths(
                {countArgument(u"bytes"_s, 1, kMostOfAFault, u"Bytes"_s, u"So many bytes"_s, u"1000"_s)
                     .inNeed(u"after how many a connection ends"_s)}),
            .acts = [](const FaultArguments &args) -> Result<FaultActs> {
                return FaultActs{.path = {.endsAfterBytes = args.count(u"bytes"_s)}};
            },
            .inForce =
                [](const FaultArguments &args) {
                    return u"ends after %1 bytes"_s.arg(args.count(u"bytes"_s).value_or(0));
                },
            .phrase = [](FaultArguments &args) { return bytesWords(u"limit"_s, args); }};
}

} // namespace swapscope
