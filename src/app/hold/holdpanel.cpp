#include "holdpanel.h"

#include "breakpointbar.h"
#include "heldmodel.h"
#include "heldview.h"
#include "messageform.h"
#include "widgets/rates.h"
#include "widgets/widgets.h"

#include <QLocale>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

namespace swapscope {

HoldPanel::HoldPanel(QWidget *parent)
    : QWidget(parent),
      m_model(new HeldModel(this)),
      m_view(new HeldView(m_model)),
      m_breakpoints(new BreakpointBar(this)),
      m_form(new MessageForm(this)),
      m_note(makeLabel(QString(), "lost", this)),
      m_more(makeLabel(QString(), "dim", this)),
      m_tick(new QTimer(this))
{
    m_header = makeHeader();
    setProperty("surface", QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Held messages"));
    setMinimumWidth(300);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(12, 6, 12, 6);
    m_note->hide();
    m_more->setContentsMargins(12, 4, 12, 4);
    m_more->hide();

    auto *body = new QWidget(this);
    m_stack = new QStackedLayout(body);
    m_stack->addWidget(makeEmpty());
    m_stack->addWidget(m_view);
    m_form->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_breakpoints);
    column->addWidget(makeRule(Qt::Horizontal, this));
    column->addWidget(m_note);
    column->addWidget(body, 3);
    column->addWidget(m_more);
    column->addWidget(makeRule(Qt::Horizontal, this));
    column->addWidget(m_form, 2);
    column->addWidget(makeTools());

    connect(m_view, &HeldView::selectedChanged, this, &HoldPanel::refresh);
    connect(m_view, &HeldView::releaseRequested, this, &HoldPanel::releaseRequested);
    connect(m_view, &HeldView::editRequested, this, &HoldPanel::openEditor);
    connect(m_view, &HeldView::duplicateRequested, this, &HoldPanel::duplicateRequested);
    connect(m_view, &HeldView::discardRequested, this, &HoldPanel::discardRequested);
    connect(m_view, &HeldView::moveRequested, this, &HoldPanel::moveRequested);
    connect(m_breakpoints, &BreakpointBar::changed, this, &HoldPanel::breakpointsRequested);
    connect(m_form, &MessageForm::cancelled, this, [this] {
        m_form->hide();
        m_view->setFocus();
    });
    connect(m_form, &MessageForm::editAccepted, this, [this](EventId id, const QString &text) {
        m_form->hide();
        m_view->setFocus();
        Q_EMIT editRequested(id, text);
    });
    connect(m_form, &MessageForm::injectAccepted, this, &HoldPanel::injectRequested);
    m_tick->setInterval(kTick);
    connect(m_tick, &QTimer::timeout, this, [this] {
        if (m_model->rowCount() > 0)
            m_view->viewport()->update();
    });
    refresh();
}

QWidget *HoldPanel::makeHeader()
{
    auto *header = new QWidget(this);
    header->setProperty("surface", QStringLiteral("head"));
    header->setFixedHeight(metrics::kHeader - 4);
    m_count = makeLabel(QString(), "wait", header);
    QFont font = fonts::small();
    font.setWeight(QFont::DemiBold);
    m_count->setFont(font);
    m_all = new QToolButton(header);
    m_all->setProperty("kind", QStringLiteral("link"));
    m_all->setText(tr("Release all"));
    m_all->setToolTip(tr("Let everything that waits go on, in its order; what comes next still stops"));
    m_all->setAccessibleName(m_all->text());
    m_all->setFocusPolicy(Qt::TabFocus);
    connect(m_all, &QToolButton::clicked, this, &HoldPanel::releaseAllRequested);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(12, 0, metrics::kGap, 0);
    row->setSpacing(metrics::kGap);
    row->addWidget(makeCaption(tr("Held"), header));
    row->addWidget(m_count);
    row->addStretch();
    row->addWidget(m_all);
    return header;
}

QWidget *HoldPanel::makeEmpty()
{
    auto *empty = new QWidget(this);
    m_emptyTitle = new QLabel(empty);
    m_emptyTitle->setFont(fonts::semiBold());
    m_emptyTitle->setAlignment(Qt::AlignCenter);
    m_emptyText = makeLabel(QString(), "dim", empty);
    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignHCenter);
    auto *column = new QVBoxLayout(empty);
    column->setContentsMargins(24, metrics::kMargin, 24, metrics::kMargin);
    column->addStretch(2);
    column->addWidget(m_emptyTitle);
    column->addWidget(m_emptyText);
    column->addStretch(3);
    return empty;
}

QToolButton *HoldPanel::addTool(QLayout *row, const QString &icon, const QString &text, const QString &tip)
{
    auto *button = makeIconButton(icon, text, this, Role::Ink);
    button->setFixedSize(26, 26);
    button->setToolTip(tip);
    button->setAccessibleName(text);
    row->addWidget(button);
    return button;
}

QWidget *HoldPanel::makeTools()
{
    auto *tools = new QWidget(this);
    tools->setProperty("surface", QStringLiteral("faint"));
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(metrics::kGap, 5, metrics::kGap, 5);
    row->setSpacing(2);
    m_release = addTool(row, QStringLiteral("release"), tr("Release"),
                        tr("Let the selected message go on, before the others (Return)"));
    m_edit = addTool(row, QStringLiteral("edit"), tr("Edit"), tr("Change what it says (F2)"));
    m_duplicate =
        addTool(row, QStringLiteral("copy"), tr("Duplicate"), tr("Put a second one behind it (Ctrl+D)"));
    m_discard = addTool(row, QStringLiteral("discard"), tr("Discard"), tr("It never arrives (Delete)"));
    row->addSpacing(metrics::kGap);
    m_up = addTool(row, QStringLiteral("up"), tr("Move up"),
                   tr("Release it earlier (Alt+Up); rows can be dragged"));
    m_down = addTool(row, QStringLiteral("down"), tr("Move down"), tr("Release it later (Alt+Down)"));
    row->addStretch();
    m_inject = new QToolButton(tools);
    m_inject->setProperty("kind", QStringLiteral("link"));
    m_inject->setText(tr("Inject…"));
    m_inject->setToolTip(tr("Send a message of your own, past what is held"));
    m_inject->setAccessibleName(tr("Inject a message"));
    m_inject->setFocusPolicy(Qt::TabFocus);
    row->addWidget(m_inject);

    const auto withSelected = [this](QToolButton *button, auto signal) {
        connect(button, &QToolButton::clicked, this, [this, signal] {
            if (const EventId id = m_view->selected())
                (this->*signal)(id);
        });
    };
    withSelected(m_release, &HoldPanel::releaseRequested);
    withSelected(m_edit, &HoldPanel::openEditor);
    withSelected(m_duplicate, &HoldPanel::duplicateRequested);
    withSelected(m_discard, &HoldPanel::discardRequested);
    connect(m_up, &QToolButton::clicked, this, [this] { m_view->moveSelected(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { m_view->moveSelected(1); });
    connect(m_inject, &QToolButton::clicked, this, &HoldPanel::inject);
    return tools;
}

void HoldPanel::setStatus(const HoldStatus &status)
{
    m_status = status;
    m_model->setMessages(status.messages);
    m_breakpoints->setBreakpoints(status.breakpoints);
    // What is edited may have gone.
    if (m_form->isVisibleTo(this) && m_form->edited() != 0 && !m_model->find(m_form->edited()).isValid())
        m_form->hide();
    refresh();
}

void HoldPanel::setClients(const QStringList &clients)
{
    if (clients == m_clients)
        return;
    m_clients = clients;
    m_breakpoints->setClients(clients);
    m_form->setClients(clients);
    refresh();
}

void HoldPanel::setClock(std::function<Nanoseconds()> now)
{
    m_view->setClock(std::move(now));
}

void HoldPanel::setNote(const QString &text)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

QString HoldPanel::note() const
{
    return m_note->text();
}

void HoldPanel::inject()
{
    const HeldMessage *message = m_model->at(m_view->currentIndex());
    m_form->inject(message != nullptr ? message->client : QString());
    m_form->show();
}

void HoldPanel::openEditor(EventId id)
{
    if (const HeldMessage *message = m_model->at(m_model->find(id))) {
        m_form->edit(*message);
        m_form->show();
    }
}

void HoldPanel::refresh()
{
    const int total = m_status.total;
    m_count->setText(total == 0 ? QString()
                                : tr("%1 · %2").arg(QLocale::c().toString(total),
                                                    QLocale::c().formattedDataSize(m_status.bytes, 1)) +
                                      (m_status.full ? tr(" · full, the link reads no more") : QString()));
    m_all->setEnabled(total > 0);
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    const int hidden = total - m_model->rowCount();
    m_more->setText(tr("and %1 more behind them").arg(QLocale::c().toString(hidden)));
    m_more->setVisible(hidden > 0 && m_model->rowCount() > 0);
    m_emptyTitle->setText(m_status.on ? tr("Nothing is held") : tr("Hold is off"));
    m_emptyText->setText(!m_status.on ? tr("Messages pass. With Hold they stop here, in order, and each can "
                                           "be looked at, changed, left out or let through.")
                         : m_status.breakpoints.empty()
                             ? tr("The next message that crosses a link stops here. Heartbeats pass.")
                             : tr("The next message that matches a breakpoint stops here; others pass."));
    const HeldMessage *message = m_model->at(m_view->currentIndex());
    for (QToolButton *button : {m_release, m_edit, m_duplicate, m_discard, m_up, m_down})
        button->setEnabled(message != nullptr);
    if (message != nullptr && !message->notEditable.isEmpty())
        m_edit->setEnabled(false);
    m_inject->setEnabled(!m_clients.isEmpty());
}

void HoldPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_tick->start();
}

void HoldPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick->stop();
}

} // namespace swapscope
