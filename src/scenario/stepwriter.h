#pragma once

#include "manifest.h"

#include <core/result.h>

#include <QString>

#include <vector>

namespace swapscope {

// Writes the steps of a lesson into the text of a scenario.toml. Pure functions; any thread.

// The steps as [[step]] tables, in the same order, separated by empty lines. Lines end with LF. Reading the
// text with readManifest() gives the same steps, except that durations are truncated to microseconds.
QString stepsText(const std::vector<LessonStep> &steps);

// The text of the manifest with these steps added to its lesson. Everything else is unchanged, character by
// character. The result is read again before it is returned. It is an error if the manifest has errors
// already, or if a step does not fit (it names a client that does not exist).
Result<QString> withSteps(const QString &manifest, const std::vector<LessonStep> &steps);

} // namespace swapscope
