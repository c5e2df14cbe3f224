#include "clientheader.h"

#include "widgets/statepill.h"
#include "widgets/widgets.h"

#include <faults/names.h>

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOption>

namespace swapscope {

namespace {

constexpr int kFirstRow = 36;
constexpr int kSecondRow = 32;
constexpr int kNarrow = 320; // below this width back and forward are in the menu
constexpr int kLeast = 200;  // the width that the buttons and a few digits of the address need
constexpr int kLeastState = 64;
constexpr int kAtSides = 14;
constexpr int kBesideAddress = 20; // frame and air of the address field, both sides

// "127.0.0.1:8137/chat?room=7"
QString longAddress(const QUrl &url)
{
    const QString address = url.authority() + url.path(QUrl::FullyEncoded);
    return url.hasQuery() ? address + u'?' + url.query(QUrl::FullyEncoded) : address;
}

// ":8137/chat": every page is on this machine, and differs from the others in its port.
QString shortAddress(const QUrl &url)
{
    return url.port() < 0 ? longAddress(url)
                          : u':' + QString::number(url.port()) + url.path(QUrl::FullyEncoded);
}

} // namespace

ClientHeader::ClientHeader(const QString &client, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_name(makeLabel(tr("Client %1").arg(client), "", this)),
      m_state(new StatePill(this)),
      m_ledger(makeLabel(QString(), "", this)),
      m_address(new QLineEdit(this))
{
    setFixedHeight(kFirstRow + kSecondRow);
    setMinimumWidth(kLeast); // whatever the texts: they change while it runs
    setAccessibleName(tr("Client %1").arg(client));
    m_name->setFont(fonts::semiBold());
    m_ledger->setFont(fonts::semiBold());
    m_ledger->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_ledger->setAccessibleName(tr("Ledger of client %1").arg(client));

    m_back = makeIconButton(QStringLiteral("back"), tr("Back"), this);
    m_forward = makeIconButton(QStringLiteral("forward"), tr("Forward"), this);
    auto *reload =
        makeIconButton(QStringLiteral("reload"), tr("Load client %1's page again").arg(client), this);
    m_address->setProperty("kind", QStringLiteral("address"));
    m_address->setFont(fonts::numbers());
    m_address->setAccessibleName(tr("Address of client %1's page").arg(client));
    m_address->installEventFilter(this);
    m_address->setToolTip(tr("Through client %1's link; any other browser may open it too").arg(client));
    m_delay = makeIconButton(QStringLiteral("latency"), tr("Latency of client %1's link").arg(client), this);
    m_freeze = makeIconButton(QStringLiteral("freeze"), QString(), this);
    m_cut = makeIconButton(QStringLiteral("cut"), QString(), this);
    auto *more = makeIconButton(QStringLiteral("more"), tr("More about client %1").arg(client), this);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setMenu(makeMenu());
    auto *delays = new QMenu(m_delay);
    for (const int ms : {0, 50, 120, 300, 1000}) {
        delays->addAction(ms == 0 ? tr("No latency") : tr("%1 ms").arg(ms), this, [this, ms] {
            if (ms == 0)
                Q_EMIT faultRequested(endOf(faultName::latency));
            else
                Q_EMIT faultRequested({.fault = faultName::latency,
                                       .args = {{QStringLiteral("delay"), ms * kMillisecond},
                                                {QStringLiteral("jitter"), ms / 3 * kMillisecond}}});
        });
    }
    m_delay->setPopupMode(QToolButton::InstantPopup);
    m_delay->setMenu(delays);

    auto *first = new QHBoxLayout;
    first->setContentsMargins(kAtSides, 0, kAtSides, 0);
    first->setSpacing(metrics::kMargin);
    first->addWidget(m_name);
    first->addWidget(m_state);
    first->addStretch();
    first->addWidget(m_ledger);
    auto *second = new QHBoxLayout;
    second->setContentsMargins(10, 0, 10, 0);
    second->setSpacing(2);
    second->addWidget(m_back);
    second->addWidget(m_forward);
    second->addWidget(reload);
    second->addSpacing(metrics::kGrid);
    second->addWidget(m_address, 1);
    second->addSpacing(metrics::kGrid);
    for (QToolButton *button : {m_delay, m_freeze, m_cut, more})
        second->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *top = new QWidget(this);
    top->setFixedHeight(kFirstRow);
    top->setLayout(first);
    top->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *bottom = new QWidget(this);
    bottom->setFixedHeight(kSecondRow);
    bottom->setLayout(second);
    layout->addWidget(top);
    layout->addWidget(bottom);

    connect(m_back, &QToolButton::clicked, this, &ClientHeader::backRequested);
    connect(m_forward, &QToolButton::clicked, this, &ClientHeader::forwardRequested);
    connect(reload, &QToolButton::clicked, this, &ClientHeader::reloadRequested);
    connect(m_address, &QLineEdit::returnPressed, this, &ClientHeader::goToAddress);
    connect(m_freeze, &QToolButton::clicked, this, [this] {
        Q_EMIT faultRequested({.fault = m_link.frozen ? faultName::thaw : faultName::freeze});
    });
    connect(m_cut, &QToolButton::clicked, this, [this] {
        if (m_link.cut)
            Q_EMIT faultRequested({.fault = faultName::mend});
        else
            Q_EMIT faultRequested({.fault = faultName::cut, .ends = Ends::after(5 * kSecond)});
    });
    setLink({});
    setHistory(false, false);
    setState({tr("no page"), Role::Dim, true}, {});
}

QMenu *ClientHeader::makeMenu()
{
    auto *menu = new QMenu(this);
    m_backInMenu =
        menu->addAction(themedIcon(QStringLiteral("back")), tr("Back"), this, &ClientHeader::backRequested);
    m_forwardInMenu = menu->addAction(themedIcon(QStringLiteral("forward")), tr("Forward"), this,
                                      &ClientHeader::forwardRequested);
    menu->addAction(themedIcon(QStringLiteral("sliders")), tr("Show its link in the network panel"), this,
                    &ClientHeader::selectRequested);
    menu->addAction(themedIcon(QStringLiteral("copy")), tr("Copy its address"), this,
                    &ClientHeader::copyAddressRequested);
    menu->addAction(themedIcon(QStringLiteral("open")), tr("Open its address in the desktop's browser"), this,
                    &ClientHeader::openOutsideRequested);
    menu->addSeparator();
    const std::pair<int, QString> closes[] = {{1001, tr("Close 1001, going away")},
                                              {1011, tr("Close 1011, internal error")},
                                              {1012, tr("Close 1012, service restart")}};
    for (const auto &[code, text] : closes) {
        menu->addAction(text, this, [this, code = code] {
            Q_EMIT faultRequested({.fault = faultName::close, .args = {{QStringLiteral("code"), code}}});
        });
    }
    menu->addAction(tr("Refuse new connections for 5 s"), this, [this] {
        Q_EMIT faultRequested({.fault = faultName::refuse, .ends = Ends::after(5 * kSecond)});
    });
    menu->addAction(tr("End every fault"), this,
                    [this] { Q_EMIT faultRequested({.fault = faultName::clear}); });
    menu->addSeparator();
    menu->addAction(themedIcon(QStringLiteral("close")), tr("Close this page"), this,
                    &ClientHeader::closeRequested);
    return menu;
}

void ClientHeader::setState(const Headline &state, const Headline &ledger)
{
    m_state->setState(state.text, state.role, state.hollow);
    m_ledgerText = ledger.text;
    fitFirstRow();
    setStyleProperty(m_ledger, "role",
                     ledger.role == Role::Lost   ? QStringLiteral("lost")
                     : ledger.role == Role::Live ? QStringLiteral("live")
                                                 : QStringLiteral("dim"));
}

void ClientHeader::setLink(const LinkStatus &link)
{
    if (link == m_link && !m_cut->toolTip().isEmpty())
        return;
    m_link = link;
    const auto put = [](QToolButton *button, const QString &icon, Role role, const QString &name) {
        button->setIcon(themedIcon(icon, role));
        button->setToolTip(name);
        button->setAccessibleName(name);
    };
    put(m_freeze, QStringLiteral("freeze"), link.frozen ? Role::Wait : Role::Dim,
        link.frozen ? tr("Thaw client %1's link").arg(m_client)
                    : tr("Freeze client %1's link").arg(m_client));
    put(m_cut, link.cut ? QStringLiteral("mend") : QStringLiteral("cut"), link.cut ? Role::Lost : Role::Dim,
        link.cut ? tr("Mend client %1's link").arg(m_client) : tr("Cut client %1 for 5 s").arg(m_client));
    put(m_delay, QStringLiteral("latency"), link.down.delay > 0 ? Role::CatchUp : Role::Dim,
        link.down.delay > 0
            ? tr("Latency of client %1's link: %2 ms").arg(m_client).arg(link.down.delay / kMillisecond)
            : tr("Latency of client %1's link").arg(m_client));
}

void ClientHeader::setAddress(const QUrl &url)
{
    m_url = url;
    if (!m_address->hasFocus())
        showAddress();
}

// Who edits it has the whole of it.
void ClientHeader::showAddress()
{
    const QString whole = longAddress(m_url);
    const int room = m_address->width() - kBesideAddress;
    const bool fits = m_address->fontMetrics().horizontalAdvance(whole) <= room;
    m_address->setText(fits || m_address->hasFocus() ? whole : shortAddress(m_url));
    m_address->setCursorPosition(0); // a narrow field shows where it begins
}

bool ClientHeader::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_address) {
        const bool resized = event->type() == QEvent::Resize && !m_address->hasFocus();
        // What was typed and not gone to stays.
        const bool left = event->type() == QEvent::FocusOut && m_address->text() == longAddress(m_url);
        if (resized || left || event->type() == QEvent::FocusIn)
            showAddress();
    }
    return QWidget::eventFilter(watched, event);
}

void ClientHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitFirstRow();
    const bool narrow = width() < kNarrow;
    for (QToolButton *button : {m_back, m_forward})
        button->setVisible(!narrow);
    for (QAction *action : {m_backInMenu, m_forwardInMenu})
        action->setVisible(narrow);
}

// "Client B" is "B" where that makes room for the rest; then the state is shortened, and last what the ledger
// says.
void ClientHeader::fitFirstRow()
{
    const auto widthOf = [](const QLabel *label, const QString &text) {
        return label->fontMetrics().horizontalAdvance(text) + 2;
    };
    const QString name = tr("Client %1").arg(m_client);
    const int room = width() - 2 * kAtSides - 2 * metrics::kMargin;
    const int wholeState = m_state->sizeHint().width();
    const int wholeLedger = widthOf(m_ledger, m_ledgerText);
    const bool terse = widthOf(m_name, name) + wholeState + wholeLedger > room;
    m_name->setText(terse ? m_client : name);
    const int left = room - widthOf(m_name, m_name->text());
    const int state = qMin(wholeState, qMax(kLeastState, left - wholeLedger));
    const int ledger = qMin(wholeLedger, qMax(0, left - state));
    m_state->setFixedWidth(state);
    const QString shown = m_ledger->fontMetrics().elidedText(m_ledgerText, Qt::ElideRight, ledger);
    if (m_ledger->text() != shown)
        m_ledger->setText(shown);
    const QString rest =
        m_ledgerText.isEmpty() ? m_state->text() : m_state->text() + QStringLiteral(", ") + m_ledgerText;
    setToolTip(terse ? tr("%1: %2").arg(name, rest) : QString());
}

void ClientHeader::goToAddress()
{
    QString text = m_address->text().trimmed();
    if (text.startsWith(u':'))
        text.prepend(m_url.scheme() + QStringLiteral("://") + m_url.host());
    else if (text.startsWith(u'/'))
        text.prepend(m_url.scheme() + QStringLiteral("://") + m_url.authority());
    else if (!text.contains(QLatin1StringView("://")))
        text.prepend(QStringLiteral("http://"));
    const QUrl url(text, QUrl::TolerantMode);
    const bool fine = url.isValid() && (url.scheme() == QLatin1StringView("http") ||
                                        url.scheme() == QLatin1StringView("https"));
    setStyleProperty(m_address, "wrong", !fine);
    if (!fine)
        return;
    m_address->clearFocus();
    Q_EMIT loadRequested(url);
}

void ClientHeader::setHistory(bool canGoBack, bool canGoForward)
{
    m_back->setEnabled(canGoBack);
    m_backInMenu->setEnabled(canGoBack);
    m_forward->setEnabled(canGoForward);
    m_forwardInMenu->setEnabled(canGoForward);
}

void ClientHeader::setSelected(bool selected)
{
    if (m_selected == selected)
        return;
    m_selected = selected;
    update();
}

QString ClientHeader::stateText() const
{
    return m_state->text();
}

QString ClientHeader::ledgerText() const
{
    return m_ledgerText;
}

void ClientHeader::mousePressEvent(QMouseEvent *event)
{
    QWidget::mousePressEvent(event);
    Q_EMIT selectRequested();
}

void ClientHeader::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), kFirstRow), mixed(theme.panel, theme.ground, 0.45));
    painter.fillRect(QRect(0, kFirstRow, width(), kSecondRow), mixed(theme.panel, theme.ground, 0.8));
    painter.fillRect(QRect(0, kFirstRow, width(), 1), theme.line);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.line);
    if (m_selected)
        painter.fillRect(QRect(0, 0, width(), 2), theme.catchUp);
}

} // namespace swapscope
