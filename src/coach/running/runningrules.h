#pragma once

#include "runningrule.h"

namespace swapscope {

// Every rule that watches a run. A new rule is a file, its test, and a line here and in runningrules.cpp.
const std::vector<RunningRuleEntry> &runningRules();

// Each rule stands in the file that has its name.
RunningRuleEntry neverReturns();
RunningRuleEntry noCatchUp();
RunningRuleEntry twice();
RunningRuleEntry missingTarget();
RunningRuleEntry jsonMessage();
RunningRuleEntry replacedOwner();
RunningRuleEntry unheardEvent();
RunningRuleEntry sixthStream();
RunningRuleEntry orphaned();
RunningRuleEntry doubled();
RunningRuleEntry hammering();
RunningRuleEntry together();
RunningRuleEntry notAStream();
RunningRuleEntry reopened();
RunningRuleEntry refusedHandshake();
RunningRuleEntry growingQueue();
RunningRuleEntry growingPage();
RunningRuleEntry longSilence();
RunningRuleEntry deafConnection();
RunningRuleEntry hiddenMissed();
RunningRuleEntry deadSend();
RunningRuleEntry splitLine();
RunningRuleEntry loneRetry();
RunningRuleEntry rawNewline();
RunningRuleEntry wholePage();
RunningRuleEntry stalledScript();
RunningRuleEntry scriptError();

} // namespace swapscope
