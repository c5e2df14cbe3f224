#pragma once

#include <QString>

namespace swapscope {

// The folder with the program's own data (scenarios, htmx, the manual): $SWAPSCOPE_DATA if it is set, else
// share/swapscope beside the program's bin folder, in a build tree as in an installation. Without a slash at
// the end. The folder may not exist. Needs a QCoreApplication.
QString dataPlace();

// The path of something in that folder: dataPlace(u"scenarios/chat").
QString dataPlace(QStringView below);

} // namespace swapscope
