#pragma once

#include "result.h"

#include <QString>

namespace swapscope {

// Text files of the user's: the one place that reads and writes them. Any thread; blocks on the disk.

// A page, a script or a manifest may be this long, in bytes.
inline constexpr qint64 kMaxTextFile = 4 * 1024 * 1024;

// The whole file as text. UTF-8, a byte-order mark is dropped, line ends stay as they are. An error when the
// file cannot be read, is longer than `limit` bytes, or is not UTF-8 (with the line of the first bad byte).
Result<QString> readText(const QString &path, qint64 limit = kMaxTextFile);

// Replaces the file's content in one step: afterwards it is the old or the new text, never a part. UTF-8.
// The folder must exist.
Result<void> saveText(const QString &path, const QString &text);

} // namespace swapscope
