#pragma once

#include <core/result.h>
#include <session/frontend.h>

namespace swapscope {

// The desktop part of the program, a library that is loaded only for the commands that need it: a program
// that is linked with Qt WebEngine takes some 50 ms longer to start and 80 MB more memory, whether it is used
// or not.
struct DesktopModule
{
    RunWindowFunction runWindow = nullptr;
    RunPlayFunction runPlay = nullptr;
};

// Loads it; it stays loaded. Must be called before an application object exists, as Qt WebEngine demands. An
// error says what could not be loaded.
Result<DesktopModule> loadDesktopModule();

} // namespace swapscope
