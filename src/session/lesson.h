#pragma once

#include "stepstate.h"

#include <core/event.h>
#include <scenario/manifest.h>
#include <trace/condition.h>

#include <optional>
#include <vector>

namespace swapscope {

// A lesson under way. Its steps tick in order: what a step waits for counts from the moment on which the step
// before it was done. A step without a condition is ticked by hand. Pure: events in, states out.
class Lesson
{
public:
    explicit Lesson(const std::vector<LessonStep> &steps = {});

    // True when a step was ticked.
    bool feed(const Event &event);
    // Ticks the current step by hand, if it is one that the trace cannot tick. True when it was.
    bool tick(int step);

    const std::vector<StepState> &steps() const { return m_states; }
    // The first that is not done; nothing when all are.
    std::optional<int> current() const;

private:
    std::vector<StepState> m_states;
    std::vector<std::optional<ConditionProgress>> m_progress;
};

} // namespace swapscope
