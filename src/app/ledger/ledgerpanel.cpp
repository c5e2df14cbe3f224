#include "ledgerpanel.h"

#include "ledgermodel.h"
#include "ledgerview.h"
#include "widgets/behind.h"
#include "widgets/rates.h"
#include "widgets/widgets.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

namespace swapscope {

LedgerPanel::LedgerPanel(QWidget *parent)
    : QWidget(parent),
      m_model(new LedgerModel(this)),
      m_view(new LedgerView(m_model)),
      m_title(makeLabel(QString(), "dim", this)),
      m_note(makeLabel(QString(), "dim", this)),
      m_copy(new QToolButton(this)),
      m_frame(new QTimer(this)),
      m_tick(new QTimer(this))
{
    setProperty("surface", QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Ledger"));
    setMinimumWidth(280);

    m_copy->setProperty("kind", QStringLiteral("link"));
    m_copy->setText(tr("Copy ▾"));
    m_copy->setToolTip(tr("Copy the ledger as a table"));
    m_copy->setAccessibleName(tr("Copy the ledger"));
    m_copy->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_copy);
    menu->addAction(tr("As text"), this, &LedgerPanel::copyText);
    menu->addAction(tr("As CSV"), this, &LedgerPanel::copyCsv);
    m_copy->setMenu(menu);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 10, metrics::kGap, 6);
    head->addWidget(m_title, 1);
    head->addWidget(m_copy);

    m_note->setWordWrap(true);
    m_note->setContentsMargins(12, 0, 12, 8);
    m_note->hide();

    auto *empty = new QWidget(this);
    auto *emptyTitle = new QLabel(tr("Nothing to account for yet"), empty);
    emptyTitle->setFont(fonts::semiBold());
    emptyTitle->setAlignment(Qt::AlignCenter);
    auto *emptyText =
        makeLabel(tr("As soon as a client receives a channel, this tells what was published for it and what "
                     "became of it: delivered, missed, caught up, lost."),
                  "dim", empty);
    emptyText->setWordWrap(true);
    emptyText->setAlignment(Qt::AlignHCenter);
    auto *emptyColumn = new QVBoxLayout(empty);
    emptyColumn->setContentsMargins(24, metrics::kMargin, 24, metrics::kMargin);
    emptyColumn->addStretch(2);
    emptyColumn->addWidget(emptyTitle);
    emptyColumn->addWidget(emptyText);
    emptyColumn->addStretch(3);

    auto *body = new QWidget(this);
    m_stack = new QStackedLayout(body);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_view);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_note);
    column->addWidget(makeRule(Qt::Horizontal, this));
    column->addWidget(body, 1);

    connect(m_view, &LedgerView::chosen, this, &LedgerPanel::gapsRequested);
    m_frame->setSingleShot(true);
    m_frame->setInterval(kFrame);
    connect(m_frame, &QTimer::timeout, this, &LedgerPanel::refresh);
    m_tick->setInterval(kTick);
    connect(m_tick, &QTimer::timeout, this, &LedgerPanel::refreshSoon);
    refresh();
}

void LedgerPanel::setLedger(const LedgerSnapshot *ledger, const QString &unknown, const QString &note)
{
    m_model->setLedger(ledger, unknown);
    QStringList sentences{note, unknown};
    sentences.removeAll(QString());
    m_note->setText(sentences.join(u' '));
    m_note->setVisible(!sentences.isEmpty());
    refresh();
}

void LedgerPanel::showTitle(Nanoseconds now)
{
    QString title =
        m_model->rowCount() > 0 ? tr("As of %1").arg(displayDuration(now)) : tr("What reached whom");
    if (const QString behind = behindWords(m_behind ? m_behind() : 0); !behind.isEmpty())
        title += tr(" · %1").arg(behind);
    if (m_title->text() != title)
        m_title->setText(title);
}

void LedgerPanel::refreshSoon()
{
    if (isVisible() && !m_frame->isActive())
        m_frame->start();
}

void LedgerPanel::refresh()
{
    const Nanoseconds now = m_clock ? m_clock() : 0;
    const QModelIndex selected = m_view->currentIndex();
    const QString client = selected.data(LedgerModel::ClientRole).toString();
    const QString channel = selected.data(LedgerModel::ChannelRole).toString();
    m_model->refresh(now);
    const int rows = m_model->rowCount();
    if (!m_view->currentIndex().isValid() && !client.isEmpty()) {
        for (int row = 0; row < rows; ++row) {
            const QModelIndex index = m_model->index(row, 0);
            if (index.data(LedgerModel::ClientRole).toString() == client &&
                index.data(LedgerModel::ChannelRole).toString() == channel)
                m_view->setCurrentIndex(index);
        }
    }
    m_stack->setCurrentIndex(rows > 0 ? 1 : 0);
    m_copy->setEnabled(rows > 0);
    showTitle(now);
}

void LedgerPanel::copyText()
{
    QGuiApplication::clipboard()->setText(m_model->toText());
}

void LedgerPanel::copyCsv()
{
    QGuiApplication::clipboard()->setText(m_model->toCsv());
}

void LedgerPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_tick->start();
    refresh();
}

void LedgerPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick->stop();
}

} // namespace swapscope
