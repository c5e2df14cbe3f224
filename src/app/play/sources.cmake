target_sources(swapscope_app PRIVATE
    play/playrun.h play/playrun.cpp)
