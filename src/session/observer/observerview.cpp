#include "observerview.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace swapscope {

ObserverView::ObserverView(std::shared_ptr<const Clock> clock) : m_clock(std::move(clock))
{
    m_turn.setSingleShot(true);
    m_turn.setTimerType(Qt::PreciseTimer);
    connect(&m_turn, &QTimer::timeout, this, &ObserverView::updateInTurn);
    observe({});
}

std::optional<Error> ObserverView::observe(const RunPlan &plan)
{
    if (m_observer) {
        Observer *last = m_observer.release();
        last->setParent(this);
        last->disconnect(this);
        connect(last, &Observer::ended, last, &QObject::deleteLater);
        last->end();
    }
    m_turn.stop();
    m_isShown = true;
    m_observer = std::make_unique<Observer>(plan);
    RunSnapshot first = m_observer->take().value_or(RunSnapshot());
    std::optional<Error> problem = std::exchange(first.problem, std::nullopt);
    replace(std::move(first));
    connect(m_observer.get(), &Observer::news, this, [this] {
        if (!m_turn.isActive())
            updateInTurn();
    });
    return problem;
}

void ObserverView::setShown(bool shown)
{
    // The observer sends no news until the last ones were taken.
    if (!std::exchange(m_isShown, shown) && shown)
        m_turn.start(0);
}

void ObserverView::setFrame(Nanoseconds frame)
{
    m_pace.setInterval(std::clamp(frame, kShortestFrame, kLongestFrame));
}

// Now, if the frame is over, else when it is.
void ObserverView::updateInTurn()
{
    const Nanoseconds wait = m_pace.wait(m_clock->now());
    if (wait == 0)
        update();
    else
        m_turn.start(std::chrono::ceil<std::chrono::milliseconds>(std::chrono::nanoseconds(wait)));
}

RunSnapshot ObserverView::replace(RunSnapshot snapshot)
{
    RunSnapshot before = std::exchange(m_snapshot, std::move(snapshot));
    if (m_snapshot.steps != before.steps)
        m_steps = *m_snapshot.steps;
    if (m_snapshot.findings != before.findings)
        m_findings = *m_snapshot.findings;
    if (m_snapshot.reconnections != before.reconnections)
        m_reconnections = *m_snapshot.reconnections;
    return before;
}

void ObserverView::update()
{
    if (!m_isShown)
        return;
    m_pace.began(m_clock->now());
    const std::vector<LogLine> lines = m_observer->takeLines();
    std::optional<RunSnapshot> news = m_observer->take();
    if (news) {
        const RunSnapshot before = replace(std::move(*news));
        // A front end may wish for another run at any of these; that one starts later.
        if (m_snapshot.traced > before.traced)
            Q_EMIT appended(before.traced + 1, m_snapshot.traced);
        if (m_snapshot.steps != before.steps)
            Q_EMIT stepsChanged();
        if (m_snapshot.findings != before.findings)
            Q_EMIT findingsChanged();
        Q_EMIT updated();
        if (m_snapshot.finished && !before.finished)
            Q_EMIT ledgerFinished();
        if (m_snapshot.problem && !before.problem)
            Q_EMIT failed(*m_snapshot.problem);
    }
    if (!lines.empty())
        Q_EMIT logged(lines);
}

std::size_t ObserverView::behind() const
{
    return m_observer->source()->recorder.last() - m_snapshot.last;
}

Nanoseconds ObserverView::behindFor() const
{
    const Nanoseconds now = m_observer->source()->recorder.now();
    return behind() == 0 ? 0 : std::max<Nanoseconds>(now - m_observer->upTo(), 0);
}

} // namespace swapscope
