#include "stepactions.h"

#include "../holds.h"
#include "../session.h"

namespace swapscope {

namespace {

using namespace std::chrono_literals;
constexpr auto kAnswerPatience = 8s; // for a front end that has no such page, or whose page does not answer
constexpr int kMaxCueNames = 5;

bool isOfPage(StepAction::Type type)
{
    using enum StepAction::Type;
    return type == Hide || type == Reveal || type == Reload || type == Click || type == Fill;
}

} // namespace

StepActions::StepActions(Session &session) : m_session(session)
{
    m_wait.setSingleShot(true);
    m_wait.setTimerType(Qt::PreciseTimer);
    connect(&m_wait, &QTimer::timeout, this, &StepActions::proceed);
}

void StepActions::start(std::vector<StepAction> actions)
{
    stop();
    m_actions = std::move(actions);
    proceed();
}

void StepActions::stop()
{
    m_wait.stop();
    m_actions.clear();
    m_next = 0;
    m_inPage = 0;
}

void StepActions::pageActionDone(int request)
{
    if (request == 0 || request != m_inPage)
        return;
    m_inPage = 0;
    m_wait.start(0ms);
}

void StepActions::proceed()
{
    m_inPage = 0;
    while (m_next < m_actions.size()) {
        const StepAction action = m_actions[m_next++];
        if (isOfPage(action.type)) {
            m_inPage = ++m_requests;
            m_wait.start(kAnswerPatience);
            Q_EMIT pageActionRequested(action, m_inPage);
            return;
        }
        if (const Nanoseconds wait = perform(action); wait > 0) {
            m_wait.start(std::chrono::milliseconds(wait / kMillisecond));
            return;
        }
    }
}

Nanoseconds StepActions::perform(const StepAction &action)
{
    switch (action.type) {
    case StepAction::Type::Cue:
        runCue(action.name);
        break;
    case StepAction::Type::Fault:
        m_session.applyFault(action.command);
        break;
    case StepAction::Type::Param:
        m_session.setParam(action.name, action.value);
        break;
    case StepAction::Type::Deploy:
        m_session.deploy(action.code, action.time);
        break;
    case StepAction::Type::Wait:
        return action.time;
    case StepAction::Type::Hold:
        m_session.holds().set(action.client, true);
        break;
    case StepAction::Type::Step:
        m_session.holds().step(action.client);
        break;
    case StepAction::Type::Release:
        m_session.holds().releaseAll(action.client);
        m_session.holds().set(action.client, false);
        break;
    case StepAction::Type::Hide:
    case StepAction::Type::Reveal:
    case StepAction::Type::Reload:
    case StepAction::Type::Click:
    case StepAction::Type::Fill:
        break;
    }
    return 0;
}

void StepActions::runCue(const QString &label)
{
    const QStringList cues = m_session.cues();
    if (const qsizetype index = cues.indexOf(label); index >= 0) {
        m_session.runCue(static_cast<int>(index));
        return;
    }
    const QStringList some = cues.mid(0, kMaxCueNames);
    Q_EMIT m_session.commandFailed(
        Error{some.isEmpty() ? tr("There is no cue “%1”: the script has none.").arg(label)
                             : tr("There is no cue “%1”; there are %2.").arg(label, some.join(tr(", ")))});
}

} // namespace swapscope
