# The coach: its panel and its cards.
target_sources(swapscope_app PRIVATE
    coach/coachfeature.h coach/coachfeature.cpp
    coach/coachgroups.h coach/coachgroups.cpp
    coach/coachpanel.h coach/coachpanel.cpp
    coach/findingcard.h coach/findingcard.cpp
    coach/severitylook.h coach/severitylook.cpp
    coach/silencing.h coach/silencing.cpp)
