#include "pagespanel.h"

#include "clientcolumn.h"
#include "clientheader.h"
#include "widgets/rates.h"
#include "widgets/widgets.h"

#include <page/pageview.h>
#include <session/session.h>
#include <trace/ledger/ledgersnapshot.h>
#include <trace/trace.h>

#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace swapscope {

PagesPanel::PagesPanel(Session &session, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_splitter(new QSplitter(Qt::Horizontal)),
      m_noteBox(new QWidget),
      m_noteTitle(makeLabel(QString(), "", m_noteBox)),
      m_noteText(makeLabel(QString(), "dim", m_noteBox)),
      m_stack(new QStackedLayout(this))
{
    setAccessibleName(tr("Pages"));
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_noteBox->setProperty("surface", QStringLiteral("panel"));
    QFont font = fonts::semiBold();
    font.setPointSizeF(font.pointSizeF() > 0 ? font.pointSizeF() * 1.3 : 16);
    m_noteTitle->setFont(font);
    m_noteTitle->setAlignment(Qt::AlignCenter);
    m_noteText->setAlignment(Qt::AlignCenter);
    m_noteText->setWordWrap(true);
    auto *open = makeButton(tr("Open folder…"), "", tr("Open a scenario from a folder of yours"), m_noteBox);
    auto *fresh = makeButton(tr("New scenario from…"), "primary", tr("Copy a bundled scenario and change it"),
                             m_noteBox);
    connect(open, &QPushButton::clicked, this, &PagesPanel::openFolderRequested);
    connect(fresh, &QPushButton::clicked, this, &PagesPanel::newScenarioRequested);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kGap);
    buttons->addStretch();
    buttons->addWidget(open);
    buttons->addWidget(fresh);
    buttons->addStretch();
    auto *note = new QVBoxLayout(m_noteBox);
    note->setContentsMargins(48, metrics::kMargin, 48, metrics::kMargin);
    note->setSpacing(metrics::kGap);
    note->addStretch();
    note->addWidget(m_noteTitle);
    note->addWidget(m_noteText);
    note->addSpacing(metrics::kGap);
    note->addLayout(buttons);
    note->addStretch();
    m_stack->addWidget(m_noteBox);
    m_stack->addWidget(m_splitter);

    auto *tick = new QTimer(this);
    tick->setInterval(kTick);
    connect(tick, &QTimer::timeout, this, &PagesPanel::refresh);
    tick->start();
    setNote(tr("No scenario is open"),
            tr("Choose one above, open a folder of yours, or start from a bundled one."));
}

PagesPanel::~PagesPanel()
{
    closePages();
}

void PagesPanel::openPages()
{
    closePages();
    for (const ClientInfo &client : m_session.clients()) {
        m_session.expectPage(client.name);
        add(client.name)->load(client.url);
    }
    m_splitter->setSizes(QList<int>(static_cast<qsizetype>(m_columns.size()), 1000));
    setNote({}, {});
    setSelected(m_selected);
    refresh();
    Q_EMIT shownChanged();
}

void PagesPanel::closePages()
{
    for (ClientColumn *column : m_columns)
        delete column;
    m_columns.clear();
}

ClientColumn *PagesPanel::add(const QString &client)
{
    auto *column = new ClientColumn(client, m_session.recorder(), m_session.connections(), m_splitter);
    m_columns.push_back(column);
    m_splitter->addWidget(column);
    column->setFlash(m_flash);
    column->show();
    ClientHeader *header = column->header();
    connect(header, &ClientHeader::selectRequested, this, [this, client] { Q_EMIT clientSelected(client); });
    connect(header, &ClientHeader::faultRequested, this, [this, client](const FaultCommand &command) {
        m_session.applyFault(command.to(client));
        Q_EMIT clientSelected(client);
    });
    connect(
        header, &ClientHeader::closeRequested, this, [this, client] { setShown(client, false); },
        Qt::QueuedConnection);
    connect(column->page(), &PageView::stateChanged, this, &PagesPanel::refresh);
    return column;
}

void PagesPanel::followRun()
{
    applyReconnectionTimes();
    refresh();
}

QStringList PagesPanel::shown() const
{
    QStringList names;
    for (const ClientColumn *column : m_columns)
        names += column->client();
    return names;
}

ClientColumn *PagesPanel::column(const QString &client) const
{
    const auto found = std::find_if(m_columns.begin(), m_columns.end(),
                                    [&](const ClientColumn *column) { return column->client() == client; });
    return found == m_columns.end() ? nullptr : *found;
}

void PagesPanel::setShown(const QString &client, bool shown)
{
    ClientColumn *there = column(client);
    if ((there != nullptr) == shown)
        return;
    if (!shown) {
        m_columns.erase(std::find(m_columns.begin(), m_columns.end(), there));
        delete there;
        if (m_columns.empty())
            setNote(tr("No page is shown"), tr("The run goes on. The Clients menu shows a page again."));
    } else {
        for (const ClientInfo &info : m_session.clients()) {
            if (info.name == client) {
                add(client)->load(info.url);
                setNote({}, {});
            }
        }
    }
    refresh();
    Q_EMIT shownChanged();
}

void PagesPanel::setFlash(bool on)
{
    m_flash = on;
    for (ClientColumn *column : m_columns)
        column->setFlash(on);
}

void PagesPanel::setSelected(const QString &client)
{
    m_selected = client;
    for (ClientColumn *column : m_columns)
        column->header()->setSelected(column->client() == client);
}

void PagesPanel::reload()
{
    for (ClientColumn *column : m_columns)
        column->page()->reload();
}

void PagesPanel::setNote(const QString &title, const QString &text)
{
    m_noteTitle->setText(title);
    m_noteText->setText(text);
    m_stack->setCurrentWidget(title.isEmpty() ? static_cast<QWidget *>(m_splitter) : m_noteBox);
}

// A stream's `retry` decides how long its page waits, and the page itself never shows it.
void PagesPanel::applyReconnectionTimes()
{
    for (const ReconnectionTime &said : m_session.reconnectionTimes()) {
        if (ClientColumn *there = column(said.client))
            there->page()->setReconnectionTime(said.path, said.time);
    }
}

void PagesPanel::refresh()
{
    if (m_columns.empty() || !m_session.isOpen())
        return;
    const Nanoseconds now = m_session.now();
    const std::vector<ClientInfo> clients = m_session.clients();
    for (ClientColumn *column : m_columns) {
        const auto info = std::find_if(clients.begin(), clients.end(), [&](const ClientInfo &client) {
            return client.name == column->client();
        });
        column->update(info == clients.end() ? LinkStatus{} : info->link,
                       m_session.ledger().summary(column->client(), now), now);
    }
}

} // namespace swapscope
