#pragma once

#include "result.h"

#include <QString>

namespace swapscope {

// Whether a file can be written here, asked before the work begins whose result is to go there: a run of
// minutes must not end with the news that its folder does not exist. Nothing is lost by asking: a file that
// is there keeps its content, and where none was there is none afterwards. Blocks on the disk.
Result<void> checkWritable(const QString &path);

} // namespace swapscope
