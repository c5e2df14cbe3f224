#pragma once

#include <coach/finding.h>
#include <script/scriptstall.h>

#include <QTextStream>

#include <chrono>
#include <functional>
#include <vector>

namespace swapscope {

// Is told that something in the script does not return; from any thread.
using StallTold = std::function<void(const ScriptStall &)>;

struct TimedCheck
{
    std::vector<Finding> findings;
    bool cameBack = true; // false: the only finding says what does not return
};

// Checks a script on a thread of its own, because a call in a script may never return. That it stalls is
// said on `err` at once; if the check has not come back `patience` later its thread is left behind, and ends
// with the program. So `check` must hold whatever it needs. It returns the findings.
TimedCheck checkInTime(const std::function<std::vector<Finding>(const StallTold &stalled)> &check,
                       std::chrono::milliseconds patience, QTextStream &err);

} // namespace swapscope
