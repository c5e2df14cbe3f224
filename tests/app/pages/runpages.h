#pragma once

#include <app/pages/pagespanel.h>

#include <session/session.h>

// Pages of a run without a window.
namespace swapscope::test {

// Tells the panel of the session's runs, as the window does.
inline void followRuns(PagesPanel &pages, Session &session)
{
    QObject::connect(&session, &Session::opened, &pages, &PagesPanel::openPages);
    QObject::connect(&session, &Session::closed, &pages, &PagesPanel::closePages);
    QObject::connect(&session, &Session::clientsChanged, &pages, &PagesPanel::refresh);
    QObject::connect(&session, &Session::observed, &pages, &PagesPanel::followRun);
}

} // namespace swapscope::test
