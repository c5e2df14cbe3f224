#pragma once

#include <session/frontend.h>
#include <session/session.h>

#include <QTextStream>

#include <functional>

namespace swapscope {

// A run without a window, from the moment it is asked for to its end: by SIGINT or SIGTERM, because it does
// not start, or because `opened` says so. Prints the log of its events on `out`, and what is wrong on `err`,
// each with `prefix` before it.
// Nothing of it is kept: what happens is logged, and written to traceFile, unless that is empty, as it
// happens.
//   ask     asks the session for the run
//   opened  is called when it runs; a status other than kFine ends it
// Returns when the run has ended.
ExitStatus runHeadless(Session &session, QTextStream &out, QTextStream &err, const QString &prefix,
                       const QString &traceFile, const std::function<void()> &ask,
                       const std::function<ExitStatus()> &opened);

} // namespace swapscope
