# A server of the user's own instead of a scenario.
target_sources(swapscope_app PRIVATE
    attach/attachdialog.h attach/attachdialog.cpp
    attach/attachedpanel.h attach/attachedpanel.cpp
    attach/attachfeature.h attach/attachfeature.cpp
    attach/attachhistory.h attach/attachhistory.cpp)
