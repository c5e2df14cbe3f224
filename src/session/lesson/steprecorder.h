#pragma once

#include <core/clock.h>
#include <core/event.h>
#include <scenario/manifest.h>

#include <vector>

namespace swapscope {

class Trace;

// Something that the teacher did while steps were being recorded.
struct RecordedAction
{
    StepAction action;
    EventId after = 0; // so many events had been recorded then
};

// What was done, as steps: each thing with a sentence, itself as the step's `do`, and as its `done` what the
// trace shows to have come of it before the next thing was done. What the teacher did inside the pages (a
// message sent, a page hidden or loaded again) becomes steps too, by the trace alone. from, to: the part of
// the trace that was recorded. Pure.
std::vector<LessonStep> recordedSteps(const std::vector<RecordedAction> &actions, const Trace &trace,
                                      EventId from, EventId to);

} // namespace swapscope
