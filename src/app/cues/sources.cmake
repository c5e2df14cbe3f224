target_sources(swapscope_app PRIVATE
    cues/cuesfeature.h cues/cuesfeature.cpp
    cues/cuespanel.h cues/cuespanel.cpp
    cues/paramspanel.h cues/paramspanel.cpp
    cues/sendbox.h cues/sendbox.cpp)
