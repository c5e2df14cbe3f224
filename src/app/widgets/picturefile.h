#pragma once

#include <core/result.h>

#include <QString>

namespace swapscope {

// Whether a picture can be saved here: its name ends as a format that is known, and the file can be written
// (checkWritable()). Asked before the run whose picture it is.
Result<void> checkPictureFile(const QString &path);

} // namespace swapscope
