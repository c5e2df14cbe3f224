# What puts the features together.
target_sources(swapscope_app PRIVATE
    window/appearance.h window/appearance.cpp
    window/feature.h
    window/featurelist.h window/featurelist.cpp
    window/filecommands.h window/filecommands.cpp
    window/mainwindow.h window/mainwindow.cpp
    window/paneldock.h window/paneldock.cpp
    window/scenariocontrol.h window/scenariocontrol.cpp
    window/selection.h
    window/stallnote.h window/stallnote.cpp
    window/traceopener.h window/traceopener.cpp
    window/traceview.h window/traceview.cpp
    window/windowactions.h window/windowactions.cpp
    window/windowlayout.h window/windowlayout.cpp
    window/windowmenus.h window/windowmenus.cpp
    window/workbench.h)
