#include "holdfeature.h"

#include "holdpanel.h"
#include "messageform.h"
#include "widgets/messagebar.h"
#include "window/windowactions.h"
#include "window/workbench.h"

#include <session/holds.h>
#include <session/session.h>
#include <trace/trace.h>

#include <QAction>
#include <QMainWindow>
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

QString lossText(const std::map<std::pair<QString, ConnectionId>, int> &counts)
{
    QStringList sentences;
    for (const auto &[connection, count] : counts) {
        const QString which = HoldFeature::tr("Connection %1 of client %2 ended")
                                  .arg(connection.second.number())
                                  .arg(connection.first);
        sentences += count == 1 ? HoldFeature::tr("%1: a held message is lost.").arg(which)
                                : HoldFeature::tr("%1: %2 held messages are lost.").arg(which).arg(count);
    }
    return sentences.join(u' ');
}

HoldFeature::HoldFeature(const Workbench &bench)
    : m_session(bench.session),
      m_actions(bench.actions),
      m_layout(bench.layout),
      m_messages(bench.messages),
      m_panel(new HoldPanel(&bench.window))
{
    connectActions();
    connectPanel();
    connect(&m_session.holds(), &Holds::changed, this, [this](const QString &client) {
        m_reported.insert(client);
        show();
    });
    m_panel->setClock([&session = m_session] { return session.now(); });
}

std::vector<WindowLayout::Panel> HoldFeature::panels() const
{
    return {{.side = WindowLayout::Side::Bottom,
             .name = "held",
             .title = tr("Held messages"),
             .widget = m_panel,
             .header = m_panel->header(),
             .shownAtFirst = false,
             .width = 460}};
}

void HoldFeature::connectActions()
{
    const WindowActions &a = m_actions;
    connect(a.hold, &QAction::toggled, this, &HoldFeature::setOn);
    connect(a.step, &QAction::triggered, this, [this] { m_session.holds().step(kEveryClient); });
    connect(a.releaseAll, &QAction::triggered, this, [this] { m_session.holds().releaseAll(kEveryClient); });
    connect(a.inject, &QAction::triggered, this, [this] {
        m_layout.raise(m_panel);
        m_panel->inject();
    });
}

void HoldFeature::connectPanel()
{
    Session &session = m_session;
    connect(m_panel, &HoldPanel::releaseAllRequested, this,
            [&session] { session.holds().releaseAll(kEveryClient); });
    connect(m_panel, &HoldPanel::releaseRequested, &session.holds(), &Holds::release);
    connect(m_panel, &HoldPanel::editRequested, &session.holds(), &Holds::edit);
    connect(m_panel, &HoldPanel::duplicateRequested, &session.holds(), &Holds::duplicate);
    connect(m_panel, &HoldPanel::discardRequested, &session.holds(), &Holds::discard);
    connect(m_panel, &HoldPanel::moveRequested, &session.holds(), &Holds::move);
    connect(m_panel, &HoldPanel::injectRequested, this,
            [&session](const QString &client, Direction direction, const QString &event,
                       const QString &text) { session.holds().inject(client, {}, direction, text, event); });
    connect(m_panel, &HoldPanel::breakpointsRequested, this,
            [this, &session](const std::vector<Breakpoint> &breakpoints) {
                m_breakpoints = breakpoints;
                session.holds().setBreakpoints(kEveryClient, breakpoints);
                show();
            });
}

void HoldFeature::runBegan()
{
    m_reported.clear();
    m_panel->setNote({});
    if (!m_breakpoints.empty())
        m_session.holds().setBreakpoints(kEveryClient, m_breakpoints);
    if (m_actions.hold->isChecked())
        m_session.holds().set(kEveryClient, true);
    show();
}

void HoldFeature::runGrew(const RunNews &news)
{
    if (news.clients)
        showClients();
    if (news.hasEvents())
        noteLosses(news.first, news.last);
}

void HoldFeature::runEnded()
{
    m_panel->setClients({});
    show();
}

void HoldFeature::showClients()
{
    QStringList names;
    if (m_session.isOpen()) {
        for (const ClientInfo &client : m_session.clients())
            names += client.name;
    }
    m_panel->setClients(names);
}

void HoldFeature::setOn(bool on)
{
    if (m_session.isOpen())
        m_session.holds().set(kEveryClient, on);
    m_panel->setNote({});
    if (on)
        m_layout.raise(m_panel);
    else if (!m_panel->form()->isVisible()) // else something is being written
        m_layout.setShown(m_panel, false);
    show();
}

void HoldFeature::show()
{
    std::vector<HoldStatus> links;
    if (m_session.isOpen()) {
        for (const QString &client : m_reported)
            links.push_back(m_session.holds().of(client));
    }
    HoldStatus all = merged(links);
    // The user's wishes stand until the links report the same.
    all.on = m_actions.hold->isChecked();
    all.breakpoints = m_breakpoints;
    m_panel->setStatus(all);
    m_actions.setHeld(all.on, all.total);
}

void HoldFeature::noteLosses(EventId first, EventId last)
{
    std::map<std::pair<QString, ConnectionId>, int> counts;
    for (EventId id = first; id <= last; ++id) {
        if (m_session.trace().kindOf(id) != Kind::LinkLost)
            continue;
        const Event event = m_session.trace().at(id);
        if (event.data.value(Field::Why).toString() == QLatin1StringView("held"))
            ++counts[{event.client, event.conn}];
    }
    if (counts.empty() || !m_session.isOpen())
        return;
    const QString text = lossText(counts);
    m_panel->setNote(text);
    m_messages.show(MessageBar::Tone::Note, text);
}

} // namespace swapscope
