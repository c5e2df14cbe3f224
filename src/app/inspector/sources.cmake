# The inspector: what is known about one event, as a value and as a panel.
target_sources(swapscope_app PRIVATE
    inspector/codeview.h inspector/codeview.cpp
    inspector/connectionsheet.cpp
    inspector/htmlhighlighter.h inspector/htmlhighlighter.cpp
    inspector/inspectorfeature.h inspector/inspectorfeature.cpp
    inspector/inspectorpanel.h inspector/inspectorpanel.cpp
    inspector/linediff.h inspector/linediff.cpp
    inspector/messagesheet.cpp
    inspector/prettyhtml.h inspector/prettyhtml.cpp
    inspector/sheet.h inspector/sheet.cpp)
target_link_libraries(swapscope_app PUBLIC swapscope_client swapscope_timeline swapscope_trace)
