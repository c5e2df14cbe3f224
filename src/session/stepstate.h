#pragma once

#include <core/event.h>

#include <QString>

namespace swapscope {

// Where a step of the lesson stands.
struct StepState
{
    QString text;
    bool checkable = false; // it has a condition that the trace can fulfil; else it is ticked by hand
    bool done = false;
    EventId by = 0; // the event that ticked it

    friend bool operator==(const StepState &, const StepState &) = default;
};

} // namespace swapscope
