# The row below the menus.
target_sources(swapscope_app PRIVATE
    toolbar/addressfield.h toolbar/addressfield.cpp
    toolbar/toolbarfeature.h toolbar/toolbarfeature.cpp
    toolbar/topbar.h toolbar/topbar.cpp
    toolbar/versionswitch.h toolbar/versionswitch.cpp)
