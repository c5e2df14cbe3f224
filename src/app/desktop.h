#pragma once

#include <session/frontend.h>

namespace swapscope {

// The desktop part's two entries. Each makes its own QApplication, so it is called once, from main(), before
// any other application object exists, and returns the program's exit status (session/frontend.h).

// The window. With `shot` it saves a picture of the whole window after `shotAfter` and ends. Where no
// scenario can be opened the window says so and goes on; with `shot` that is kCannotRun.
int runWindow(int argc, char **argv, const WindowOptions &options);

// Opens the scenario's pages without a display, plays its network schedule for `duration`, and prints the
// ledger as one JSON object on standard output (section 8 of the design). Sentences on what went wrong go to
// standard error.
int runPlay(int argc, char **argv, const PlayOptions &options);

} // namespace swapscope
