#pragma once

#include "arguments.h"

#include <QTextStream>

namespace swapscope {

// The commands of the program that need no desktop. Each needs a QCoreApplication and returns the exit
// status.

// `swapscope serve`: runs the event loop until SIGINT or SIGTERM.
ExitStatus runServe(const ServeOptions &options, QTextStream &out, QTextStream &err);

// `swapscope check`: checks a scenario, or a page alone, and prints the report.
ExitStatus runCheck(const CheckOptions &options, QTextStream &out, QTextStream &err);

// `swapscope attach --headless`: runs links, and the event loop, until SIGINT or SIGTERM.
ExitStatus runAttach(const AttachCommand &command, QTextStream &out, QTextStream &err);

} // namespace swapscope
