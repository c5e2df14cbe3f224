#include "runningrules.h"

namespace swapscope {

const std::vector<RunningRuleEntry> &runningRules()
{
    static const std::vector<RunningRuleEntry> rules{
        neverReturns(),  noCatchUp(),    twice(),       missingTarget(),  jsonMessage(),
        replacedOwner(), unheardEvent(), sixthStream(), orphaned(),       doubled(),
        hammering(),     together(),     notAStream(),  reopened(),       refusedHandshake(),
        growingQueue(),  growingPage(),  longSilence(), deafConnection(), hiddenMissed(),
        deadSend(),      splitLine(),    loneRetry(),   rawNewline(),     wholePage(),
        stalledScript(), scriptError(),
    };
    return rules;
}

} // namespace swapscope
