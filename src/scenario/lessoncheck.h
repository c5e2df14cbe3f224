#pragma once

#include "manifest.h"

#include <core/result.h>

#include <QStringList>

#include <vector>

namespace swapscope {

// Finds errors in a lesson that reading the manifest alone cannot find: a cue that the script does not
// define, a condition on a close code that can never be seen (RFC 6455 §7.4). cues: the labels that the
// script defines under this version of htmx; file: the path for the errors. Sorted by step. Any thread.
std::vector<Error> checkLesson(const Manifest &manifest, const QString &htmx, const QStringList &cues,
                               const QString &file);

} // namespace swapscope
