#include "pagesfeature.h"

#include "clientcolumn.h"
#include "pageactor.h"
#include "pagespanel.h"
#include "widgets/behind.h"
#include "widgets/icons.h"
#include "widgets/widgets.h"
#include "window/selection.h"
#include "window/traceview.h"
#include "window/windowactions.h"
#include "window/windowmenus.h"
#include "window/workbench.h"

#include <session/session.h>
#include <trace/trace.h>

#include <QAction>
#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QMainWindow>
#include <QMenu>

namespace swapscope {

PagesFeature::PagesFeature(const Workbench &bench)
    : m_session(bench.session),
      m_actions(bench.actions),
      m_panel(new PagesPanel(bench.session, &bench.window))
{
    new PageActor(m_session, *m_panel, this);
    connectActions();
    connect(m_panel, &PagesPanel::clientSelected, &bench.selection, &Selection::setClient);
    connect(&bench.selection, &Selection::clientChanged, m_panel, &PagesPanel::setSelected);
    QMenu *menu = bench.menus.clients;
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillMenu(menu); });
}

void PagesFeature::connectActions()
{
    connect(m_actions.reloadPages, &QAction::triggered, m_panel, &PagesPanel::reload);
    connect(m_actions.flash, &QAction::toggled, m_panel, &PagesPanel::setFlash);
    connect(m_panel, &PagesPanel::openFolderRequested, m_actions.openFolder, &QAction::trigger);
    connect(m_panel, &PagesPanel::newScenarioRequested, m_actions.newScenario, &QAction::trigger);
}

void PagesFeature::fillMenu(QMenu *menu)
{
    menu->clear();
    menu->addAction(m_actions.reloadPages);
    menu->addSeparator();
    if (!m_session.isOpen())
        return;
    const QStringList shown = m_panel->shown();
    for (const ClientInfo &client : m_session.clients()) {
        QMenu *sub = menu->addMenu(themedIcon(QStringLiteral("client")), tr("Client %1").arg(client.name));
        QAction *show = sub->addAction(tr("Show its page"));
        show->setCheckable(true);
        show->setChecked(shown.contains(client.name));
        connect(show, &QAction::toggled, m_panel,
                [this, name = client.name](bool on) { m_panel->setShown(name, on); });
        sub->addAction(tr("Show its link"), this, [this, name = client.name] { Q_EMIT linkRequested(name); });
        sub->addAction(tr("Copy its address"), m_panel,
                       [url = client.url] { QGuiApplication::clipboard()->setText(url.toString()); });
        sub->addAction(tr("Open in the desktop's browser"), m_panel,
                       [url = client.url] { QDesktopServices::openUrl(url); });
    }
    menu->addSeparator();
    menu->addAction(tr("Copy the server's address, without a link"), &m_session,
                    [this] { QGuiApplication::clipboard()->setText(m_session.serverUrl().toString()); });
}

void PagesFeature::runBegan()
{
    m_panel->openPages();
}

void PagesFeature::runGrew(const RunNews &news)
{
    if (news.figures)
        m_panel->followRun();
    else if (news.clients)
        m_panel->refresh();
}

void PagesFeature::runEnded()
{
    m_panel->closePages();
}

void PagesFeature::runFailed(const RunFailure &failure)
{
    if (!m_session.isOpen()) // else what ran before goes on
        m_panel->setNote(tr("Nothing runs"), failure.advice);
}

void PagesFeature::traceShown(const TraceView &view)
{
    if (!view.isSaved())
        return;
    QString note =
        tr("%1 holds %2 events over %3. Timeline and inspector show them; there are no pages, because "
           "nothing runs.")
            .arg(view.savedName(), groupedCount(view.trace().size()), displayDuration(view.now()));
    if (view.isCut())
        note += tr(" The file's last line is cut off: what should follow is missing, and numbers may be "
                   "incomplete.");
    m_panel->setNote(tr("A saved trace"), note);
}

QWidget *PagesFeature::placeNamed(const QString &name, const QString &client)
{
    if (name == u"page")
        return m_panel->column(client);
    return name == u"pages" ? m_panel : nullptr;
}

} // namespace swapscope
