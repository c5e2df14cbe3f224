#include "runview.h"

#include "addressfield.h"
#include "cues/cuespanel.h"
#include "cues/paramspanel.h"
#include "cues/sendbox.h"
#include "editor/editorpanel.h"
#include "lesson/lessonpanel.h"
#include "network/networkpanel.h"
#include "network/recorded/recordedfaults.h"
#include "pages/pagespanel.h"
#include "scenariocontrol.h"
#include "timeline/timelinewidget.h"
#include "topbar.h"
#include "traceview.h"
#include "versionswitch.h"
#include "widgets/messagebar.h"
#include "widgets/rates.h"
#include "windowactions.h"
#include "windowlayout.h"
#include "windowpanels.h"

#include <trace/ledger.h>
#include <trace/trace.h>

#include <QDir>
#include <QTimer>

namespace swapscope {

RunView::RunView(const Parts &parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    connectSession();
    auto *tick = new QTimer(this);
    tick->setInterval(kTick);
    connect(tick, &QTimer::timeout, this, [this] {
        if (m_parts.session.isOpen() && !m_parts.trace.isSaved())
            m_parts.panels.network->setNow(m_parts.session.now());
    });
    tick->start();
}

void RunView::connectSession()
{
    Session &session = m_parts.session;
    const WindowPanels &panels = m_parts.panels;
    connect(&session, &Session::starting, this, &RunView::prepare);
    connect(&session, &Session::opened, this, &RunView::begin);
    connect(&session, &Session::closed, this, &RunView::end);
    connect(&session, &Session::appended, this, &RunView::grow);
    connect(&session, &Session::clientsChanged, this, &RunView::showClients);
    connect(&session, &Session::cuesChanged, this, &RunView::showCues);
    connect(&session, &Session::stepsChanged, this, [this, &session, &panels] {
        if (!m_parts.trace.isSaved())
            panels.lesson->setSteps(session.steps());
    });
    connect(&session, &Session::scriptLoaded, this, [this] {
        m_scriptRan = true;
        m_parts.panels.editor->clearErrors();
        m_parts.panels.message->dismiss();
        showClients();
        showCues();
    });
    connect(&session, &Session::scriptFailed, this, &RunView::showScriptError);
    connect(&session, &Session::commandFailed, this, [this](const Error &error) {
        m_parts.panels.editor->markError(error, false);
        m_parts.panels.message->show(MessageBar::Tone::Error, told(error));
        // What was asked for may not have come about.
        if (m_parts.session.isOpen())
            m_parts.top.versions()->setVersions(m_parts.session.scenario().manifest.htmx,
                                                m_parts.session.htmx());
    });
    connect(&session, &Session::scheduleChanged, this, [this](bool running) {
        m_parts.actions.setSchedule(!m_parts.session.scenario().manifest.network.empty(), running);
    });
}

// The trace of the run before is about to go away.
void RunView::prepare()
{
    if (!m_parts.trace.isSaved())
        m_parts.trace.showNone();
    m_parts.top.address()->setState(AddressField::State::Down, tr("The server is starting"));
}

void RunView::begin()
{
    const Session &session = m_parts.session;
    const WindowPanels &panels = m_parts.panels;
    panels.message->dismiss();
    m_parts.trace.showRun();
    m_parts.actions.setOpen(true);
    m_parts.actions.setSchedule(!session.scenario().manifest.network.empty(), false);
    m_parts.top.versions()->setVersions(session.scenario().manifest.htmx, session.htmx());
    panels.params->setParams(session.scenario().manifest.params, session.params());
    panels.lesson->setSteps(session.steps());
    panels.timeline->setFollowing(true);
    panels.editor->clearErrors();
    showClients();
    showCues();
    showSummary();
    const std::optional<Error> error = session.scriptError();
    m_scriptRan = !error;
    if (error)
        showScriptError(*error);
    // The first lesson and cues decide how the left side is shared, until the user does.
    if (!m_leftIsFitted) {
        m_leftIsFitted = true;
        QTimer::singleShot(0, this, [this] { m_parts.layout.fitLeft(); });
    }
}

void RunView::end()
{
    const WindowPanels &panels = m_parts.panels;
    if (!m_parts.trace.isSaved())
        m_parts.trace.showNone();
    m_parts.actions.setOpen(false);
    m_parts.actions.saveTrace->setEnabled(m_parts.trace.isSaved()); // one that was opened meanwhile
    m_parts.actions.setSchedule(false, false);
    panels.network->setLinks({}, {});
    panels.send->setTargets({}, {});
    panels.cues->setCues({});
    m_parts.top.address()->setAddresses({});
    m_parts.top.address()->setState(AddressField::State::Down, tr("No server is running"));
    // A run that follows at once gives a trace of its own; one that has ended for good stays to be looked at.
    QTimer::singleShot(0, this, [this] {
        if (!m_parts.session.isOpen() && !m_parts.trace.isSaved())
            m_parts.trace.showRun();
    });
}

void RunView::grow()
{
    if (m_parts.trace.isSaved())
        return;
    m_parts.trace.grow();
    if (m_parts.session.trace().ofKind(Kind::LinkFault).size() != m_faults)
        showRecorded();
    showSummary();
}

void RunView::showClients()
{
    const Session &session = m_parts.session;
    if (!session.isOpen())
        return;
    QStringList names;
    QMap<QString, LinkStatus> links;
    std::vector<AddressField::Entry> addresses;
    for (const ClientInfo &client : session.clients()) {
        names += client.name;
        links.insert(client.name, client.link);
        addresses.push_back({tr("Client %1, through its link").arg(client.name), client.url});
    }
    addresses.push_back({tr("The server itself"), session.serverUrl()});
    m_parts.panels.network->setNow(session.now());
    m_parts.panels.network->setLinks(names, links);
    showRecorded();
    m_parts.panels.send->setTargets(session.channels(), names);
    m_parts.top.address()->setAddresses(addresses);
    const bool broken = session.scriptError().has_value();
    m_parts.top.address()->setState(broken ? AddressField::State::Trouble : AddressField::State::Up,
                                    broken ? tr("The script has an error")
                                           : tr("Running; any browser can open it"));
}

void RunView::showRecorded()
{
    const Trace &trace = m_parts.session.trace();
    m_faults = trace.ofKind(Kind::LinkFault).size();
    m_parts.panels.network->setRecorded(
        recordedFaults(trace, static_cast<int>(m_parts.session.clients().size())));
    m_parts.panels.network->setScheduleObstacle(
        m_parts.session.isAttached() ? tr("A server of your own has no scenario with a schedule")
                                     : QString());
}

void RunView::showCues()
{
    m_parts.panels.cues->setCues(m_parts.session.cues());
    QStringList names;
    for (const ClientInfo &client : m_parts.session.clients())
        names += client.name;
    m_parts.panels.send->setTargets(m_parts.session.channels(), names);
}

void RunView::showSummary()
{
    if (m_parts.trace.isSaved()) {
        const auto count = [this](Kind kind) {
            return static_cast<int>(m_parts.trace.trace().ofKind(kind).size());
        };
        m_parts.top.setSummary(count(Kind::ServerSent), count(Kind::UpdateMissed),
                               count(Kind::UpdateRecovered), tr("As the trace tells it"));
        return;
    }
    if (m_parts.session.isAttached()) {
        m_parts.top.setPassed(static_cast<int>(m_parts.session.trace().ofKind(Kind::LinkMessage).size()));
        return;
    }
    const Nanoseconds now = m_parts.session.now();
    int missed = 0;
    int recovered = 0;
    QStringList lines;
    const Ledger &ledger = m_parts.session.ledger();
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
    m_parts.top.setSummary(static_cast<int>(m_parts.session.trace().ofKind(Kind::ServerSent).size()), missed,
                           recovered, lines.join(u'\n'));
}

void RunView::showScriptError(const Error &error)
{
    EditorPanel *editor = m_parts.panels.editor;
    editor->clearErrors();
    editor->markError(error, false);
    m_parts.top.address()->setState(AddressField::State::Trouble, tr("The script has an error"));
    const QString meanwhile = m_scriptRan ? tr("the last script without an error keeps serving")
                                          : tr("until it is mended the page is served without a script");
    m_parts.panels.message->show(
        MessageBar::Tone::Error, tr("%1 — %2.").arg(told(error), meanwhile),
        {{tr("Show the line"), [editor, error] { editor->markError(error, true); }}});
}

void RunView::showFailure(const QString &what, const std::vector<Error> &errors,
                          const std::function<void()> &reopen)
{
    const WindowPanels &panels = m_parts.panels;
    QString text = what;
    panels.editor->clearErrors();
    for (const Error &error : errors)
        panels.editor->markError(error, &error == &errors.front());
    if (!errors.empty())
        text += u' ' + told(errors.front());
    if (errors.size() > 1)
        text += tr(" (and %n more, marked in the editor)", nullptr, static_cast<int>(errors.size()) - 1);
    const bool known = m_parts.scenarios.hasScenario();
    panels.message->show(MessageBar::Tone::Error, text,
                         known ? std::vector<MessageBar::Action>{{tr("Try again"), reopen}}
                               : std::vector<MessageBar::Action>{});
    panels.pages->setNote(tr("Nothing runs"),
                          known ? tr("Mend %1 in the editor and save it, or open another scenario.")
                                      .arg(m_parts.scenarios.scenario().name)
                                : tr("Choose a scenario above, or open a folder of yours."));
    panels.lesson->setSteps({});
}

// With the file as the editor's tabs name it.
QString RunView::told(Error error) const
{
    const ScenarioControl &scenarios = m_parts.scenarios;
    if (scenarios.hasScenario() && error.file.startsWith(scenarios.scenario().dir + u'/'))
        error.file = QDir(scenarios.scenario().dir).relativeFilePath(error.file);
    return error.toString();
}

} // namespace swapscope
