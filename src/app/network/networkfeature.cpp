#include "networkfeature.h"

#include "networkpanel.h"
#include "recorded/putschedule.h"
#include "widgets/rates.h"
#include "window/scenariocontrol.h"
#include "window/selection.h"
#include "window/traceview.h"
#include "window/windowactions.h"

#include <faults/names.h>
#include <session/session.h>
#include <trace/trace.h>

#include <QAction>
#include <QMainWindow>
#include <QTimer>

namespace swapscope {

namespace {
constexpr Nanoseconds kToolbarFault = 5 * kSecond;
constexpr Nanoseconds kDeployDown = 3 * kSecond;
} // namespace

NetworkFeature::NetworkFeature(const Workbench &bench)
    : m_bench(bench), m_panel(new NetworkPanel(&bench.window))
{
    connect(m_panel, &NetworkPanel::faultRequested, &bench.session, &Session::applyFault);
    connect(m_panel, &NetworkPanel::scheduleRequested, this,
            [this](const std::vector<NetworkStep> &steps, ScheduleEdit edit) {
                putIntoSchedule(m_bench.texts, m_bench.scenarios.scenario(), steps, edit);
            });
    connectSelection();
    connectActions();
    auto *tick = new QTimer(this);
    tick->setInterval(kTick);
    connect(tick, &QTimer::timeout, this, [this] {
        if (m_bench.session.isOpen() && !m_bench.trace.isSaved())
            m_panel->setNow(m_bench.session.now());
    });
    tick->start();
}

// The panel decides which client is selected at first, and what becomes of it when the clients change.
void NetworkFeature::connectSelection()
{
    Selection &selection = m_bench.selection;
    connect(m_panel, &NetworkPanel::selected, &selection, &Selection::setClient);
    connect(&selection, &Selection::clientChanged, m_panel, &NetworkPanel::select);
    connect(&selection, &Selection::clientChanged, &m_bench.actions, &WindowActions::setTarget);
}

void NetworkFeature::connectActions()
{
    const WindowActions &a = m_bench.actions;
    Session &session = m_bench.session;
    const auto fault = [this, &session](const QAction *action, const QString &name, bool timed) {
        connect(action, &QAction::triggered, this, [this, &session, name, timed] {
            session.applyFault({.client = m_panel->client(),
                                .fault = name,
                                .ends = timed ? Ends::after(kToolbarFault) : Ends::byHand()});
        });
    };
    fault(a.cut, faultName::cut, true);
    fault(a.freeze, faultName::freeze, true);
    fault(a.thaw, faultName::thaw, false);
    fault(a.mend, faultName::mend, false);
    connect(a.clear, &QAction::triggered, this, [&session] {
        session.applyFault({.client = FaultCommand::kEveryone, .fault = faultName::clear});
    });
    connect(a.deploy, &QAction::triggered, this, [&session] { session.deploy(1012, kDeployDown); });
    connect(a.anotherFault, &QAction::triggered, m_panel, &NetworkPanel::openAnotherFault);
}

std::vector<WindowLayout::Panel> NetworkFeature::panels() const
{
    return {{WindowLayout::Side::Right, "network", tr("Network"), m_panel}};
}

void NetworkFeature::runBegan()
{
    m_recorded.clear();
    m_recorded.read(m_bench.session.trace());
    showLinks();
    showRecorded();
    m_panel->setScheduleObstacle(m_bench.session.isAttached()
                                     ? tr("A server of your own has no scenario with a schedule")
                                     : QString());
}

void NetworkFeature::runGrew(const RunNews &news)
{
    if (news.clients || news.script)
        showLinks();
    if (m_recorded.read(m_bench.session.trace()))
        showRecorded();
}

void NetworkFeature::runEnded()
{
    m_panel->setLinks({}, {});
}

QWidget *NetworkFeature::placeNamed(const QString &name, const QString &client)
{
    QWidget *place = Feature::placeNamed(name, client);
    if (place != nullptr && !client.isEmpty())
        m_panel->select(client);
    return place;
}

void NetworkFeature::showLinks()
{
    const Session &session = m_bench.session;
    if (!session.isOpen())
        return;
    QStringList names;
    QMap<QString, LinkStatus> links;
    for (const ClientInfo &client : session.clients()) {
        names += client.name;
        links.insert(client.name, client.link);
    }
    m_panel->setNow(session.now());
    m_panel->setLinks(names, links);
}

void NetworkFeature::showRecorded()
{
    m_panel->setRecorded(m_recorded.list(static_cast<int>(m_bench.session.clients().size())));
}

} // namespace swapscope
