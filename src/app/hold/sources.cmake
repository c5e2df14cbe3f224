# Hold and step: what waits at the links.
target_sources(swapscope_app PRIVATE
    hold/breakpointbar.h hold/breakpointbar.cpp
    hold/breakpointform.h hold/breakpointform.cpp
    hold/heldmodel.h hold/heldmodel.cpp
    hold/heldview.h hold/heldview.cpp
    hold/holdfeature.h hold/holdfeature.cpp
    hold/holdpanel.h hold/holdpanel.cpp
    hold/messageform.h hold/messageform.cpp)
