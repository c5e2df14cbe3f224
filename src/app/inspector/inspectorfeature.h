#pragma once

#include "window/feature.h"

namespace swapscope {

class InspectorPanel;
struct Workbench;

// The inspector in the window: shows the event that is selected.
class InspectorFeature final : public Feature
{
    Q_OBJECT

public:
    explicit InspectorFeature(const Workbench &bench);

    std::vector<WindowLayout::Panel> panels() const override;
    void runGrew(const RunNews &news) override;
    void traceShown(const TraceView &view) override;

private:
    InspectorPanel *m_panel;
};

} // namespace swapscope
