#pragma once

#include "window/feature.h"

class QMenu;

namespace swapscope {

class PagesPanel;
class Session;
class WindowActions;
struct Workbench;

// The pages in the middle of the window, opened and closed with the run. The Clients menu shows and hides
// them; a step of the lesson clicks and types in them.
class PagesFeature final : public Feature
{
    Q_OBJECT

public:
    explicit PagesFeature(const Workbench &bench);

    // Stands in the middle, and in no dock.
    PagesPanel &panel() const { return *m_panel; }

    void runBegan() override;
    void runGrew(const RunNews &news) override;
    void runEnded() override;
    void runFailed(const RunFailure &failure) override;
    void traceShown(const TraceView &view) override;
    QWidget *placeNamed(const QString &name, const QString &client) override;

Q_SIGNALS:
    // The link of this client is to be shown.
    void linkRequested(const QString &client);

private:
    void connectActions();
    void fillMenu(QMenu *menu);

    Session &m_session;
    const WindowActions &m_actions;
    PagesPanel *m_panel;
};

} // namespace swapscope
