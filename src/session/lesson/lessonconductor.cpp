#include "lessonconductor.h"

#include "../session.h"

#include <scenario/scenario.h>
#include <trace/runmodel.h>

#include <algorithm>

namespace swapscope {

namespace {

using namespace std::chrono_literals;
constexpr auto kPoll = 50ms;
constexpr Nanoseconds kMoment = 300 * kMillisecond;
constexpr Nanoseconds kMomentAfterSchedule = 1500 * kMillisecond; // what the schedule did still has effects
constexpr Nanoseconds kConnecting = 200 * kMillisecond;           // a page that has loaded begins to connect
constexpr Nanoseconds kPagePatience = 10 * kSecond;               // pages that never load are not waited for

bool pagesHaveSettled(const Session &session, Nanoseconds now)
{
    const PagesNow pages = session.model().pagesNow();
    if (pages.loadedLast < 0 || pages.loadedLast + kConnecting > now || pages.connecting > 0)
        return false;
    const std::vector<ClientInfo> clients = session.clients();
    return std::all_of(clients.begin(), clients.end(),
                       [&](const ClientInfo &client) { return pages.loaded.contains(client.name); });
}

} // namespace

LessonConductor::LessonConductor(Session &session, QObject *parent) : QObject(parent), m_session(session)
{
    m_poll.setInterval(kPoll);
    connect(&m_poll, &QTimer::timeout, this, &LessonConductor::poll);
    connect(&m_session, &Session::scheduleChanged, this, [this](bool running) {
        m_scheduled = running;
        m_since = m_session.now();
    });
    connect(&m_session, &Session::closed, this, &LessonConductor::stop);
}

void LessonConductor::start(bool schedule)
{
    m_scheduled = schedule && !m_session.scenario().manifest.network.empty();
    m_afterSchedule = m_scheduled;
    m_began = m_session.now();
    if (schedule)
        m_session.playSchedule();
    m_step.reset();
    m_poll.start();
}

void LessonConductor::stop()
{
    m_poll.stop();
}

bool LessonConductor::isComplete() const
{
    const std::vector<StepState> &steps = m_session.steps();
    return std::all_of(steps.begin(), steps.end(), [](const StepState &step) { return step.done; });
}

// What a step does, it does to pages that are there, and not before their first connections have opened, or
// failed: what is sent before nobody gets.
bool LessonConductor::pagesAreThere()
{
    if (m_pages)
        return true;
    const Nanoseconds now = m_session.now();
    m_pages = now > m_began + kPagePatience || pagesHaveSettled(m_session, now);
    if (m_pages)
        m_since = now;
    return m_pages;
}

void LessonConductor::poll()
{
    const std::vector<StepState> &steps = m_session.steps();
    const auto next =
        std::find_if(steps.begin(), steps.end(), [](const StepState &step) { return !step.done; });
    if (next == steps.end()) {
        stop();
        Q_EMIT completed();
        return;
    }
    const int step = static_cast<int>(next - steps.begin());
    if (m_step != step) {
        m_step = step;
        m_since = m_session.now();
        m_did = false;
    }
    if (pagesAreThere())
        lead(step);
}

void LessonConductor::lead(int step)
{
    const StepState state = m_session.steps()[static_cast<std::size_t>(step)];
    const bool left = m_leftOut.contains(step);
    if (state.canBeShown && !m_did && !left) {
        const Nanoseconds moment = m_afterSchedule ? kMomentAfterSchedule : kMoment;
        if (m_scheduled || m_session.now() < m_since + moment)
            return;
        m_did = true;
        m_session.showMe(step);
        return;
    }
    if (m_session.isShowing())
        return;
    if (state.byHand() && !left)
        m_session.tickStep(step);
    else if (state.question && !state.answered())
        m_session.answerStep(step, state.question->answer);
}

} // namespace swapscope
