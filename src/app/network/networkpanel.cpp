#include "networkpanel.h"

#include "dropgrid.h"
#include "droprepeat.h"
#include "faults/faultdialog.h"
#include "inforcelist.h"
#include "presetgrid.h"
#include "recorded/recordedlist.h"
#include "sliders/linksliders.h"
#include "sliders/valueslider.h"
#include "widgets/statepill.h"
#include "widgets/widgets.h"

#include <faults/names.h>
#include <faults/presets.h>

#include <QComboBox>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace swapscope {

namespace {

constexpr int kNarrowest = 316;    // four buttons in a row with their words
constexpr int kBetweenGroups = 14; // in the body

const QString kEveryone = FaultCommand::kEveryone;

} // namespace

NetworkPanel::NetworkPanel(QWidget *parent)
    : QWidget(parent),
      m_client(new QComboBox(this)),
      m_state(new StatePill(this)),
      m_sliders(new LinkSliders(this)),
      m_drops(new DropGrid(this)),
      m_presets(new PresetGrid(this)),
      m_repeat(new DropRepeat(this)),
      m_recorded(new RecordedList(this)),
      m_inForce(new InForceList(this))
{
    setProperty("surface", QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Network"));
    setMinimumWidth(kNarrowest);

    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(makeBody());
    connect(scroll->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this, scroll](int, int most) {
        leaveRoom(most > 0 ? scroll->verticalScrollBar()->sizeHint().width() : 0);
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(scroll, 1);
    layout->addWidget(m_inForce);

    connect(m_client, &QComboBox::currentIndexChanged, this, [this] {
        display();
        Q_EMIT selected(client());
    });
    connect(m_sliders, &LinkSliders::faultRequested, this, &NetworkPanel::request);
    connect(m_drops, &DropGrid::faultRequested, this, &NetworkPanel::request);
    connect(m_presets, &PresetGrid::started, this,
            [this](const QString &name) { request(FaultCommand::preset(name)); });
    connect(m_presets, &PresetGrid::ended, this, &NetworkPanel::endPreset);
    connect(m_repeat, &DropRepeat::dropRequested, this, [this](const QString &whose) {
        Q_EMIT faultRequested({.client = whose, .fault = faultName::cut, .ends = Ends::atOnce()});
    });
    connect(m_inForce, &InForceList::endRequested, this, &NetworkPanel::request);
    connect(m_inForce, &InForceList::clearRequested, this, [this] { request({.fault = faultName::clear}); });
    connect(m_recorded, &RecordedList::scheduleRequested, this, &NetworkPanel::scheduleRequested);
    display();
}

QWidget *NetworkPanel::makeHead()
{
    auto *head = new QWidget(this);
    m_client->setFont(fonts::semiBold());
    m_client->setAccessibleName(tr("Link of"));
    m_client->setToolTip(tr("Whose link the controls below act on"));
    m_client->setMinimumWidth(124);
    m_client->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    m_client->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    QLabel *label = makeLabel(tr("Link of"), "dim", head);
    label->setBuddy(m_client);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::kMargin, 10, metrics::kMargin, 10);
    row->setSpacing(metrics::kGap);
    row->addWidget(label);
    row->addSpacing(metrics::kGrid);
    row->addWidget(m_client);
    row->addStretch();
    row->addWidget(m_state);
    return head;
}

QWidget *NetworkPanel::makeBody()
{
    m_body = new QWidget;
    m_body->setProperty("surface", QStringLiteral("panel"));
    QPushButton *another = makeButton(tr("Another fault…"), "link",
                                      tr("Every fault that there is, with every argument"), m_body);
    connect(another, &QPushButton::clicked, this, &NetworkPanel::openAnotherFault);
    auto *presetHead = new QHBoxLayout;
    presetHead->addWidget(makeCaption(tr("Presets"), m_body));
    presetHead->addStretch();
    presetHead->addWidget(another);

    auto *rest = new QVBoxLayout;
    rest->setContentsMargins(0, 0, ValueSlider::kOverhang, 0);
    rest->setSpacing(0);
    rest->addWidget(m_drops);
    rest->addSpacing(6);
    rest->addWidget(m_repeat);
    rest->addSpacing(kBetweenGroups);
    rest->addLayout(presetHead);
    rest->addSpacing(6);
    rest->addWidget(m_presets);
    rest->addSpacing(kBetweenGroups);
    rest->addWidget(m_recorded);
    auto *layout = new QVBoxLayout(m_body);
    layout->setSpacing(0);
    layout->addWidget(m_sliders);
    layout->addSpacing(12);
    layout->addLayout(rest);
    layout->addStretch();
    leaveRoom(0);
    return m_body;
}

void NetworkPanel::leaveRoom(int scrollBar)
{
    m_body->layout()->setContentsMargins(
        metrics::kMargin, 0, metrics::kMargin - ValueSlider::kOverhang - scrollBar, metrics::kMargin);
}

void NetworkPanel::setLinks(const QStringList &clients, const QMap<QString, LinkStatus> &links)
{
    for (auto link = links.cbegin(); link != links.cend(); ++link) {
        if (link->preset != m_links.value(link.key()).preset)
            m_presetSince[link.key()] = m_now;
    }
    m_links = links;
    if (clients.isEmpty())
        m_repeat->stop();
    if (clients != m_clients) {
        const bool first = m_clients.isEmpty();
        const QString before = client();
        m_clients = clients;
        {
            const QSignalBlocker blocker(m_client);
            m_client->clear();
            for (const QString &name : clients)
                m_client->addItem(tr("Client %1").arg(name), name);
            if (clients.size() > 1)
                m_client->addItem(tr("Every client"), kEveryone);
            const int same = first ? -1 : m_client->findData(before);
            m_client->setCurrentIndex(same >= 0 ? same : static_cast<int>(clients.size()) - 1);
        }
        if (client() != before)
            Q_EMIT selected(client());
    }
    display();
}

void NetworkPanel::setNow(Nanoseconds now)
{
    m_now = now;
    m_repeat->setNow(now);
    displayState();
    displayPreset();
}

void NetworkPanel::setRecorded(const std::vector<RecordedFault> &faults)
{
    m_recorded->setFaults(faults);
}

void NetworkPanel::setScheduleObstacle(const QString &words)
{
    m_recorded->setObstacle(words);
}

QString NetworkPanel::client() const
{
    return m_client->currentData().toString();
}

void NetworkPanel::select(const QString &client)
{
    if (const int index = m_client->findData(client); index >= 0)
        m_client->setCurrentIndex(index);
}

Ends NetworkPanel::duration() const
{
    return m_drops->duration();
}

void NetworkPanel::setDuration(const Ends &value)
{
    m_drops->setDuration(value);
}

void NetworkPanel::openAnotherFault()
{
    if (m_dialog == nullptr) {
        m_dialog = new FaultDialog(this);
        connect(m_dialog, &FaultDialog::faultRequested, this, &NetworkPanel::request);
    }
    m_dialog->setTarget(whom());
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void NetworkPanel::request(const FaultCommand &command)
{
    if (!client().isEmpty())
        Q_EMIT faultRequested(command.to(client()));
}

void NetworkPanel::endPreset(const QString &name)
{
    request({.fault = faultName::clear});
    // What a half-open path swallowed leaves the connection deaf, and a link that is up would not show it.
    const Preset *preset = findPreset(name);
    const bool deaf = preset != nullptr &&
                      std::any_of(preset->steps.begin(), preset->steps.end(),
                                  [](const PresetStep &step) { return step.command.fault == u"halfopen"; });
    if (deaf)
        request({.fault = faultName::cut, .ends = Ends::atOnce()});
}

QStringList NetworkPanel::meant() const
{
    if (client() == kEveryone)
        return m_clients;
    return client().isEmpty() ? QStringList() : QStringList{client()};
}

LinkStatus NetworkPanel::shown() const
{
    return m_links.value(meant().value(0));
}

QString NetworkPanel::whom() const
{
    if (client() == kEveryone)
        return tr("every client");
    return client().isEmpty() ? QString() : tr("client %1").arg(client());
}

void NetworkPanel::display()
{
    m_body->setEnabled(!m_clients.isEmpty());
    m_client->setEnabled(!m_clients.isEmpty());
    const LinkStatus link = shown();
    const QStringList all = meant();
    const bool mixed = std::any_of(all.begin(), all.end(), [&](const QString &name) {
        const LinkStatus other = m_links.value(name);
        const auto values = [](const LinkStatus &of) {
            return std::make_tuple(of.down.delay, of.down.jitter, of.up.delay, of.up.jitter, of.kbitDown,
                                   of.kbitUp, of.loseDown, of.loseUp, of.idleTimeout);
        };
        return values(other) != values(link);
    });
    m_sliders->setStatus(link, mixed);
    m_repeat->setClient(client());
    if (m_dialog != nullptr)
        m_dialog->setTarget(whom());
    displayState();
    displayPreset();
}

void NetworkPanel::displayPreset()
{
    const QStringList all = meant();
    const QString preset = shown().preset;
    const bool same = std::all_of(all.begin(), all.end(),
                                  [&](const QString &name) { return m_links.value(name).preset == preset; });
    m_presets->setRunning(same ? preset : QString(), m_presetSince.value(all.value(0)), m_now);
}

void NetworkPanel::displayState()
{
    if (m_clients.isEmpty()) {
        m_state->setState(tr("no link"), Role::Dim, true);
        m_inForce->setEntries({});
        return;
    }
    std::vector<InForceEntry> entries;
    const QStringList all = meant();
    for (const QString &name : all) {
        for (InForceEntry &entry : inForceEntries(m_links.value(name), m_now)) {
            if (all.size() > 1)
                entry.text = tr("%1: %2").arg(name, entry.text);
            entries.push_back(std::move(entry));
        }
    }
    m_inForce->setEntries(entries);
    if (client() == kEveryone) {
        const auto disturbed = std::count_if(m_links.cbegin(), m_links.cend(), [](const LinkStatus &link) {
            return link.cut || link.frozen || link.refusing;
        });
        m_state->setState(disturbed == 0 ? tr("all links up")
                                         : tr("%1 of %2 links down").arg(disturbed).arg(m_clients.size()),
                          disturbed == 0 ? Role::Live : Role::Lost);
        return;
    }
    const LinkStatus link = m_links.value(client());
    const QString rest =
        link.until ? tr(" · %1").arg(displayDuration(qMax<Nanoseconds>(0, *link.until - m_now))) : QString();
    if (link.cut)
        m_state->setState(tr("cut%1").arg(rest), Role::Lost);
    else if (link.frozen)
        m_state->setState(tr("frozen%1").arg(rest), Role::Wait);
    else if (link.refusing)
        m_state->setState(tr("refusing%1").arg(rest), Role::Lost);
    else
        m_state->setState(tr("link up"), Role::Live);
}

} // namespace swapscope
