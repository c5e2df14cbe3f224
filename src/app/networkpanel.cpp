#include "networkpanel.h"

#include "latencyscale.h"
#include "statepill.h"
#include "widgets.h"

#include <QComboBox>
#include <QGridLayout>
#include <QScrollArea>
#include <QSlider>
#include <QVBoxLayout>

namespace swapscope {

namespace {

constexpr int kNarrowest = 316;              // four buttons in a row with their words
constexpr Nanoseconds kReset = kMillisecond; // as short as a cut can be
constexpr Nanoseconds kDeployDown = 3 * kSecond;

const QString kEveryone = QStringLiteral("*");

QVariant nanoseconds(Nanoseconds value)
{
    return QVariant::fromValue<qint64>(value);
}

} // namespace

NetworkPanel::NetworkPanel(QWidget *parent)
    : QWidget(parent),
      m_client(new QComboBox(this)),
      m_state(new StatePill(this)),
      m_end(makeButton(tr("Mend"), "dense", tr("End what the link does now"), this)),
      m_duration(new QComboBox),
      m_body(new QWidget)
{
    setProperty("surface", QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Network"));
    m_body->setMinimumWidth(kNarrowest);
    setMinimumWidth(kNarrowest);
    m_body->setProperty("surface", QStringLiteral("panel"));

    m_client->setFont(fonts::semiBold());
    m_client->setAccessibleName(tr("Link of"));
    m_client->setToolTip(tr("Whose link the controls below act on"));
    m_client->setMinimumWidth(150);
    auto *who = new QHBoxLayout;
    who->setSpacing(metrics::kGap);
    who->addWidget(makeLabel(tr("Link of"), "dim", m_body));
    who->addSpacing(metrics::kGap);
    who->addWidget(m_client);
    who->addStretch();

    m_end->setFixedWidth(64);
    auto *state = new QHBoxLayout;
    state->addWidget(m_state);
    state->addStretch();
    state->addWidget(m_end);

    m_duration->setParent(m_body);
    m_duration->setProperty("kind", QStringLiteral("flat"));
    m_duration->setAccessibleName(tr("How long"));
    m_duration->setToolTip(tr("How long Cut, Freeze and Refuse last"));
    for (const int seconds : {1, 2, 5, 10, 30})
        m_duration->addItem(tr("for %1 s").arg(seconds), nanoseconds(seconds * kSecond));
    m_duration->addItem(tr("until mended"), nanoseconds(0));
    m_duration->setCurrentIndex(2);
    m_duration->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_duration->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);

    auto *dropHead = new QHBoxLayout;
    dropHead->addWidget(makeCaption(tr("Drop it"), m_body));
    dropHead->addStretch();
    dropHead->addWidget(m_duration);

    auto *drops = new QGridLayout;
    drops->setSpacing(6);
    const auto addDrop = [&](int row, int column, const QString &text, const QString &tip, auto run) {
        QPushButton *button = makeButton(text, "dense", tip, m_body);
        QFont font = fonts::small();
        font.setWeight(QFont::Medium);
        button->setFont(font);
        button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        connect(button, &QPushButton::clicked, this, run);
        drops->addWidget(button, row, column);
    };
    addDrop(0, 0, tr("Reset"),
            tr("Reset the connections (TCP RST): the page sees 1006 and may come back at once"), [this] {
                request(QStringLiteral("cut"), {{QStringLiteral("for"), nanoseconds(kReset)}});
            });
    const std::pair<int, QString> closes[] = {
        {1001, tr("Close with 1001, going away: as a server that ends")},
        {1011, tr("Close with 1011, internal error")},
        {1012, tr("Close with 1012, service restart: as a deploy")},
    };
    int column = 1;
    for (const auto &[code, tip] : closes) {
        addDrop(0, column++, tr("Close %1").arg(code), tip, [this, code = code] {
            request(QStringLiteral("close"), {{QStringLiteral("code"), code}});
        });
    }
    addDrop(1, 0, tr("Cut"), tr("Reset every connection and refuse new ones for the chosen time"),
            [this] { request(QStringLiteral("cut"), {}, true); });
    addDrop(1, 1, tr("Freeze"), tr("Hold all traffic for the chosen time; nothing closes, nothing is lost"),
            [this] { request(QStringLiteral("freeze"), {}, true); });
    addDrop(1, 2, tr("Refuse"), tr("Refuse new connections for the chosen time; open ones stay"),
            [this] { request(QStringLiteral("refuse"), {}, true); });
    addDrop(1, 3, tr("Close 1000"), tr("Close with 1000, normal: what a page takes for a wanted end"),
            [this] {
                request(QStringLiteral("close"), {{QStringLiteral("code"), 1000}});
            });

    auto *presets = new QGridLayout;
    presets->setSpacing(6);
    int place = 0;
    const auto addPreset = [&](const QString &text, const QString &tip, auto run) {
        QPushButton *button = makeButton(text, "soft", tip, m_body);
        QFont font = fonts::small();
        font.setWeight(QFont::Medium);
        button->setFont(font);
        button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        connect(button, &QPushButton::clicked, this, run);
        presets->addWidget(button, place / 3, place % 3);
        ++place;
    };
    addPreset(tr("Tunnel 30 s"), tr("A train in a tunnel: cut for 30 s"), [this] {
        request(QStringLiteral("cut"), {{QStringLiteral("for"), nanoseconds(30 * kSecond)}});
    });
    addPreset(tr("Wi-Fi drop"), tr("From one access point to the next: cut for 2 s"), [this] {
        request(QStringLiteral("cut"), {{QStringLiteral("for"), nanoseconds(2 * kSecond)}});
    });
    addPreset(tr("Deploy"), tr("The server restarts: 1012 for everyone, away for 3 s"),
              [this] { Q_EMIT deployRequested(1012, kDeployDown); });
    addPreset(tr("Slow link"), tr("400 ms ± 120 for every message"), [this] {
        request(QStringLiteral("latency"), {{QStringLiteral("delay"), nanoseconds(400 * kMillisecond)},
                                            {QStringLiteral("jitter"), nanoseconds(120 * kMillisecond)}});
    });
    addPreset(tr("Stall 10 s"), tr("A dead spot: frozen for 10 s, then everything arrives at once"), [this] {
        request(QStringLiteral("freeze"), {{QStringLiteral("for"), nanoseconds(10 * kSecond)}});
    });
    addPreset(tr("All clear"), tr("End every fault of this link"),
              [this] { request(QStringLiteral("clear")); });

    auto *layout = new QVBoxLayout(m_body);
    layout->setContentsMargins(metrics::kMargin, 10, metrics::kMargin, metrics::kMargin);
    layout->setSpacing(0);
    layout->addLayout(who);
    layout->addSpacing(10);
    layout->addLayout(state);
    layout->addSpacing(14);
    layout->addWidget(
        makeSlider(tr("Latency"), tr("How long each message takes, each way"), m_delay, m_delayText));
    layout->addSpacing(10);
    layout->addWidget(
        makeSlider(tr("Jitter"), tr("By how much the latency wavers, up and down"), m_jitter, m_jitterText));
    layout->addSpacing(14);
    layout->addLayout(dropHead);
    layout->addSpacing(6);
    layout->addLayout(drops);
    layout->addSpacing(20);
    layout->addWidget(makeCaption(tr("Presets"), m_body));
    layout->addSpacing(10);
    layout->addLayout(presets);
    layout->addStretch();

    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_body);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);

    connect(m_client, &QComboBox::currentIndexChanged, this, [this] {
        display();
        Q_EMIT selected(client());
    });
    connect(m_delay, &QSlider::valueChanged, this, &NetworkPanel::requestLatency);
    connect(m_jitter, &QSlider::valueChanged, this, &NetworkPanel::requestLatency);
    connect(m_end, &QPushButton::clicked, this, [this] {
        const LinkStatus link = m_links.value(client());
        if (link.cut || link.refusing)
            request(QStringLiteral("mend"));
        if (link.frozen)
            request(QStringLiteral("thaw"));
        if (client() == kEveryone)
            request(QStringLiteral("clear"));
    });
    display();
}

QWidget *NetworkPanel::makeSlider(const QString &label, const QString &toolTip, QSlider *&slider,
                                  QLabel *&value)
{
    auto *box = new QWidget(m_body);
    auto *name = new QLabel(label, box);
    value = makeLabel(QString(), "dim", box);
    value->setFont(fonts::numbers());
    slider = new QSlider(Qt::Horizontal, box);
    slider->setRange(0, latencyscale::positions() - 1);
    slider->setPageStep(3);
    slider->setAccessibleName(label);
    slider->setToolTip(toolTip);
    name->setBuddy(slider);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(name);
    head->addStretch();
    head->addWidget(value);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(slider);
    return box;
}

void NetworkPanel::setLinks(const QStringList &clients, const QMap<QString, LinkStatus> &links)
{
    m_links = links;
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
    displayState();
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

Nanoseconds NetworkPanel::duration() const
{
    return m_duration->currentData().toLongLong();
}

void NetworkPanel::setDuration(Nanoseconds value)
{
    if (const int index = m_duration->findData(QVariant::fromValue<qint64>(value)); index >= 0)
        m_duration->setCurrentIndex(index);
}

void NetworkPanel::request(const QString &fault, QVariantMap args, bool timed)
{
    if (client().isEmpty())
        return;
    if (timed && duration() > 0)
        args.insert(QStringLiteral("for"), QVariant::fromValue<qint64>(duration()));
    Q_EMIT faultRequested(client(), fault, args);
}

void NetworkPanel::requestLatency()
{
    const Nanoseconds delay = latencyscale::delayAt(m_delay->value());
    const Nanoseconds jitter = latencyscale::delayAt(m_jitter->value());
    for (const QString &name : client() == kEveryone ? m_clients : QStringList{client()}) {
        LinkStatus &link = m_links[name];
        link.latency = delay;
        link.jitter = jitter;
    }
    request(QStringLiteral("latency"), {{QStringLiteral("delay"), QVariant::fromValue<qint64>(delay)},
                                        {QStringLiteral("jitter"), QVariant::fromValue<qint64>(jitter)}});
    display();
}

void NetworkPanel::display()
{
    m_body->setEnabled(!m_clients.isEmpty());
    const LinkStatus link = m_links.value(client() == kEveryone ? m_clients.value(0) : client());
    // A slider that is being moved, or stands for the value already, is left alone.
    const auto put = [](QSlider *slider, Nanoseconds value) {
        const QSignalBlocker blocker(slider);
        if (!slider->isSliderDown() && latencyscale::delayAt(slider->value()) != value)
            slider->setValue(latencyscale::positionOf(value));
        setStyleProperty(slider, "zero", slider->value() == 0);
    };
    put(m_delay, link.latency);
    put(m_jitter, link.jitter);
    const qint64 jitter = link.jitter / kMillisecond;
    m_delayText->setText(jitter > 0 ? tr("%1 ms ± %2").arg(link.latency / kMillisecond).arg(jitter)
                                    : tr("%1 ms").arg(link.latency / kMillisecond));
    m_jitterText->setText(tr("± %1 ms").arg(jitter));
    displayState();
}

void NetworkPanel::displayState()
{
    if (m_clients.isEmpty()) {
        m_state->setState(tr("no link"), Role::Dim, true);
        m_end->hide();
        return;
    }
    if (client() == kEveryone) {
        const auto disturbed = std::count_if(m_links.cbegin(), m_links.cend(), [](const LinkStatus &link) {
            return link.cut || link.frozen || link.refusing;
        });
        m_state->setState(disturbed == 0 ? tr("all links up")
                                         : tr("%1 of %2 links down").arg(disturbed).arg(m_clients.size()),
                          disturbed == 0 ? Role::Live : Role::Lost);
        m_end->setVisible(disturbed > 0);
        return;
    }
    const LinkStatus link = m_links.value(client());
    const QString rest = link.until > 0
                             ? tr(" · %1 left").arg(displayDuration(qMax<Nanoseconds>(0, link.until - m_now)))
                             : QString();
    if (link.cut)
        m_state->setState(tr("cut%1").arg(rest), Role::Lost);
    else if (link.frozen)
        m_state->setState(tr("frozen%1").arg(rest), Role::Wait);
    else if (link.refusing)
        m_state->setState(tr("refusing%1").arg(rest), Role::Lost);
    else
        m_state->setState(tr("link up"), Role::Live);
    m_end->setText(link.frozen && !link.cut ? tr("Thaw") : tr("Mend"));
    m_end->setVisible(link.cut || link.frozen || link.refusing);
}

} // namespace swapscope
