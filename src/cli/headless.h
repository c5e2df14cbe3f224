#pragma once

#include <session/frontend.h>
#include <session/session.h>

#include <QTextStream>

#include <functional>

namespace swapscope {

// A run without a window, from the moment it is asked for to its end: by SIGINT or SIGTERM, because it does
// not start, or because `opened` says so. Prints the log of its events on `out`, and what is wrong on `err`,
// each with `prefix` before it.
//   ask     asks the session for the run
//   opened  is called when it runs; a status other than kFine ends it
// Returns when the run has ended.
ExitStatus runHeadless(Session &session, QTextStream &out, QTextStream &err, const QString &prefix,
                       const std::function<void()> &ask, const std::function<ExitStatus()> &opened);

} // namespace swapscope
