#pragma once

#include "attachhistory.h"
#include "window/feature.h"

class QMainWindow;

namespace swapscope {

class AttachedPanel;
class ScenarioControl;
class Session;
struct Workbench;

// A server of the user's own in the window: asks for it, attaches, and shows what stands in the place of a
// scenario's panels for as long as it is attached.
class AttachFeature final : public Feature
{
    Q_OBJECT

public:
    explicit AttachFeature(const Workbench &bench);

    // Asks the user which server.
    void ask();
    // Asks the session for it; Session::opened() or openFailed() follows. That the server does not answer is
    // no failure.
    void attach(const AttachOptions &options);
    // The same server again, also after something else was shown.
    void again();

    std::vector<WindowLayout::Panel> panels() const override;
    void runBegan() override;
    void runGrew(const RunNews &news) override;

private:
    QMainWindow &m_window;
    Session &m_session;
    ScenarioControl &m_scenarios;
    WindowLayout &m_layout;
    AttachedPanel *m_panel;
    AttachHistory m_history;
    std::optional<AttachOptions> m_last;
};

} // namespace swapscope
