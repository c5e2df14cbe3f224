# The coach: its panel, its marks on timeline and editor.
target_sources(swapscope_app PRIVATE
    coach/coachcontrol.h coach/coachcontrol.cpp
    coach/coachgroups.h coach/coachgroups.cpp
    coach/coachpanel.h coach/coachpanel.cpp
    coach/findingcard.h coach/findingcard.cpp
    coach/findingmarks.h coach/findingmarks.cpp
    coach/severitylook.h coach/severitylook.cpp
    coach/silencing.h coach/silencing.cpp)
