#include "featurelist.h"

#include "scenariocontrol.h"
#include "traceview.h"
#include "widgets/rates.h"

#include <session/session.h>

#include <utility>

namespace swapscope {

FeatureList::FeatureList(Session &session, const ScenarioControl &scenarios, const TraceView &trace)
    : m_session(session), m_trace(trace), m_pace(std::chrono::nanoseconds(kFrame).count())
{
    m_turn.setSingleShot(true);
    m_turn.setTimerType(Qt::PreciseTimer);
    connect(&m_turn, &QTimer::timeout, this, [this] {
        m_pace.began(m_clock.now());
        reportNews(std::exchange(m_waiting, {}));
    });
    connectSession();
    connect(&scenarios, &ScenarioControl::loaded, this, [this] {
        for (const auto &feature : m_features)
            feature->scenarioLoaded();
    });
    connect(&trace, &TraceView::changed, this, [this] {
        for (const auto &feature : m_features)
            feature->traceShown(m_trace);
    });
}

FeatureList::~FeatureList() = default;

void FeatureList::connectSession()
{
    connect(&m_session, &Session::starting, this, [this] {
        dropNews();
        for (const auto &feature : m_features)
            feature->runStarting();
    });
    connect(&m_session, &Session::opened, this, [this] {
        for (const auto &feature : m_features)
            feature->runBegan();
    });
    connect(&m_session, &Session::closed, this, [this] {
        dropNews();
        for (const auto &feature : m_features)
            feature->runEnded();
    });
    connect(&m_session, &Session::appended, this,
            [this](EventId first, EventId last) { reportNews({.first = first, .last = last}); });
    connect(&m_session, &Session::observed, this, [this] { reportNews({.figures = true}); });
    connect(&m_session, &Session::clientsChanged, this, [this] { reportInTurn(&RunNews::clients); });
    connect(&m_session, &Session::cuesChanged, this, [this] { reportInTurn(&RunNews::cues); });
    connect(&m_session, &Session::stepsChanged, this, [this] { reportNews({.steps = true}); });
    connect(&m_session, &Session::findingsChanged, this, [this] { reportNews({.findings = true}); });
    connect(&m_session, &Session::scheduleChanged, this, [this] { reportNews({.schedule = true}); });
    connect(&m_session, &Session::scriptLoaded, this, [this] { reportInTurn(&RunNews::script); });
    connect(&m_session, &Session::scriptFailed, this, [this] { reportInTurn(&RunNews::script); });
}

void FeatureList::place(WindowLayout &layout) const
{
    for (const auto &feature : m_features) {
        for (const WindowLayout::Panel &panel : feature->panels())
            layout.add(panel);
    }
}

QWidget *FeatureList::showPlace(const QString &place, WindowLayout &layout) const
{
    const QString name = place.section(u':', 0, 0);
    const QString client = place.section(u':', 1);
    for (const auto &feature : m_features) {
        QWidget *widget = feature->placeNamed(name, client);
        if (widget == nullptr)
            continue;
        for (const WindowLayout::Panel &panel : feature->panels()) {
            if (panel.widget == widget)
                layout.raise(widget);
        }
        return widget;
    }
    return nullptr;
}

void FeatureList::reportFailure(const RunFailure &failure) const
{
    for (const auto &feature : m_features)
        feature->runFailed(failure);
}

// The session tells of each change of a link, and one turn of a script may make tens of thousands. What is
// told here is that something has changed, and a panel then reads how it stands: once a frame is enough.
void FeatureList::reportInTurn(bool RunNews::*what)
{
    if (m_trace.isSaved())
        return;
    m_waiting.*what = true;
    if (m_turn.isActive())
        return;
    const Nanoseconds wait = m_pace.wait(m_clock.now());
    if (wait > 0) {
        m_turn.start(std::chrono::ceil<std::chrono::milliseconds>(std::chrono::nanoseconds(wait)));
        return;
    }
    m_pace.began(m_clock.now());
    reportNews(std::exchange(m_waiting, {}));
}

void FeatureList::dropNews()
{
    m_turn.stop();
    m_waiting = {};
}

void FeatureList::reportNews(const RunNews &news) const
{
    if (m_trace.isSaved())
        return;
    for (const auto &feature : m_features)
        feature->runGrew(news);
}

} // namespace swapscope
