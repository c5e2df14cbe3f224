#pragma once

#include "result.h"

#include <QString>

namespace swapscope {

// Reading and writing the user's text files. Any thread; the functions block on the disk.

// The greatest size of a page, a script or a manifest, in bytes.
inline constexpr qint64 kMaxTextFile = 4 * 1024 * 1024;

// The whole file as text. It has to be UTF-8; a byte-order mark is dropped, line ends stay as they are. Fails
// if the file cannot be read, is longer than `limit` bytes, or is not UTF-8 (the error has the line of the
// first bad byte).
Result<QString> readText(const QString &path, qint64 limit = kMaxTextFile);

// Writes the file in UTF-8, atomically: afterwards it has the old or the new text, never a part of it. The
// folder must exist.
Result<void> saveText(const QString &path, const QString &text);

} // namespace swapscope
