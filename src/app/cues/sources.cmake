target_sources(swapscope_app PRIVATE
    cues/cuespanel.h cues/cuespanel.cpp
    cues/paramspanel.h cues/paramspanel.cpp
    cues/sendbox.h cues/sendbox.cpp)
