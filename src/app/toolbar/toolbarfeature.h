#pragma once

#include "window/feature.h"
#include "window/workbench.h"

namespace swapscope {

class TopBar;

// The toolbar: begin again, play the schedule, which scenario under which htmx, where it is served, and the
// count of what happened. It says which of the window's commands have a run to act on, too.
class ToolbarFeature final : public Feature
{
    Q_OBJECT

public:
    explicit ToolbarFeature(const Workbench &bench);

    void scenarioLoaded() override;
    void runStarting() override;
    void runBegan() override;
    void runGrew(const RunNews &news) override;
    void runEnded() override;
    void traceShown(const TraceView &view) override;

private:
    void place();
    void connectBar();
    void showAddresses();
    void showSchedule();
    void showIncomplete();
    void showSummary();

    const Workbench m_bench;
    TopBar *m_bar;
};

} // namespace swapscope
