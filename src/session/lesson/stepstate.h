#pragma once

#include <core/event.h>
#include <scenario/manifest.h>

#include <QString>

#include <optional>

namespace swapscope {

// Where a step of the lesson stands.
struct StepState
{
    QString text;
    bool checkable = false; // it has conditions that the trace can fulfil
    bool done = false;
    EventId by = 0;          // the event that ticked it; 0: none did
    bool canBeShown = false; // it has a `do`: Session::showMe()
    bool late = false;       // what it waits for came too late, or not at all; showMe() begins anew
    QString show;            // where to look, as in the manifest; may be empty
    std::optional<StepQuestion> question;
    int chosen = 0; // the choice that was last given as an answer, from 1; 0: none yet

    // A step without conditions and question is ticked by hand.
    bool byHand() const { return !checkable && !question; }
    bool answered() const { return question && chosen == question->answer; }

    friend bool operator==(const StepState &, const StepState &) = default;
};

} // namespace swapscope
