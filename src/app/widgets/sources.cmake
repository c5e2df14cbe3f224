target_sources(swapscope_app PRIVATE
    widgets/behind.h widgets/behind.cpp
    widgets/flowlayout.h widgets/flowlayout.cpp
    widgets/icons.h widgets/icons.cpp
    widgets/messagebar.h widgets/messagebar.cpp
    widgets/picturefile.h widgets/picturefile.cpp
    widgets/plainfont.h widgets/plainfont.cpp
    widgets/rates.h
    widgets/statepill.h widgets/statepill.cpp
    widgets/theme.h widgets/theme.cpp
    widgets/widgets.h widgets/widgets.cpp)
