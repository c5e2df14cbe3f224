#include "../fault.h"
#include "../words.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault delayFault()
{
    return {.name = u"delay"_s,
            .summary = u"delays single messages; others pass them"_s,
            .manual = u"makes single messages late by `by`; others pass them"_s,
            .arguments = ofMessages({durationArgument(u"by"_s, u"By"_s, u"How late"_s, u"2 s"_s)
                                         .inNeed(u"how long the message is late"_s)}),
            .replaces = Fault::Replaces::SameMessages,
            .acts = [](const FaultArguments &args) -> Result<FaultActs> {
                return FaultActs{.message = DelayMessage{args.duration(u"by"_s).value_or(0)}};
            },
            .inForce =
                [](const FaultArguments &args) {
                    return u"delays%1 by "_s + spacedDuration(args.duration(u"by"_s).value_or(0));
                },
            .phrase = [](FaultArguments &args) { return byWords(u"delay"_s, args); }};
}

} // namespace swapscope
