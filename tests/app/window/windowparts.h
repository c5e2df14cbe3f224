#pragma once

#include <app/window/scenariocontrol.h>
#include <app/window/topbar.h>
#include <app/window/traceview.h>
#include <app/window/windowactions.h>
#include <app/window/windowlayout.h>
#include <app/window/windowpanels.h>
#include <session/session.h>

#include <QMainWindow>
#include <QMenu>

// The parts of a window without the window that leads them, to test one at a time.
namespace swapscope {

struct WindowParts
{
    WindowParts()
        : scenarios(session, nullptr),
          actions(&window),
          layout(window),
          panels(window, layout, session),
          top(actions, &more),
          trace(panels, session)
    {
        window.resize(1280, 800);
        layout.reset();
    }
    ~WindowParts()
    {
        trace.showNone();
        session.endNow();
    }

    Session session;
    ScenarioControl scenarios;
    QMainWindow window;
    QMenu more;
    WindowActions actions;
    WindowLayout layout;
    WindowPanels panels;
    TopBar top;
    TraceView trace;
};

} // namespace swapscope
