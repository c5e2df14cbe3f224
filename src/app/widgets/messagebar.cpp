#include "messagebar.h"

#include "widgets.h"

#include <QHBoxLayout>

#include <utility>

namespace swapscope {

MessageBar::MessageBar(QWidget *parent)
    : QWidget(parent),
      m_icon(new QLabel(this)),
      m_text(makeLabel(QString(), "", this)),
      m_actions(new QWidget(this)),
      m_actionRow(new QHBoxLayout(m_actions))
{
    setObjectName(QStringLiteral("messageBar"));
    setAttribute(Qt::WA_StyledBackground);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFocusPolicy(Qt::NoFocus);
    m_actionRow->setContentsMargins(0, 0, 0, 0);
    m_actionRow->setSpacing(metrics::kGap);
    auto *shut = makeIconButton(QStringLiteral("close"), tr("Dismiss"), this);
    connect(shut, &QToolButton::clicked, this, &MessageBar::dismiss);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kMargin, 6, metrics::kGap, 6);
    row->setSpacing(metrics::kGap);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_actions);
    row->addWidget(shut);
    hide();
}

void MessageBar::show(Tone tone, const QString &text, std::vector<Action> actions)
{
    m_passing.reset();
    m_standing = Message{tone, text, std::move(actions)};
    present();
}

void MessageBar::showOver(Tone tone, const QString &text, std::vector<Action> actions)
{
    m_passing = Message{tone, text, std::move(actions)};
    present();
}

void MessageBar::present()
{
    if (!m_passing && !m_standing) {
        hide();
        return;
    }
    const Message &message = m_passing ? *m_passing : *m_standing;
    const bool error = message.tone == Tone::Error;
    setStyleProperty(this, "tone", error ? QStringLiteral("error") : QStringLiteral("note"));
    m_icon->setPixmap(themedIcon(error ? QStringLiteral("warning") : QStringLiteral("info"),
                                 error ? Role::Lost : Role::CatchUp)
                          .pixmap(16, 16));
    m_icon->setAccessibleName(error ? tr("Error") : tr("Note"));
    m_text->setText(message.text);
    setAccessibleName(message.text);
    while (QLayoutItem *item = m_actionRow->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const Action &action : message.actions) {
        auto *button = makeButton(action.label, "", {}, m_actions);
        connect(button, &QPushButton::clicked, this, [this, run = action.run] {
            const std::function<void()> now = run; // showing the next message deletes the button
            dismiss();
            if (now)
                now();
        });
        m_actionRow->addWidget(button);
        button->show();
    }
    QWidget::show();
}

void MessageBar::setText(const QString &text)
{
    std::optional<Message> &message = m_passing ? m_passing : m_standing;
    if (!message)
        return;
    message->text = text;
    m_text->setText(text);
    setAccessibleName(text);
}

void MessageBar::dismiss()
{
    if (!m_passing && !m_standing)
        return;
    if (!std::exchange(m_passing, std::nullopt))
        m_standing.reset();
    present();
    Q_EMIT dismissed();
}

void MessageBar::clear()
{
    if (m_standing)
        m_passing.reset();
    dismiss();
}

QString MessageBar::text() const
{
    return m_passing ? m_passing->text : m_standing ? m_standing->text : QString();
}

} // namespace swapscope
