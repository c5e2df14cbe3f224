#pragma once

#include "arguments.h"

#include <QTextStream>

namespace swapscope {

// `swapscope serve`: runs until SIGINT or SIGTERM. Needs a QCoreApplication, whose event loop it runs.
ExitStatus runServe(const ServeOptions &options, QTextStream &out, QTextStream &err);

// `swapscope check`: of a scenario, or of a page alone. Needs a QCoreApplication.
ExitStatus runCheck(const CheckOptions &options, QTextStream &out, QTextStream &err);

// `swapscope attach --headless`: links until SIGINT or SIGTERM. Needs a QCoreApplication, whose event loop it
// runs.
ExitStatus runAttach(const AttachCommand &command, QTextStream &out, QTextStream &err);

} // namespace swapscope
