#pragma once

#include <core/clock.h>

#include <QString>

namespace swapscope {

// A turn of the script that should have ended and goes on: the engine's thread does nothing else meanwhile.
struct ScriptStall
{
    QString what; // what runs: "the cue “Keys”"
    QString file; // where it was given to the server
    int line = 0;
    Nanoseconds since = 0; // when it began, in the run's time
    Nanoseconds ran = 0;   // for how long it had been running when this was said
};

} // namespace swapscope
