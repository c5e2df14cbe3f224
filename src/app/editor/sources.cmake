target_sources(swapscope_app PRIVATE
    editor/codeeditor.h editor/codeeditor.cpp
    editor/editordocument.h editor/editordocument.cpp
    editor/editorfeature.h editor/editorfeature.cpp
    editor/editorpanel.h editor/editorpanel.cpp
    editor/filetabs.h editor/filetabs.cpp
    editor/filequestion.h editor/filequestion.cpp
    editor/findbar.h editor/findbar.cpp
    editor/lexercolours.h editor/lexercolours.cpp
    editor/qsci.h
    editor/scenariotexts.h
    editor/textsearch.h editor/textsearch.cpp)
