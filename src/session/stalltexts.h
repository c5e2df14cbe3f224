#pragma once

#include <core/result.h>
#include <script/scriptstall.h>

namespace swapscope {

// What the command line says of a turn of the script that stalls the run, with its place: while it goes on,
// and when it has returned.
Error stalledText(const ScriptStall &stall);
Error resumedText(const ScriptStall &stall);

} // namespace swapscope
