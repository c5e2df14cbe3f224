#pragma once

#include "window/feature.h"

class QMenu;

namespace swapscope {

class CuesPanel;
class ParamsPanel;
class SendBox;
class Session;
struct Workbench;

// The panel from which the user makes the script do something: its cues, the parameters of the scenario, and
// a box that sends any fragment. The cues are in the Scenario menu, too.
class CuesFeature final : public Feature
{
    Q_OBJECT

public:
    explicit CuesFeature(const Workbench &bench);

    std::vector<WindowLayout::Panel> panels() const override;
    void runBegan() override;
    void runGrew(const RunNews &news) override;
    void runEnded() override;
    void traceShown(const TraceView &view) override;
    QWidget *placeNamed(const QString &name, const QString &client) override;

private:
    void connectPanels();
    void fillMenu(QMenu *menu);
    void showTargets();

    Session &m_session;
    QWidget *m_box;
    CuesPanel *m_cues;
    ParamsPanel *m_params;
    SendBox *m_send;
};

} // namespace swapscope
