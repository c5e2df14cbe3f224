#include "ledgerfeature.h"

#include "ledgerpanel.h"
#include "window/selection.h"
#include "window/traceview.h"
#include "window/workbench.h"

#include <QMainWindow>

namespace swapscope {

LedgerFeature::LedgerFeature(const Workbench &bench) : m_panel(new LedgerPanel(&bench.window))
{
    m_panel->setClock([&view = bench.trace] { return view.now(); });
    m_panel->setBehind([&view = bench.trace] { return view.behind(); });
    connect(m_panel, &LedgerPanel::gapsRequested, &bench.selection, &Selection::showGaps);
}

std::vector<WindowLayout::Panel> LedgerFeature::panels() const
{
    return {{WindowLayout::Side::Right, "ledger", tr("Ledger"), m_panel}};
}

void LedgerFeature::runGrew(const RunNews &news)
{
    if (news.figures)
        m_panel->refreshSoon();
}

void LedgerFeature::traceShown(const TraceView &view)
{
    const QString note = view.isCut()
                             ? tr("The trace's last line is cut off. What should follow is missing, so "
                                  "these figures may be incomplete.")
                             : QString();
    m_panel->setLedger(view.ledger(), view.unknown(), note);
}

} // namespace swapscope
