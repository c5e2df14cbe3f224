// What the program finds in the desktop module (session/frontend.h).
#include "desktop.h"

#include <QtGlobal>

extern "C" Q_DECL_EXPORT int swapscopeRunWindow(int argc, char **argv,
                                                const swapscope::WindowOptions *options)
{
    return swapscope::runWindow(argc, argv, *options);
}

extern "C" Q_DECL_EXPORT int swapscopeRunPlay(int argc, char **argv, const swapscope::PlayOptions *options)
{
    return swapscope::runPlay(argc, argv, *options);
}
