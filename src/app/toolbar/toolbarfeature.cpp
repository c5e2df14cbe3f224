#include "toolbarfeature.h"

#include "addressfield.h"
#include "topbar.h"
#include "versionswitch.h"
#include "widgets/behind.h"
#include "window/scenariocontrol.h"
#include "window/traceview.h"
#include "window/windowactions.h"
#include "window/windowmenus.h"

#include <session/session.h>
#include <trace/ledger/ledgersnapshot.h>
#include <trace/trace.h>

#include <QAction>
#include <QMainWindow>
#include <QTimer>
#include <QToolBar>

namespace swapscope {

namespace {
using namespace std::chrono_literals;
constexpr auto kLooksBehind = 250ms;
} // namespace

ToolbarFeature::ToolbarFeature(const Workbench &bench)
    : m_bench(bench), m_bar(new TopBar(bench.actions, bench.menus.network, &bench.window))
{
    place();
    connectBar();
    m_bar->setScenarios(m_bench.scenarios.bundled(), m_bench.scenarios.recent(), {}, {});
    showSummary();
    // Nothing is told while nothing is worked through.
    auto *tick = new QTimer(this);
    tick->setInterval(kLooksBehind);
    connect(tick, &QTimer::timeout, this, &ToolbarFeature::showIncomplete);
    tick->start();
}

void ToolbarFeature::place()
{
    auto *bar = new QToolBar(tr("Tools"), &m_bench.window);
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->toggleViewAction()->setEnabled(false);
    bar->addWidget(m_bar);
    m_bench.window.addToolBar(Qt::TopToolBarArea, bar);
}

void ToolbarFeature::connectBar()
{
    const WindowActions &a = m_bench.actions;
    Session &session = m_bench.session;
    connect(a.restart, &QAction::triggered, &session, &Session::restart);
    connect(a.play, &QAction::triggered, &session, [&session] {
        if (session.isPlayingSchedule())
            session.stopSchedule();
        else
            session.playSchedule();
    });
    connect(m_bar, &TopBar::scenarioChosen, this,
            [this](const QString &dir) { m_bench.scenarios.open(dir, {}); });
    connect(m_bar, &TopBar::galleryRequested, a.gallery, &QAction::trigger);
    connect(m_bar, &TopBar::openFolderRequested, a.openFolder, &QAction::trigger);
    connect(m_bar->versions(), &VersionSwitch::chosen, this, [&session](const QString &version) {
        if (version != session.htmx())
            session.setHtmx(version);
    });
    connect(&session, &Session::scriptStalled, this, &ToolbarFeature::showAddresses);
    connect(&session, &Session::scriptResumed, this, &ToolbarFeature::showAddresses);
    connect(&session, &Session::commandFailed, this, [this, &session] {
        // The version that was chosen may not run.
        if (session.isOpen())
            m_bar->versions()->setVersions(session.scenario().manifest.htmx, session.htmx());
    });
}

void ToolbarFeature::scenarioLoaded()
{
    const Scenario &scenario = m_bench.scenarios.scenario();
    m_bar->setScenarios(m_bench.scenarios.bundled(), m_bench.scenarios.recent(), scenario.dir,
                        scenario.manifest.title.isEmpty() ? scenario.name : scenario.manifest.title);
}

void ToolbarFeature::runStarting()
{
    m_bar->address()->setState(AddressField::State::Down, tr("The server is starting"));
}

void ToolbarFeature::runBegan()
{
    const Session &session = m_bench.session;
    m_bench.actions.setOpen(true);
    showSchedule();
    m_bar->versions()->setVersions(session.scenario().manifest.htmx, session.htmx());
    if (session.isAttached())
        m_bar->showAttached(session.upstream()->authority());
    showAddresses();
    showSummary();
}

void ToolbarFeature::runGrew(const RunNews &news)
{
    if (news.schedule)
        showSchedule();
    if (news.clients || news.script)
        showAddresses();
    if (news.figures) {
        showSummary();
        showIncomplete();
    }
}

void ToolbarFeature::runEnded()
{
    m_bench.actions.setOpen(false);
    m_bench.actions.saveTrace->setEnabled(m_bench.trace.isSaved()); // one that was opened meanwhile
    m_bench.actions.setSchedule(false, false);
    m_bar->address()->setAddresses({});
    m_bar->address()->setState(AddressField::State::Down, tr("No server is running"));
}

void ToolbarFeature::traceShown(const TraceView &view)
{
    if (!view.isSaved())
        return;
    m_bench.actions.saveTrace->setEnabled(true);
    showSummary();
}

void ToolbarFeature::showAddresses()
{
    const Session &session = m_bench.session;
    if (!session.isOpen())
        return;
    std::vector<AddressField::Entry> addresses;
    for (const ClientInfo &client : session.clients())
        addresses.push_back({tr("Client %1, through its link").arg(client.name), client.url});
    addresses.push_back({tr("The server itself"), session.serverUrl()});
    m_bar->address()->setAddresses(addresses);
    if (session.scriptStall())
        m_bar->address()->setState(AddressField::State::Trouble,
                                   tr("Nothing is served: the script has not returned"));
    else if (session.scriptError())
        m_bar->address()->setState(AddressField::State::Trouble, tr("The script has an error"));
    else
        m_bar->address()->setState(AddressField::State::Up, tr("Running; any browser can open it"));
}

void ToolbarFeature::showSchedule()
{
    const Session &session = m_bench.session;
    m_bench.actions.setSchedule(!session.scenario().manifest.network.empty(), session.isPlayingSchedule());
}

void ToolbarFeature::showIncomplete()
{
    m_bar->setIncomplete(m_bench.trace.isCut() ? tr("incomplete") : behindWords(m_bench.trace.behind()));
}

void ToolbarFeature::showSummary()
{
    if (m_bench.trace.isSaved()) {
        const auto count = [this](Kind kind) {
            return static_cast<int>(m_bench.trace.trace().ofKind(kind).size());
        };
        m_bar->setSummary(count(Kind::ServerSent), count(Kind::UpdateMissed), count(Kind::UpdateRecovered),
                          m_bench.trace.isCut()
                              ? tr("As the trace has it; its last line is cut off, and what should follow "
                                   "is missing")
                              : tr("As the trace has it"));
        showIncomplete();
        return;
    }
    if (m_bench.session.isAttached()) {
        m_bar->setPassed(static_cast<int>(m_bench.session.trace().ofKind(Kind::LinkMessage).size()));
        return;
    }
    const Nanoseconds now = m_bench.session.now();
    int missed = 0;
    int recovered = 0;
    QStringList lines;
    const LedgerSnapshot &ledger = m_bench.session.ledger();
    for (const QString &client : ledger.clients()) {
        const LedgerSummary summary = ledger.summary(client, now);
        missed += summary.missed;
        recovered += summary.recovered();
        lines += tr("Client %1: %2 published, %3 delivered, %4 missed, %5 caught up")
                     .arg(client)
                     .arg(summary.published)
                     .arg(summary.delivered)
                     .arg(summary.missed)
                     .arg(summary.recovered());
    }
    m_bar->setSummary(static_cast<int>(m_bench.session.trace().ofKind(Kind::ServerSent).size()), missed,
                      recovered, lines.join(u'\n'));
}

} // namespace swapscope
