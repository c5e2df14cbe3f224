target_sources(swapscope_app PRIVATE
    pages/clientcolumn.h pages/clientcolumn.cpp
    pages/clientheader.h pages/clientheader.cpp
    pages/missednote.h pages/missednote.cpp
    pages/pageactor.h pages/pageactor.cpp
    pages/pagehead.h pages/pagehead.cpp
    pages/pagesfeature.h pages/pagesfeature.cpp
    pages/pagespanel.h pages/pagespanel.cpp)
