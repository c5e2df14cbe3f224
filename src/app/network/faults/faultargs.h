#pragma once

#include <core/result.h>
#include <faults/arguments.h>

#include <optional>

namespace swapscope {

// How what is typed into a field becomes the value of a fault's argument, and back. Pure.

// The value of what was typed; none for an argument that is not needed when nothing was. The error is a few
// words for beside the field.
Result<std::optional<FaultValue>> readArgument(const FaultArgument &argument, const QString &typed);
// The value as readArgument() reads it back.
QString argumentText(const FaultArgument &argument, const FaultValue &value);

} // namespace swapscope
