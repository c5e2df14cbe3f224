#include "spotlight.h"

#include "widgets/theme.h"

#include <QPainter>

namespace swapscope {

namespace {
constexpr int kShownMs = 2200;
constexpr int kGlow = 10; // how far the light reaches, in pixels
} // namespace

Spotlight::Spotlight(QWidget *window) : QWidget(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    hide();
    m_fade.setStartValue(1.0);
    m_fade.setKeyValueAt(0.6, 1.0);
    m_fade.setEndValue(0.0);
    m_fade.setDuration(kShownMs);
    connect(&m_fade, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    connect(&m_fade, &QVariantAnimation::finished, this, &QWidget::hide);
}

void Spotlight::highlight(const QRect &area)
{
    m_area = area;
    setGeometry(parentWidget()->rect());
    raise();
    show();
    m_fade.stop();
    m_fade.start();
}

void Spotlight::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::current();
    const qreal strength = m_fade.currentValue().toReal();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const QRectF frame = QRectF(m_area & rect()).adjusted(2, 2, -2, -2);
    for (int i = kGlow; i > 0; --i) {
        const qreal opacity = strength * 0.22 * (1.0 - static_cast<double>(i) / (kGlow + 1));
        painter.setPen(QPen(withOpacity(theme.catchUp, opacity), 2.0 * i));
        painter.drawRoundedRect(frame, metrics::kRadius, metrics::kRadius);
    }
    painter.setPen(QPen(withOpacity(theme.catchUp, strength), 2));
    painter.drawRoundedRect(frame, metrics::kRadius, metrics::kRadius);
}

} // namespace swapscope
