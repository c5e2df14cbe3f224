#include "messageform.h"

#include "heldmodel.h"
#include "inspector/htmlhighlighter.h"
#include "widgets/plainfont.h"
#include "widgets/widgets.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace swapscope {

namespace {
constexpr int kMostText = 1024 * 1024;
} // namespace

MessageForm::MessageForm(QWidget *parent)
    : QWidget(parent),
      m_title(makeLabel(QString(), "dim", this)),
      m_note(makeLabel(QString(), "dim", this)),
      m_target(new QWidget(this)),
      m_client(new QComboBox(m_target)),
      m_direction(new QComboBox(m_target)),
      m_event(new QLineEdit(m_target)),
      m_text(new QPlainTextEdit(this)),
      m_accept(makeButton(QString(), "primary", QString(), this))
{
    setProperty("surface", QStringLiteral("faint"));
    setAttribute(Qt::WA_StyledBackground);
    m_client->setAccessibleName(tr("Client"));
    m_client->setToolTip(tr("Whose link sends it, on the connection that opened last"));
    m_direction->setAccessibleName(tr("Direction"));
    m_direction->setToolTip(tr("Who receives it"));
    m_direction->addItem(tr("↓ down, to the page"), static_cast<int>(Direction::Down));
    m_direction->addItem(tr("↑ up, to the server"), static_cast<int>(Direction::Up));
    m_event->setPlaceholderText(tr("event of a stream"));
    m_event->setAccessibleName(tr("Name of the stream's event"));
    m_event->setToolTip(tr("On an event stream: the event's name. Without one it is \"message\"."));
    auto *target = new QHBoxLayout(m_target);
    target->setContentsMargins(0, 0, 0, 0);
    target->setSpacing(metrics::kGap);
    target->addWidget(m_client);
    target->addWidget(m_direction);
    target->addWidget(m_event, 1);

    m_text->setProperty("kind", QStringLiteral("field"));
    m_text->setFont(codeFont());
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Text of the message"));
    m_text->setMinimumHeight(84);
    m_text->installEventFilter(this);
    new HtmlHighlighter(m_text->document());
    m_note->setWordWrap(true);
    m_note->setFont(fonts::small());

    auto *cancel = makeButton(tr("Cancel"), "", tr("Change nothing (Escape)"), this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kGap);
    buttons->addWidget(m_note, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_accept);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(metrics::kGap);
    column->addWidget(m_title);
    column->addWidget(m_target);
    column->addWidget(m_text, 1);
    column->addLayout(buttons);

    connect(cancel, &QPushButton::clicked, this, &MessageForm::cancelled);
    connect(m_accept, &QPushButton::clicked, this, &MessageForm::accept);
    connect(m_text, &QPlainTextEdit::textChanged, this, &MessageForm::refresh);
    connect(m_client, &QComboBox::currentIndexChanged, this, &MessageForm::refresh);
    setClients({});
}

void MessageForm::setClients(const QStringList &clients)
{
    const QString chosen = m_client->currentData().toString();
    m_client->clear();
    for (const QString &client : clients)
        m_client->addItem(tr("client %1").arg(client), client);
    m_client->setCurrentIndex(qMax(0, m_client->findData(chosen)));
    refresh();
}

void MessageForm::edit(const HeldMessage &message)
{
    if (m_edited == 0)
        m_draft = m_text->toPlainText();
    m_edited = message.id;
    m_title->setText(tr("Edit the held message of client %1, connection %2")
                         .arg(message.client)
                         .arg(message.conn.number()));
    m_accept->setText(tr("Apply"));
    m_accept->setToolTip(tr("The message says this when it is released (Ctrl+Return)"));
    m_target->hide();
    m_text->setReadOnly(!message.notEditable.isEmpty());
    m_text->setPlainText(message.text());
    m_note->setText(message.notEditable);
    refresh();
    m_text->setFocus();
}

void MessageForm::inject(const QString &client)
{
    if (m_edited != 0)
        m_text->setPlainText(m_draft);
    m_edited = 0;
    m_title->setText(tr("A message of your own, past what is held"));
    m_accept->setText(tr("Send"));
    m_accept->setToolTip(tr("Send it now (Ctrl+Return)"));
    m_target->show();
    m_text->setReadOnly(false);
    if (const int index = m_client->findData(client); index >= 0)
        m_client->setCurrentIndex(index);
    m_note->setText(tr("On the connection that opened last"));
    refresh();
    m_text->setFocus();
}

void MessageForm::refresh()
{
    const qsizetype size = m_text->document()->characterCount();
    m_accept->setEnabled(!m_text->isReadOnly() && size <= kMostText &&
                         (m_edited != 0 || (size > 1 && m_client->currentIndex() >= 0)));
}

void MessageForm::accept()
{
    if (!m_accept->isEnabled())
        return;
    const QString text = m_text->toPlainText();
    if (m_edited != 0)
        Q_EMIT editAccepted(m_edited, text);
    else
        Q_EMIT injectAccepted(m_client->currentData().toString(),
                              static_cast<Direction>(m_direction->currentData().toInt()),
                              m_event->text().trimmed(), text);
}

bool MessageForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            Q_EMIT cancelled();
            return true;
        }
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) &&
            key->modifiers() & Qt::ControlModifier) {
            accept();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace swapscope
