#include "holdcontrol.h"

#include "holdpanel.h"
#include "messageform.h"
#include "widgets/messagebar.h"
#include "window/windowactions.h"
#include "window/windowlayout.h"
#include "window/windowpanels.h"

#include <session/holds.h>
#include <session/session.h>
#include <trace/trace.h>

#include <QAction>
#include <QStringList>

namespace swapscope {

namespace {
const QString kEveryClient = QStringLiteral("*");
} // namespace

HoldStatus merged(const std::vector<HoldStatus> &links)
{
    HoldStatus all;
    std::vector<std::size_t> next(links.size(), 0);
    std::size_t count = 0;
    for (const HoldStatus &link : links) {
        all.on |= link.on;
        all.full |= link.full;
        all.total += link.total;
        all.bytes += link.bytes;
        if (all.breakpoints.empty())
            all.breakpoints = link.breakpoints;
        count += link.messages.size();
    }
    all.messages.reserve(count);
    while (all.messages.size() < count) {
        const HeldMessage *first = nullptr;
        std::size_t of = 0;
        for (std::size_t i = 0; i < links.size(); ++i) {
            if (next[i] == links[i].messages.size())
                continue;
            const HeldMessage &head = links[i].messages[next[i]];
            if (first == nullptr || head.id < first->id) {
                first = &head;
                of = i;
            }
        }
        all.messages.push_back(*first);
        ++next[of];
    }
    return all;
}

QString lossText(const std::map<std::pair<QString, int>, int> &counts)
{
    QStringList sentences;
    for (const auto &[connection, count] : counts) {
        const QString which =
            HoldControl::tr("Connection %1 of client %2 ended").arg(connection.second).arg(connection.first);
        sentences += count == 1 ? HoldControl::tr("%1: a held message is lost.").arg(which)
                                : HoldControl::tr("%1: %2 held messages are lost.").arg(which).arg(count);
    }
    return sentences.join(u' ');
}

HoldControl::HoldControl(const Parts &parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    connectActions();
    connectPanel();
    Session &session = m_parts.session;
    connect(&session, &Session::opened, this, &HoldControl::begin);
    connect(&session, &Session::closed, this, &HoldControl::end);
    connect(&session, &Session::clientsChanged, this, [this] {
        QStringList names;
        if (m_parts.session.isOpen()) {
            for (const ClientInfo &client : m_parts.session.clients())
                names += client.name;
        }
        m_parts.panels.hold->setClients(names);
    });
    connect(&session.holds(), &Holds::changed, this, [this](const QString &client) {
        m_told.insert(client);
        show();
    });
    connect(&session, &Session::appended, this, &HoldControl::noteLosses);
    m_parts.panels.hold->setClock([&session] { return session.now(); });
}

void HoldControl::connectActions()
{
    const WindowActions &a = m_parts.actions;
    connect(a.hold, &QAction::toggled, this, &HoldControl::setOn);
    connect(a.step, &QAction::triggered, this, [this] { m_parts.session.holds().step(kEveryClient); });
    connect(a.releaseAll, &QAction::triggered, this,
            [this] { m_parts.session.holds().releaseAll(kEveryClient); });
    connect(a.inject, &QAction::triggered, this, [this] {
        m_parts.layout.raise(m_parts.panels.hold);
        m_parts.panels.hold->inject();
    });
}

void HoldControl::connectPanel()
{
    HoldPanel *panel = m_parts.panels.hold;
    Session &session = m_parts.session;
    connect(panel, &HoldPanel::releaseAllRequested, this,
            [&session] { session.holds().releaseAll(kEveryClient); });
    connect(panel, &HoldPanel::releaseRequested, &session.holds(), &Holds::release);
    connect(panel, &HoldPanel::editRequested, &session.holds(), &Holds::edit);
    connect(panel, &HoldPanel::duplicateRequested, &session.holds(), &Holds::duplicate);
    connect(panel, &HoldPanel::discardRequested, &session.holds(), &Holds::discard);
    connect(panel, &HoldPanel::moveRequested, &session.holds(), &Holds::move);
    connect(panel, &HoldPanel::injectRequested, this,
            [&session](const QString &client, Direction direction, const QString &event,
                       const QString &text) { session.holds().inject(client, 0, direction, text, event); });
    connect(panel, &HoldPanel::breakpointsRequested, this,
            [this, &session](const std::vector<Breakpoint> &breakpoints) {
                m_breakpoints = breakpoints;
                session.holds().setBreakpoints(kEveryClient, breakpoints);
                show();
            });
}

void HoldControl::begin()
{
    m_told.clear();
    m_parts.panels.hold->setNote({});
    if (!m_breakpoints.empty())
        m_parts.session.holds().setBreakpoints(kEveryClient, m_breakpoints);
    if (m_parts.actions.hold->isChecked())
        m_parts.session.holds().set(kEveryClient, true);
    show();
}

void HoldControl::end()
{
    m_parts.panels.hold->setClients({});
    show();
}

void HoldControl::setOn(bool on)
{
    if (m_parts.session.isOpen())
        m_parts.session.holds().set(kEveryClient, on);
    m_parts.panels.hold->setNote({});
    if (on)
        m_parts.layout.raise(m_parts.panels.hold);
    else if (!m_parts.panels.hold->form()->isVisible()) // else something is being written
        m_parts.layout.setShown(m_parts.panels.hold, false);
    show();
}

void HoldControl::show()
{
    std::vector<HoldStatus> links;
    if (m_parts.session.isOpen()) {
        for (const QString &client : m_told)
            links.push_back(m_parts.session.holds().of(client));
    }
    HoldStatus all = merged(links);
    // What was asked for, until the links have said the same.
    all.on = m_parts.actions.hold->isChecked();
    all.breakpoints = m_breakpoints;
    m_parts.panels.hold->setStatus(all);
    m_parts.actions.setHeld(all.on, all.total);
}

void HoldControl::noteLosses(EventId first, EventId last)
{
    std::map<std::pair<QString, int>, int> counts;
    for (EventId id = first; id <= last; ++id) {
        const Event &event = m_parts.session.trace().at(id);
        if (event.kind == Kind::LinkLost &&
            event.data.value(Field::Why).toString() == QLatin1StringView("held"))
            ++counts[{event.client, event.conn}];
    }
    if (counts.empty() || !m_parts.session.isOpen())
        return;
    const QString text = lossText(counts);
    m_parts.panels.hold->setNote(text);
    m_parts.panels.message->show(MessageBar::Tone::Note, text);
}

} // namespace swapscope
