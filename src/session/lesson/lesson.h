#pragma once

#include "stepstate.h"

#include <core/event.h>
#include <scenario/manifest.h>
#include <trace/condition.h>

#include <optional>
#include <vector>

namespace swapscope {

// A lesson under way. Its steps tick in order: what a step waits for counts from the moment on which the step
// before it was done. Pure: events and times in, states out. Times are since the start of the run.
class Lesson
{
public:
    explicit Lesson(const std::vector<LessonStep> &steps = {});

    // Each returns true when a state has changed.

    // Events in the order of the trace.
    bool feed(const Event &event);
    // So late is it; every event before that has been fed.
    bool advance(Nanoseconds now);
    // Ticks the current step by hand, if it is one that nothing else can tick.
    bool tick(int step, Nanoseconds now);
    // Answers the current step's question with a choice, from 1. A wrong one can be corrected, a right one
    // stays.
    bool answer(int step, int choice, Nanoseconds now);
    // The step is tried from the beginning, now: where times count, they count from here.
    bool tryAgain(int step, Nanoseconds now);

    // The first `count` steps count as done, without evidence; the next one's wait begins now.
    void skip(int count, Nanoseconds now);

    const std::vector<StepState> &steps() const { return m_states; }
    // The first that is not done; nothing when all are.
    std::optional<int> current() const;

private:
    bool settle(std::size_t step, Nanoseconds now);

    std::vector<StepState> m_states;
    std::vector<ConditionChain> m_waits; // of each step; one without conditions is done from the start
    std::vector<bool> m_timed;           // whether the step's conditions speak of a time
};

} // namespace swapscope
