#pragma once

#include "result.h"

#include <QIODevice>
#include <QString>

#include <functional>

class QFile;

namespace swapscope {

// Whether a file can be written here, asked before the work begins whose result is to go there: a run of
// minutes must not end with the news that its folder does not exist. Nothing is lost by asking: a file that
// is there keeps its content, and where none was there is none afterwards. Blocks on the disk.
Result<void> checkWritable(const QString &path);

// Opens the file for writing, with `mode` beside that. A pipe that nobody reads is an error: to wait for its
// reader would be to wait without end, and deaf to every signal. Blocks on the disk.
Result<void> openToWrite(QFile &file, QIODevice::OpenMode mode = {});

// Writes a file by what `write` gives the device: whole, or not at all, so that on an error a file that was
// there is as it was. Where its folder takes no second file it is written in place, and so is what is no
// regular file: a pipe, a device (openToWrite()). Blocks on the disk, and on whoever reads from a pipe.
Result<void> writeFile(const QString &path, const std::function<void(QIODevice &)> &write);

} // namespace swapscope
