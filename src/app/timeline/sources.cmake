# The timeline's widgets; the diagram itself is the library `timeline`.
target_sources(swapscope_app PRIVATE
    timeline/diagramframe.h timeline/diagramframe.cpp
    timeline/diagramlook.h
    timeline/findingmarks.h timeline/findingmarks.cpp
    timeline/itemtext.h timeline/itemtext.cpp
    timeline/paintdiagram.h timeline/paintdiagram.cpp
    timeline/swapmark.h timeline/swapmark.cpp
    timeline/timelinecanvas.h timeline/timelinecanvas.cpp
    timeline/timelinefeature.h timeline/timelinefeature.cpp
    timeline/timelineheader.h timeline/timelineheader.cpp
    timeline/timelinelegend.h timeline/timelinelegend.cpp
    timeline/timelinewidget.h timeline/timelinewidget.cpp
    timeline/zoomcontrols.h timeline/zoomcontrols.cpp)
target_link_libraries(swapscope_app PUBLIC swapscope_timeline swapscope_trace)
