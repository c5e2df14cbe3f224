#pragma once

#include "manifest.h"

#include <core/result.h>

#include <QString>

#include <vector>

namespace swapscope {

// Writes steps of a lesson into the text of a scenario.toml. Pure; any thread.

// The steps as [[step]] tables, in their order, an empty line between two; lines end with LF. What is written
// is read back by readManifest() as the same steps. Durations are written to the microsecond.
QString stepsText(const std::vector<LessonStep> &steps);

// The manifest with these steps after those that it has. Everything else stays as it is, to the character. An
// error when the manifest has one already, or when the steps do not fit it: what comes back is read again
// before it is given out.
Result<QString> withSteps(const QString &manifest, const std::vector<LessonStep> &steps);

} // namespace swapscope
