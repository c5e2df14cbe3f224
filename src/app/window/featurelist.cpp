#include "featurelist.h"

#include "scenariocontrol.h"
#include "traceview.h"

#include <session/session.h>

namespace swapscope {

FeatureList::FeatureList(Session &session, const ScenarioControl &scenarios, const TraceView &trace)
    : m_session(session), m_trace(trace)
{
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
        for (const auto &feature : m_features)
            feature->runStarting();
    });
    connect(&m_session, &Session::opened, this, [this] {
        for (const auto &feature : m_features)
            feature->runBegan();
    });
    connect(&m_session, &Session::closed, this, [this] {
        for (const auto &feature : m_features)
            feature->runEnded();
    });
    connect(&m_session, &Session::appended, this,
            [this](EventId first, EventId last) { reportNews({.first = first, .last = last}); });
    connect(&m_session, &Session::observed, this, [this] { reportNews({.figures = true}); });
    connect(&m_session, &Session::clientsChanged, this, [this] { reportNews({.clients = true}); });
    connect(&m_session, &Session::cuesChanged, this, [this] { reportNews({.cues = true}); });
    connect(&m_session, &Session::stepsChanged, this, [this] { reportNews({.steps = true}); });
    connect(&m_session, &Session::findingsChanged, this, [this] { reportNews({.findings = true}); });
    connect(&m_session, &Session::scheduleChanged, this, [this] { reportNews({.schedule = true}); });
    connect(&m_session, &Session::scriptLoaded, this, [this] { reportNews({.script = true}); });
    connect(&m_session, &Session::scriptFailed, this, [this] { reportNews({.script = true}); });
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

void FeatureList::reportNews(const RunNews &news) const
{
    if (m_trace.isSaved())
        return;
    for (const auto &feature : m_features)
        feature->runGrew(news);
}

} // namespace swapscope
