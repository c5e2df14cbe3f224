#include "clientcolumn.h"

#include "clientheader.h"
#include "missednote.h"
#include "widgets/widgets.h"

#include <page/pageview.h>
#include <trace/ledger/ledgersnapshot.h>

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QVBoxLayout>

namespace swapscope {

ClientColumn::ClientColumn(const QString &client, Recorder &recorder, ConnectionRegistry &connections,
                           QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_header(new ClientHeader(client, this)),
      m_page(new PageView(client, recorder, connections, this)),
      m_note(new MissedNote(m_page)),
      m_curtain(new QWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_page, 1);
    layout->addWidget(m_curtain, 1);
    auto *curtain = new QVBoxLayout(m_curtain);
    curtain->addStretch();
    QLabel *where = makeLabel(tr("In the background: this tab is not shown."), "dim", m_curtain);
    where->setWordWrap(true);
    where->setAlignment(Qt::AlignCenter);
    QPushButton *back = makeButton(tr("Bring it back"), "", tr("Shows the page again"), m_curtain);
    connect(back, &QPushButton::clicked, this, [this] { setInBackground(false); });
    curtain->addWidget(where);
    curtain->addWidget(back, 0, Qt::AlignHCenter);
    curtain->addStretch();
    m_curtain->hide();
    m_page->setMinimumSize(160, 80);

    const auto follow = [this] {
        m_header->setAddress(m_page->url());
        m_header->setHistory(m_page->canGoBack(), m_page->canGoForward());
    };
    connect(m_page, &PageView::urlChanged, this, follow);
    connect(m_page, &PageView::loadFinished, this, follow);
    connect(m_header, &ClientHeader::backRequested, m_page, &PageView::back);
    connect(m_header, &ClientHeader::forwardRequested, m_page, &PageView::forward);
    connect(m_header, &ClientHeader::reloadRequested, m_page, &PageView::reload);
    connect(m_header, &ClientHeader::loadRequested, m_page, &PageView::load);
    connect(m_header, &ClientHeader::copyAddressRequested, this,
            [this] { QGuiApplication::clipboard()->setText(m_home.toString()); });
    connect(m_header, &ClientHeader::openOutsideRequested, this,
            [this] { QDesktopServices::openUrl(m_home); });
}

void ClientColumn::load(const QUrl &url)
{
    m_home = url;
    m_header->setAddress(url);
    m_page->load(url);
}

void ClientColumn::setFlash(bool on)
{
    m_page->setFlash(on);
    m_note->setEnabledByUser(on);
}

void ClientColumn::setInBackground(bool on)
{
    m_page->setVisible(!on);
    m_curtain->setVisible(on);
}

bool ClientColumn::isInBackground() const
{
    return !m_curtain->isHidden();
}

void ClientColumn::update(const LinkStatus &link, const LedgerSummary &summary, Nanoseconds now)
{
    m_header->setLink(link);
    m_header->setState(pageHeadline(m_page->state(), link, now), ledgerHeadline(summary));
    m_note->setText(missedNote(summary));
}

} // namespace swapscope
