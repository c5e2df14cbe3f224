#include "stalltexts.h"

#include <coach/running/ruletexts.h>

namespace swapscope {

Error stalledText(const ScriptStall &stall)
{
    return {QStringLiteral("%1 has been running for %2; nothing is served until it returns")
                .arg(stall.what, secondsText(stall.ran)),
            stall.file, stall.line};
}

Error resumedText(const ScriptStall &stall)
{
    return {QStringLiteral("%1 has returned after %2; the server goes on")
                .arg(stall.what, secondsText(stall.ran)),
            stall.file, stall.line};
}

} // namespace swapscope
