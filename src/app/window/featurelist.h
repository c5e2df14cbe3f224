#pragma once

#include "feature.h"

#include <core/pace.h>

#include <QTimer>

#include <memory>

namespace swapscope {

class ScenarioControl;
class Session;

// The features of the window, in their order. It owns them, tells them of scenario, run and trace, and puts
// their panels into the layout.
class FeatureList final : public QObject
{
    Q_OBJECT

public:
    // All of them outlive the list.
    FeatureList(Session &session, const ScenarioControl &scenarios, const TraceView &trace);
    ~FeatureList() override;

    // Returns the feature, which the list owns now.
    template<typename F>
    F &add(std::unique_ptr<F> feature)
    {
        F &added = *feature;
        m_features.push_back(std::move(feature));
        return added;
    }

    // Puts every panel in its place. To be called once, when every feature is there.
    void place(WindowLayout &layout) const;

    // The widget that a step of a lesson points to ("timeline", "page:B"), brought to the front if it is a
    // panel; null if there is none.
    QWidget *showPlace(const QString &place, WindowLayout &layout) const;

    void reportFailure(const RunFailure &failure) const;

private:
    void reportNews(const RunNews &news) const;
    void reportInTurn(bool RunNews::*what);
    void dropNews();
    void connectSession();

    Session &m_session;
    const TraceView &m_trace;
    std::vector<std::unique_ptr<Feature>> m_features;
    RunNews m_waiting; // for its turn
    Pace m_pace;
    QTimer m_turn;
    const MonotonicClock m_clock;
};

} // namespace swapscope
