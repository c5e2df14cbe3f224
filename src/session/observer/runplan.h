#pragma once

#include <core/event.h>
#include <scenario/manifest.h>

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace swapscope {

// What is kept of a run besides its figures. A window looks at everything that happened; what runs for days
// without one keeps nothing that grows.
struct Keeping
{
    bool trace = true; // events can be looked at: Session::trace() has them
    // Without a trace: events are written to this file as they happen; empty: to none.
    QString file;
    // Without a trace: makes a line of the log of an event, or none. Called on the observer's thread.
    std::function<std::optional<QString>(const Event &)> log;
};

// What an observer is to make of a run.
struct RunPlan
{
    std::vector<LessonStep> steps;
    QStringList silence;   // rules that the coach does not run
    bool attached = false; // in front of a server of the user's own
    Keeping keeping;
};

} // namespace swapscope
