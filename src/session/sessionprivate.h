#pragma once

#include "engine/enginethread.h"
#include "engine/engineview.h"
#include "holds.h"
#include "lesson/stepactions.h"
#include "observer/observerview.h"
#include "runsetup.h"
#include "session.h"

#include <QTimer>

#include <set>

namespace swapscope {

// For session.cpp, which has the states of a run, and sessioncommands.cpp, which hands on what is asked of
// it.
class Session::Private
{
public:
    explicit Private(Session *session);

    // A run that is asked for, or why it cannot be; of several that are asked for while another one starts or
    // stops, the last one counts.
    void request(const Result<RunSetup> &setup, bool attaching);
    // Of what restart() and setHtmx() make another run; null: there is none.
    const RunSetup *wanted() const;
    void requestAgain(const QString &htmx);
    void begin();
    void started(const EngineAddresses &addresses);
    void startFailed(const Error &error);
    void stop();
    void engineStopped();
    void awaitPages();
    void finishStopping();
    void beginRequested();
    void setState(State next);
    // Tells what is wrong; what happens while a run starts or stops, when that is over.
    void reportError(const Error &error);
    void reportLateErrors();
    // A server that did not end keeps its ports. From here on a run takes others where it cannot have those
    // that it asks for, and says so.
    void noteLeftBehind(const Error &error);
    void reportMove();
    Observer &observer() const { return run.observer(); }

    Session *q;
    ObserverView run;
    Keeping keeping;
    EngineThread engine;
    EngineView view;
    Holds holds;
    QTimer goodBye;
    int goodByeSteps = 0;
    StepActions actions;
    State state = State::Idle;
    bool wasOpen = false; // opened() was sent, and closed() not yet
    bool playing = false; // the schedule
    RunSetup setup;
    std::optional<RunSetup> requested;
    std::vector<Error> late;
    bool leftOneBehind = false;
    std::set<quint16> keptPorts; // by servers that were left behind, as far as they are known
    quint16 wantedPort = 0;      // of the first client, of the run that starts or runs; 0: any
};

} // namespace swapscope
