# A server of the user's own instead of a scenario.
target_sources(swapscope_app PRIVATE
    attach/attachcontrol.h attach/attachcontrol.cpp
    attach/attachdialog.h attach/attachdialog.cpp
    attach/attachedpanel.h attach/attachedpanel.cpp
    attach/attachhistory.h attach/attachhistory.cpp)
