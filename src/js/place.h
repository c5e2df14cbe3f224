#pragma once

namespace swapscope::js {

// A place in a script. Columns count UTF-16 units, as the language does.
struct Place
{
    int line = 0;   // from 1; 0: unknown
    int column = 0; // from 1; 0: unknown

    friend bool operator==(const Place &, const Place &) = default;
};

} // namespace swapscope::js
