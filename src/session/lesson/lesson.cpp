#include "lesson.h"

#include <algorithm>

namespace swapscope {

Lesson::Lesson(const std::vector<LessonStep> &steps)
{
    for (const LessonStep &step : steps) {
        StepState state;
        state.text = step.text;
        state.checkable = !step.done.empty();
        state.canBeShown = !step.actions.empty();
        state.show = step.show;
        state.question = step.question;
        m_states.push_back(state);
        m_waits.emplace_back(step.done);
        m_timed.push_back(std::any_of(step.done.begin(), step.done.end(), [](const Condition &condition) {
            return condition.within.has_value();
        }));
    }
}

// Whether everything that the step needs is there now; the next step begins then.
bool Lesson::settle(std::size_t step, Nanoseconds now)
{
    StepState &state = m_states[step];
    if (!m_waits[step].done() || (state.question && !state.answered()))
        return false;
    state.done = true;
    state.late = false;
    state.by = m_waits[step].by();
    if (step + 1 < m_waits.size())
        m_waits[step + 1].begin(now);
    return true;
}

bool Lesson::feed(const Event &event)
{
    const std::optional<int> current = this->current();
    if (!current)
        return false;
    const auto step = static_cast<std::size_t>(*current);
    const bool fulfilled = m_waits[step].feed(event);
    const bool late = m_waits[step].late();
    const bool changed = std::exchange(m_states[step].late, late) != late;
    return (fulfilled && settle(step, event.t)) || changed;
}

bool Lesson::advance(Nanoseconds now)
{
    bool changed = false;
    while (const std::optional<int> current = this->current()) {
        const auto step = static_cast<std::size_t>(*current);
        const bool fulfilled = m_waits[step].advance(now);
        const bool late = m_waits[step].late();
        changed |= std::exchange(m_states[step].late, late) != late;
        if (!fulfilled || !settle(step, now))
            return changed;
        changed = true;
    }
    return changed;
}

bool Lesson::tick(int step, Nanoseconds now)
{
    return step == current() && m_states[static_cast<std::size_t>(step)].byHand() &&
           settle(static_cast<std::size_t>(step), now);
}

bool Lesson::answer(int step, int choice, Nanoseconds now)
{
    if (step != current())
        return false;
    StepState &state = m_states[static_cast<std::size_t>(step)];
    if (!state.question || state.answered() || choice == state.chosen || choice < 1 ||
        choice > state.question->choices.size())
        return false;
    state.chosen = choice;
    settle(static_cast<std::size_t>(step), now);
    return true;
}

bool Lesson::tryAgain(int step, Nanoseconds now)
{
    if (step != current() || !m_timed[static_cast<std::size_t>(step)])
        return false;
    m_waits[static_cast<std::size_t>(step)].begin(now);
    return std::exchange(m_states[static_cast<std::size_t>(step)].late, false);
}

void Lesson::skip(int count, Nanoseconds now)
{
    for (std::size_t i = 0; i < m_states.size() && i < static_cast<std::size_t>(std::max(count, 0)); ++i) {
        m_states[i].done = true;
        if (m_states[i].question)
            m_states[i].chosen = m_states[i].question->answer;
    }
    if (const std::optional<int> next = current())
        m_waits[static_cast<std::size_t>(*next)].begin(now);
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
