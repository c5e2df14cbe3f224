#pragma once

#include <QString>

namespace swapscope {

// What --help prints for a command; for the program as a whole when there is no such command.
QString helpText(const QString &command);

} // namespace swapscope
