#include "timelinefeature.h"

#include "timelineheader.h"
#include "timelinewidget.h"
#include "window/filecommands.h"
#include "window/selection.h"
#include "window/traceview.h"
#include "window/windowactions.h"
#include "window/windowmenus.h"
#include "window/workbench.h"

#include <QMainWindow>
#include <QMenu>

namespace swapscope {

namespace {
constexpr Nanoseconds kFirstRange = 12 * kSecond;
} // namespace

TimelineFeature::TimelineFeature(const Workbench &bench)
    : m_panel(new TimelineWidget(&bench.window)), m_marks(new FindingMarks(*m_panel))
{
    m_panel->setClock([&view = bench.trace] { return view.now(); });
    connect(m_panel, &TimelineWidget::eventSelected, &bench.selection, &Selection::setEvent);
    connect(&bench.selection, &Selection::eventRequested, m_panel, &TimelineWidget::select);
    connect(&bench.selection, &Selection::gapsRequested, this,
            [this](const QString &client, const QString &channel) { m_panel->showGaps(client, channel); });
    connect(m_panel, &TimelineWidget::gapsShown, &bench.selection, &Selection::setGap);
    connect(m_panel, &TimelineWidget::saveTraceRequested, &bench.files, &FileCommands::saveTraceAs);
    connect(m_marks, &FindingMarks::chosen, this, &TimelineFeature::markChosen);
    fillMenu(bench);
}

void TimelineFeature::fillMenu(const Workbench &bench)
{
    QMenu *menu = bench.menus.timeline;
    menu->addAction(tr("&Follow"), m_panel, [this] { m_panel->setFollowing(!m_panel->isFollowing()); });
    menu->addAction(tr("Fit &all"), QKeySequence(Qt::CTRL | Qt::Key_0), m_panel, &TimelineWidget::fit);
    menu->addAction(tr("Zoom &in"), QKeySequence::ZoomIn, m_panel, &TimelineWidget::zoomIn);
    menu->addAction(tr("Zoom &out"), QKeySequence::ZoomOut, m_panel, &TimelineWidget::zoomOut);
    menu->addSeparator();
    menu->addAction(bench.actions.saveTrace);
}

std::vector<WindowLayout::Panel> TimelineFeature::panels() const
{
    return {{WindowLayout::Side::Bottom, "timeline", tr("Timeline"), m_panel,
             m_panel->findChild<TimelineHeader *>()}};
}

void TimelineFeature::runBegan()
{
    m_panel->setFollowing(true);
}

void TimelineFeature::runGrew(const RunNews &news)
{
    if (news.hasEvents())
        m_panel->eventsAppended();
}

void TimelineFeature::traceShown(const TraceView &view)
{
    m_panel->setTrace(view.shown(),
                      view.isSaved() ? TimelineWidget::Source::Saved : TimelineWidget::Source::Run);
    if (view.isSaved())
        m_panel->fit();
    else if (m_saved)
        m_panel->setRange({0, kFirstRange}); // the saved trace's range was as long as that trace
    m_saved = view.isSaved();
}

QWidget *TimelineFeature::placeNamed(const QString &name, const QString &client)
{
    return name == u"lane" ? m_panel : Feature::placeNamed(name, client);
}

void TimelineFeature::setMarks(const std::vector<FindingMarks::Mark> &marks)
{
    m_marks->setMarks(marks);
}

} // namespace swapscope
