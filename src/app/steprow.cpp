#include "steprow.h"

#include "theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace swapscope {

namespace {
constexpr int kTextLeft = 32;
constexpr int kMarkX = 16;
} // namespace

StepRow::StepRow(QWidget *parent) : QWidget(parent), m_text(new QLabel(this))
{
    m_text->setWordWrap(true);
    m_text->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kTextLeft, 5, metrics::kGap, 5);
    layout->addWidget(m_text);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void StepRow::setStep(int number, const QString &text, Look look, bool clickable, const QString &toolTip)
{
    m_text->setText(text);
    m_look = look;
    m_clickable = clickable;
    setFocusPolicy(clickable ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setToolTip(toolTip);
    const QString state = look == Look::Done      ? tr("done")
                          : look == Look::Current ? tr("to do now")
                                                  : tr("to do later");
    setAccessibleName(tr("Step %1, %2: %3").arg(number).arg(state, text));
    colour();
    update();
}

void StepRow::colour()
{
    const Theme theme = Theme::current();
    QPalette palette = m_text->palette();
    const QColor color = m_look == Look::Current ? theme.ink : theme.dim;
    if (palette.color(QPalette::WindowText) != color) {
        palette.setColor(QPalette::WindowText, color);
        m_text->setPalette(palette);
    }
    QFont font = fonts::interface();
    if (m_look == Look::Current)
        font.setWeight(QFont::Medium);
    m_text->setFont(font);
}

void StepRow::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_look == Look::Current || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(theme.catchUp) : QPen(Qt::NoPen));
        painter.setBrush(m_look == Look::Current ? QBrush(theme.tint(theme.catchUp, theme.dark ? 0.16 : 0.08))
                                                 : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadius,
                                metrics::kRadius);
    }
    const qreal firstLine = 5 + QFontMetricsF(m_text->font()).height() / 2;
    const QPointF centre(kMarkX, firstLine);
    switch (m_look) {
    case Look::Done: {
        painter.setPen(QPen(theme.live, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        QPainterPath tick(centre + QPointF(-4, 0));
        tick.lineTo(centre + QPointF(-1.2, 3));
        tick.lineTo(centre + QPointF(4, -3.4));
        painter.drawPath(tick);
        break;
    }
    case Look::Current:
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.catchUp);
        painter.drawEllipse(centre, 5, 5);
        break;
    case Look::Ahead:
        painter.setPen(QPen(mixed(theme.panel, theme.dim, 0.75), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, 4.25, 4.25);
        break;
    }
}

void StepRow::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_clickable && event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT clicked();
}

void StepRow::keyPressEvent(QKeyEvent *event)
{
    if (m_clickable && (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return))
        Q_EMIT clicked();
    else
        QWidget::keyPressEvent(event);
}

void StepRow::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void StepRow::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void StepRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_text != nullptr)
        colour();
}

} // namespace swapscope
