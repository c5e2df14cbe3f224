# The lesson, its progress, and making one.
target_sources(swapscope_app PRIVATE
    lesson/lessonpanel.h lesson/lessonpanel.cpp
    lesson/steprow.h lesson/steprow.cpp
    lesson/lessonfeature.h lesson/lessonfeature.cpp
    lesson/lessonprogress.h lesson/lessonprogress.cpp
    lesson/spotlight.h lesson/spotlight.cpp)
