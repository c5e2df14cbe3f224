#pragma once

#include <QtGlobal>

namespace swapscope {

// Has scripts interpreted, not compiled to machine code: what QV4 of Qt 6.4 compiles may return a raw 0 or 1
// where a value belongs when it is interrupted, and stopping a script that runs away then ends the program.
// Costs about a tenth of a script's time. Changes the environment (QV4_FORCE_INTERPRETER): call it first in
// main(), before there are other threads. Engines made before are not affected.
inline void interpretScripts()
{
    qputenv("QV4_FORCE_INTERPRETER", "1");
}

} // namespace swapscope
