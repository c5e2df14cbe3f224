#include "inspectorfeature.h"

#include "inspectorpanel.h"
#include "window/selection.h"
#include "window/traceview.h"
#include "window/workbench.h"

#include <QMainWindow>

namespace swapscope {

InspectorFeature::InspectorFeature(const Workbench &bench) : m_panel(new InspectorPanel(&bench.window))
{
    connect(&bench.selection, &Selection::eventSelected, this,
            [this, &layout = bench.layout](EventId event, bool toFront) {
                m_panel->showEvent(event);
                if (event != 0 && toFront)
                    layout.raise(m_panel);
            });
}

std::vector<WindowLayout::Panel> InspectorFeature::panels() const
{
    return {{WindowLayout::Side::Right, "inspector", tr("Inspector"), m_panel}};
}

void InspectorFeature::runGrew(const RunNews &news)
{
    if (news.hasEvents())
        m_panel->eventsAppended();
}

void InspectorFeature::traceShown(const TraceView &view)
{
    m_panel->setTrace(view.shown(), view.model());
}

} // namespace swapscope
