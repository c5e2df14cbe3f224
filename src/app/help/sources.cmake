target_sources(swapscope_app PRIVATE
    help/helpfeature.h help/helpfeature.cpp
    help/helpwindows.h help/helpwindows.cpp
    help/manualstyle.h help/manualstyle.cpp
    help/manualwindow.h help/manualwindow.cpp)
