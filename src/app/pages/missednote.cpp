#include "missednote.h"

#include "widgets/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace swapscope {

namespace {
constexpr int kNoteHeight = 32;
constexpr int kBeside = 12 + 6 + 22 + 8; // margins and the cross
constexpr int kAboveControls = 76;       // a chat's input line stays free
} // namespace

MissedNote::MissedNote(QWidget *host)
    : QWidget(host), m_host(host), m_text(makeLabel(QString(), "lost", this))
{
    QFont font = fonts::small();
    font.setWeight(QFont::Medium);
    m_text->setFont(font);
    m_text->setWordWrap(true);
    auto *shut =
        makeIconButton(QStringLiteral("close"), tr("Dismiss until the page has caught up"), this, Role::Lost);
    connect(shut, &QToolButton::clicked, this, [this] {
        m_dismissed = true;
        display();
    });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 6, 0);
    row->addWidget(m_text, 1);
    row->addWidget(shut);
    host->installEventFilter(this);
    hide();
}

void MissedNote::setText(const QString &text)
{
    if (text.isEmpty())
        m_dismissed = false;
    if (m_text->text() == text)
        return;
    m_text->setText(text);
    setAccessibleName(text);
    display();
}

void MissedNote::setEnabledByUser(bool on)
{
    m_on = on;
    display();
}

void MissedNote::display()
{
    const bool shown = m_on && !m_dismissed && !m_text->text().isEmpty();
    if (shown)
        place();
    setVisible(shown);
    if (shown)
        raise();
}

void MissedNote::place()
{
    const int width = qMax(120, m_host->width() - 2 * metrics::kMargin - 8);
    const int height = qMax(kNoteHeight, m_text->heightForWidth(width - kBeside) + 2 * metrics::kGrid);
    setGeometry(metrics::kMargin + 4, qMax(8, m_host->height() - kAboveControls - height), width, height);
}

bool MissedNote::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_host && event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void MissedNote::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(theme.tint(theme.lost, theme.dark ? 0.14 : 0.08));
    painter.setPen(QPen(theme.lost, 1.2, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics::kRadius, metrics::kRadius);
}

} // namespace swapscope
