#include "attachfeature.h"

#include "attachdialog.h"
#include "attachedpanel.h"
#include "window/scenariocontrol.h"
#include "window/windowactions.h"
#include "window/workbench.h"

#include <session/session.h>
#include <trace/trace.h>

#include <QAction>
#include <QMainWindow>

namespace swapscope {

namespace {
constexpr int kAttachedWidth = 320; // of what stands in place of the editor
constexpr quint16 kFirstPort = 8137;
} // namespace

AttachFeature::AttachFeature(const Workbench &bench)
    : m_window(bench.window),
      m_session(bench.session),
      m_scenarios(bench.scenarios),
      m_layout(bench.layout),
      m_panel(new AttachedPanel(&bench.window)),
      m_history(bench.settings)
{
    connect(bench.actions.attach, &QAction::triggered, this, &AttachFeature::ask);
    connect(m_panel, &AttachedPanel::againRequested, this, &AttachFeature::again);
    connect(m_panel, &AttachedPanel::anotherRequested, this, &AttachFeature::ask);
    connect(m_panel, &AttachedPanel::scenarioRequested, this, [this] { m_scenarios.reopen(); });
}

std::vector<WindowLayout::Panel> AttachFeature::panels() const
{
    return {{.side = WindowLayout::Side::Left,
             .name = "attached",
             .title = tr("Attached server"),
             .widget = m_panel,
             .shownAtFirst = false,
             .togglesInMenu = false}};
}

void AttachFeature::ask()
{
    auto *dialog = new AttachDialog(m_history, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (const Result<AttachOptions> options = dialog->options())
            attach(*options);
    });
    dialog->open();
}

void AttachFeature::attach(const AttachOptions &options)
{
    m_last = options;
    // The addresses stay where they are, as with another scenario.
    if (m_last->port == 0) {
        const std::vector<ClientInfo> clients = m_session.clients();
        m_last->port = m_session.isOpen() && !clients.empty()
                           ? static_cast<quint16>(clients.front().url.port())
                           : kFirstPort;
    }
    m_session.attach(*m_last);
}

void AttachFeature::again()
{
    if (m_last)
        attach(AttachOptions(*m_last));
}

void AttachFeature::runBegan()
{
    if (!m_session.isAttached()) {
        m_layout.restoreLeft();
        return;
    }
    if (m_last)
        m_history.remember(*m_last);
    m_panel->setUpstream(*m_session.upstream());
    m_panel->setWaiting();
    m_panel->setScenario(m_scenarios.hasScenario() ? m_scenarios.scenario().manifest.title : QString());
    m_layout.replaceLeft(m_panel, kAttachedWidth);
    m_panel->setFocus(); // not an address, where the editor had it
}

// Whether the server can be reached is what its links saw last.
void AttachFeature::runGrew(const RunNews &news)
{
    if (!m_session.isAttached())
        return;
    for (EventId id = news.last; id >= news.first && id > 0; --id) {
        const Kind kind = m_session.trace().kindOf(id);
        if (kind != Kind::LinkUnreachable && kind != Kind::LinkAnswered && kind != Kind::LinkMessage)
            continue;
        const Event event = m_session.trace().at(id);
        if (event.kind == Kind::LinkUnreachable) {
            m_panel->setUnreachable(event.data.value(Field::Text).toString());
            return;
        }
        const bool fromServer = event.kind == Kind::LinkAnswered ||
                                (event.kind == Kind::LinkMessage &&
                                 event.data.value(Field::Dir).toString() == QLatin1StringView("down"));
        if (fromServer) {
            m_panel->setAnswering();
            return;
        }
    }
}

} // namespace swapscope
