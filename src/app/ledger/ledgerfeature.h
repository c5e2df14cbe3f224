#pragma once

#include "window/feature.h"

namespace swapscope {

class LedgerPanel;
struct Workbench;

// The ledger in the window: shows that of the trace on show, and leads to a client's gaps.
class LedgerFeature final : public Feature
{
    Q_OBJECT

public:
    explicit LedgerFeature(const Workbench &bench);

    std::vector<WindowLayout::Panel> panels() const override;
    void runGrew(const RunNews &news) override;
    void traceShown(const TraceView &view) override;

private:
    LedgerPanel *m_panel;
};

} // namespace swapscope
