#pragma once

#include <QString>

namespace swapscope {

// Where the program's own data lie (scenarios, htmx, the manual): $SWAPSCOPE_DATA if set, else
// share/swapscope beside the program's bin folder, in a build tree as in an installation. Never ends in a
// slash. The folder may not exist. Needs a QCoreApplication.
QString dataPlace();

// A folder or file below dataPlace(): dataPlace("scenarios/chat").
QString dataPlace(QStringView below);

} // namespace swapscope
