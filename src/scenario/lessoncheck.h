#pragma once

#include "manifest.h"

#include <core/result.h>

#include <QStringList>

#include <vector>

namespace swapscope {

// What is wrong with a lesson that is no error of the manifest, because it takes the script or the protocol
// to see it: a cue that the script does not have, a close code that nobody can see. cues: what the script
// offers under this version of htmx; file: what errors name. In the order of the steps. Pure; any thread.
std::vector<Error> checkLesson(const Manifest &manifest, const QString &htmx, const QStringList &cues,
                               const QString &file);

} // namespace swapscope
