#include "statepill.h"

#include <QPainter>
#include <QtMath>

namespace swapscope {

namespace {
constexpr int kPillHeight = 22;
constexpr int kDotX = 13;
constexpr int kTextX = 23;
constexpr int kRight = 10;

QFont pillFont()
{
    QFont font = fonts::small();
    font.setWeight(QFont::DemiBold);
    return font;
}
} // namespace

StatePill::StatePill(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatePill::setState(const QString &text, Role role, bool hollow)
{
    if (text == m_text && role == m_role && hollow == m_hollow)
        return;
    const bool resize = text.size() != m_text.size();
    m_text = text;
    m_role = role;
    m_hollow = hollow;
    setAccessibleName(text);
    if (resize)
        updateGeometry();
    update();
}

QSize StatePill::sizeHint() const
{
    return {kTextX + QFontMetrics(pillFont()).horizontalAdvance(m_text) + kRight + 2, kPillHeight};
}

void StatePill::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::current();
    const QColor color = roleColor(theme, m_role);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.tint(color, theme.dark ? 0.18 : 0.14));
    const QRectF pill = QRectF(0, (height() - kPillHeight) / 2.0, width(), kPillHeight);
    painter.drawRoundedRect(pill, kPillHeight / 2.0, kPillHeight / 2.0);
    const QPointF dot(kDotX, pill.center().y());
    if (m_hollow) {
        painter.setPen(QPen(color, 1.6));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(dot, 3.6, 3.6);
    } else {
        painter.setBrush(color);
        painter.drawEllipse(dot, 4.2, 4.2);
    }
    painter.setFont(pillFont());
    painter.setPen(theme.dark || m_role == Role::Dim ? color : mixed(color, Qt::black, 0.06));
    const QRectF room = pill.adjusted(kTextX, 0, 0, 0);
    const bool fits = width() >= sizeHint().width();
    painter.drawText(
        room, Qt::AlignVCenter | Qt::AlignLeft,
        fits ? m_text
             : painter.fontMetrics().elidedText(m_text, Qt::ElideRight, qFloor(room.width()) - kRight));
}

} // namespace swapscope
