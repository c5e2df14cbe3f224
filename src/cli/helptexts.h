#pragma once

#include <QString>

namespace swapscope {

// What --help prints for a command; for an unknown one, the help of the program.
QString helpText(const QString &command);

} // namespace swapscope
