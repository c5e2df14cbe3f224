#pragma once

#include "windowlayout.h"

#include <core/event.h>
#include <core/result.h>

#include <QObject>

#include <vector>

namespace swapscope {

class TraceView;

// What is new in a run since the features were told the last time. However often something changes, one of
// these a display frame tells of it; a feature reads from the session how it stands then.
struct RunNews
{
    // Ids of the events that were appended to the run's trace; none if last < first.
    EventId first = 1;
    EventId last = 0;
    bool figures = false;  // what follows from events: the ledger, how far it is behind, pages' waiting times
    bool clients = false;  // the clients' names, addresses or links
    bool script = false;   // it was loaded anew, or its loading failed: Session::scriptError()
    bool cues = false;     // the script's cues or channels
    bool steps = false;    // the states of the lesson's steps
    bool findings = false; // the coach's findings
    bool schedule = false; // the network schedule started or stopped

    bool hasEvents() const { return first <= last; }
};

// A run that was asked for and did not come about.
struct RunFailure
{
    QString what;              // a sentence
    std::vector<Error> errors; // every reason
    QString advice;            // what the user can do about it; stands in the place of the pages
    bool attaching = false;    // else a scenario was to be run
};

// A part of the window with a panel (or more, or none), its model and its controller, all in one folder. A
// feature owns them and knows no other feature's panel: what they want of each other goes through the
// Workbench's selection and texts, or by a signal that MainWindow connects.
//
// It lives on the main thread. It reads the run from the Session; the functions below say when there is
// something to read. They are called in the order of the list in MainWindow.
class Feature : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Its panels and where they stand at first. Asked for once, after every feature was made.
    virtual std::vector<WindowLayout::Panel> panels() const { return {}; }

    // Another scenario is open, or the same one was read again, whether it can run or not.
    virtual void scenarioLoaded() {}

    // A run is about to start; Session::trace() and its like are replaced now.
    virtual void runStarting() {}
    // A run has begun. A scenario's script may have an error: Session::scriptError().
    virtual void runBegan() {}
    // Never called while a saved trace is shown.
    virtual void runGrew(const RunNews & /*news*/) {}
    // The run has ended. Its trace stays until the next one starts.
    virtual void runEnded() {}
    // What was asked for does not run. A run that was there before may go on: Session::isOpen().
    virtual void runFailed(const RunFailure & /*failure*/) {}

    // Another trace is shown, or none: the run's when it begins, a saved one when it is opened. What was read
    // from the one before must not be used any more.
    virtual void traceShown(const TraceView & /*view*/) {}

    // The widget that a step of a lesson points to by this name ("timeline", "page:B": name "page", client
    // "B"); null if the name is none of this feature's. By itself a panel goes by its name in the layout.
    virtual QWidget *placeNamed(const QString &name, const QString & /*client*/)
    {
        for (const WindowLayout::Panel &panel : panels()) {
            if (name == QLatin1StringView(panel.name))
                return panel.widget;
        }
        return nullptr;
    }
};

} // namespace swapscope
