#include "attachcontrol.h"

#include "attachdialog.h"
#include "attachedpanel.h"
#include "pages/pagespanel.h"
#include "widgets/messagebar.h"
#include "window/scenariocontrol.h"
#include "window/topbar.h"
#include "window/windowlayout.h"
#include "window/windowpanels.h"

#include <session/session.h>
#include <trace/trace.h>

namespace swapscope {

namespace {
constexpr int kAttachedWidth = 320; // of what stands in place of the editor
constexpr quint16 kFirstPort = 8137;
} // namespace

AttachControl::AttachControl(const Parts &parts, QSettings *settings, QObject *parent)
    : QObject(parent), m_parts(parts), m_history(settings)
{
    connect(&m_parts.session, &Session::opened, this, &AttachControl::begin);
    connect(&m_parts.session, &Session::appended, this, &AttachControl::watch);
    connect(&m_parts.session, &Session::openFailed, this,
            [this](const std::vector<Error> &errors, bool attaching) {
                if (attaching)
                    showFailure(errors.front());
            });
    AttachedPanel *panel = m_parts.panels.attached;
    connect(panel, &AttachedPanel::againRequested, this, &AttachControl::again);
    connect(panel, &AttachedPanel::anotherRequested, this, &AttachControl::ask);
    connect(panel, &AttachedPanel::scenarioRequested, this, &AttachControl::scenarioRequested);
}

void AttachControl::ask()
{
    auto *dialog = new AttachDialog(m_history, &m_parts.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (const Result<AttachOptions> options = dialog->options())
            attach(*options);
    });
    dialog->open();
}

void AttachControl::attach(const AttachOptions &options)
{
    m_last = options;
    // The addresses stay where they are, as with another scenario.
    if (m_last->port == 0) {
        const std::vector<ClientInfo> clients = m_parts.session.clients();
        m_last->port = m_parts.session.isOpen() && !clients.empty()
                           ? static_cast<quint16>(clients.front().url.port())
                           : kFirstPort;
    }
    m_parts.session.attach(*m_last);
}

void AttachControl::showFailure(const Error &error)
{
    m_parts.panels.message->show(MessageBar::Tone::Error,
                                 tr("Nothing can be attached. %1").arg(error.toString()),
                                 {{tr("Try again"), [this] { again(); }}});
    if (!m_parts.session.isOpen()) // else what ran before goes on
        m_parts.panels.pages->setNote(tr("Nothing runs"), tr("The links cannot listen."));
    Q_EMIT failed();
}

void AttachControl::again()
{
    if (m_last)
        attach(AttachOptions(*m_last));
}

void AttachControl::begin()
{
    if (!m_parts.session.isAttached()) {
        m_parts.layout.restoreLeft();
        return;
    }
    if (m_last)
        m_history.remember(*m_last);
    AttachedPanel *panel = m_parts.panels.attached;
    panel->setUpstream(*m_parts.session.upstream());
    panel->setWaiting();
    panel->setScenario(m_parts.scenarios.hasScenario() ? m_parts.scenarios.scenario().manifest.title
                                                       : QString());
    m_parts.layout.replaceLeft(panel, kAttachedWidth);
    panel->setFocus(); // not an address, where the editor had it
    m_parts.top.showAttached(m_parts.session.upstream()->authority());
}

// Whether the server can be had is what its links last met.
void AttachControl::watch(EventId first, EventId last)
{
    if (!m_parts.session.isAttached())
        return;
    for (EventId id = last; id >= first && id > 0; --id) {
        const Event &event = m_parts.session.trace().at(id);
        if (event.kind == Kind::LinkUnreachable) {
            m_parts.panels.attached->setUnreachable(event.data.value(Field::Text).toString());
            return;
        }
        const bool fromServer = event.kind == Kind::LinkAnswered ||
                                (event.kind == Kind::LinkMessage &&
                                 event.data.value(Field::Dir).toString() == QLatin1StringView("down"));
        if (fromServer) {
            m_parts.panels.attached->setAnswering();
            return;
        }
    }
}

} // namespace swapscope
