#include "lesson.h"

namespace swapscope {

Lesson::Lesson(const std::vector<LessonStep> &steps)
{
    for (const LessonStep &step : steps) {
        m_states.push_back({.text = step.text, .checkable = step.done.has_value()});
        if (step.done)
            m_progress.emplace_back(Condition{step.done->kind, step.done->fields, step.done->count});
        else
            m_progress.emplace_back(std::nullopt);
    }
}

bool Lesson::feed(const Event &event)
{
    const std::optional<int> step = current();
    if (!step)
        return false;
    std::optional<ConditionProgress> &progress = m_progress[static_cast<std::size_t>(*step)];
    if (!progress || !progress->feed(event))
        return false;
    StepState &state = m_states[static_cast<std::size_t>(*step)];
    state.done = true;
    state.by = event.id;
    return true;
}

bool Lesson::tick(int step)
{
    if (step != current() || m_progress[static_cast<std::size_t>(step)])
        return false;
    m_states[static_cast<std::size_t>(step)].done = true;
    return true;
}

std::optional<int> Lesson::current() const
{
    for (std::size_t i = 0; i < m_states.size(); ++i) {
        if (!m_states[i].done)
            return static_cast<int>(i);
    }
    return std::nullopt;
}

} // namespace swapscope
