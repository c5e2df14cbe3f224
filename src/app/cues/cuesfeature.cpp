#include "cuesfeature.h"

#include "cuespanel.h"
#include "paramspanel.h"
#include "sendbox.h"
#include "window/traceview.h"
#include "window/windowmenus.h"
#include "window/workbench.h"

#include <scenario/scenario.h>
#include <session/session.h>

#include <QMainWindow>
#include <QMenu>
#include <QVBoxLayout>

namespace swapscope {

CuesFeature::CuesFeature(const Workbench &bench)
    : m_session(bench.session),
      m_box(new QWidget(&bench.window)),
      m_cues(new CuesPanel(m_box)),
      m_params(new ParamsPanel(m_box)),
      m_send(new SendBox(m_box))
{
    m_box->setProperty("surface", QStringLiteral("faint"));
    auto *column = new QVBoxLayout(m_box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_cues);
    column->addWidget(m_params);
    column->addWidget(m_send);
    column->addStretch();
    connectPanels();
    QMenu *menu = bench.menus.scenario->addMenu(tr("&Cues"));
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillMenu(menu); });
}

void CuesFeature::connectPanels()
{
    connect(m_cues, &CuesPanel::triggered, &m_session, &Session::runCue);
    connect(m_params, &ParamsPanel::changed, &m_session, &Session::setParam);
    connect(m_send, &SendBox::publishRequested, &m_session, &Session::publish);
    connect(m_send, &SendBox::sendRequested, &m_session, &Session::sendTo);
}

void CuesFeature::fillMenu(QMenu *menu)
{
    menu->clear();
    const QStringList cues = m_session.cues();
    for (int i = 0; i < cues.size(); ++i) {
        // The key itself belongs to the panel; two owners of one key would make it ambiguous.
        const QString key = i < 9 ? QStringLiteral("\tCtrl+%1").arg(i + 1) : QString();
        menu->addAction(plainMenuText(cues[i]) + key, &m_session, [this, i] { m_session.runCue(i); });
    }
    if (cues.isEmpty())
        menu->addAction(tr("The script has no cues"))->setEnabled(false);
}

std::vector<WindowLayout::Panel> CuesFeature::panels() const
{
    return {{WindowLayout::Side::Left, "cues", tr("Cues"), m_box, m_cues->header()}};
}

void CuesFeature::runBegan()
{
    m_params->setParams(m_session.scenario().manifest.params, m_session.params());
    m_cues->setCues(m_session.cues());
    showTargets();
}

void CuesFeature::runGrew(const RunNews &news)
{
    if (news.cues || news.script)
        m_cues->setCues(m_session.cues());
    if (news.cues || news.script || news.clients)
        showTargets();
}

void CuesFeature::runEnded()
{
    m_cues->setCues({});
    m_send->setTargets({}, {});
}

// The trace's parameters are not those that stood here, and nobody takes what would be sent.
void CuesFeature::traceShown(const TraceView &view)
{
    m_cues->setScriptless(view.isSaved());
    m_send->setVisible(!view.isSaved());
    if (view.isSaved())
        m_params->hide();
}

void CuesFeature::showTargets()
{
    QStringList names;
    for (const ClientInfo &client : m_session.clients())
        names += client.name;
    m_send->setTargets(m_session.channels(), names);
}

QWidget *CuesFeature::placeNamed(const QString &name, const QString & /*client*/)
{
    if (name == u"cues")
        return m_cues;
    if (name == u"params")
        return m_params;
    if (name == u"sends")
        return m_send;
    return nullptr;
}

} // namespace swapscope
