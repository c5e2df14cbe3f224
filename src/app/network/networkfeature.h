#pragma once

#include "recorded/recordedfaults.h"
#include "window/feature.h"
#include "window/workbench.h"

#include <scenario/schedulewriter.h>

namespace swapscope {

class NetworkPanel;

// The network panel in the window, and the commands that do something to the selected client's link. What is
// in the panel's list of what was done by hand goes into the scenario's schedule.
class NetworkFeature final : public Feature
{
    Q_OBJECT

public:
    explicit NetworkFeature(const Workbench &bench);

    std::vector<WindowLayout::Panel> panels() const override;
    void runBegan() override;
    void runGrew(const RunNews &news) override;
    void runEnded() override;
    QWidget *placeNamed(const QString &name, const QString &client) override;

private:
    void connectActions();
    void connectSelection();
    void showLinks();
    void showRecorded();

    const Workbench m_bench;
    NetworkPanel *m_panel;
    RecordedFaults m_recorded;
};

} // namespace swapscope
