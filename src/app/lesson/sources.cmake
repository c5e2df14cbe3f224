# What a lesson does in the window, its progress, and making one.
target_sources(swapscope_app PRIVATE
    lesson/lessonpanel.h lesson/lessonpanel.cpp
    lesson/steprow.h lesson/steprow.cpp
    lesson/lessoncontrol.h lesson/lessoncontrol.cpp
    lesson/lessonprogress.h lesson/lessonprogress.cpp
    lesson/pageactor.h lesson/pageactor.cpp
    lesson/spotlight.h lesson/spotlight.cpp)
