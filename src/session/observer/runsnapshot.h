#pragma once

#include "../lesson/stepstate.h"

#include <coach/running/findinglog.h>
#include <core/event.h>
#include <core/result.h>
#include <trace/ledger/ledgersnapshot.h>
#include <trace/runmodel.h>

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace swapscope {

// A line of a log, and of which kind of event.
struct LogLine
{
    Kind kind = Kind::ScriptLog;
    QString text;
};

// What an observer has made of a run at one moment: a value. What has not changed since the snapshot before
// is the same object. None of the pointers is null.
struct RunSnapshot
{
    EventId last = 0;        // number of the last event that is in all of this
    EventId traced = 0;      // of the last that is in the trace; less only if the trace can take no more
    bool pageIsOpen = false; // a page has opened a connection of whose end it has not told
    bool finished = false;   // the ledger was finished (Ledger::finish), and that is in all of this
    LedgerSnapshot ledger;
    std::shared_ptr<const std::vector<StepState>> steps = std::make_shared<std::vector<StepState>>();
    std::shared_ptr<const FindingLog> findings = std::make_shared<FindingLog>();
    // The latest of each client and path.
    std::shared_ptr<const std::vector<ReconnectionTime>> reconnections =
        std::make_shared<std::vector<ReconnectionTime>>();
    std::optional<Error> problem; // why the trace, or its file, can take no more
};

} // namespace swapscope
