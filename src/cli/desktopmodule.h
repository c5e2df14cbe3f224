#pragma once

#include <core/result.h>
#include <session/frontend.h>

namespace swapscope {

// The desktop part, loaded from its file beside the program. Merely linking Qt WebEngine costs a start some
// 50 ms and 80 MB, so the program does not.
struct DesktopModule
{
    RunWindowFunction runWindow = nullptr;
    RunPlayFunction runPlay = nullptr;
};

// Loads it; it stays loaded. To be called before any application object exists: Qt WebEngine must be there
// first.
Result<DesktopModule> loadDesktopModule();

} // namespace swapscope
