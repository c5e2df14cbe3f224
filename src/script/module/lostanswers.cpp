#include "lostanswers.h"

namespace swapscope {

LostAnswers::LostAnswers(js::Context &context, ScriptAnswers &answers,
                         std::function<void(const QString &)> never, Times times)
    : m_context(context), m_answers(answers), m_never(std::move(never)), m_times(times)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &LostAnswers::look);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &LostAnswers::lookForNever);
}

void LostAnswers::stopped()
{
    m_next = m_times.first;
    look();
}

// What would give an answer may have waited for what was stopped and for something else, so it is looked for
// again.
void LostAnswers::look()
{
    failLost();
    if (m_next > m_times.last || m_answers.isEmpty())
        return;
    m_again.start(m_next);
    m_next *= 2;
}

void LostAnswers::failLost()
{
    for (const js::LostToken &lost : m_context.takeLostTokens())
        m_answers.fail(lost.id, lost.why);
}

void LostAnswers::watch()
{
    if (!m_patience.isActive() && m_answers.hasUnseen())
        m_patience.start(m_times.patience);
}

void LostAnswers::lookForNever()
{
    failLost(); // these do not wait on
    for (const QString &handler : m_answers.see(m_context.reachableTokens())) {
        if (!m_told.contains(handler)) {
            m_told.insert(handler);
            m_never(handler);
        }
    }
    watch();
}

} // namespace swapscope
