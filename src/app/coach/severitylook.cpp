#include "severitylook.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

namespace swapscope {

namespace {

struct SeverityTexts
{
    Q_DECLARE_TR_FUNCTIONS(swapscope::CoachPanel)
};

} // namespace

Role severityRole(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return Role::Lost;
    case Severity::Warning:
        return Role::Wait;
    case Severity::Note:
        return Role::CatchUp;
    }
    return Role::Dim;
}

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return SeverityTexts::tr("Error");
    case Severity::Warning:
        return SeverityTexts::tr("Warning");
    case Severity::Note:
        return SeverityTexts::tr("Note");
    }
    return {};
}

void paintSeverity(QPainter &painter, const Theme &theme, Severity severity, const QPointF &center,
                   qreal size, bool faded)
{
    const qreal half = size / 2;
    const QColor colour = faded ? theme.dim : roleColor(theme, severityRole(severity));
    painter.save();
    painter.translate(center);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    qreal middle = 0; // of the sign
    if (severity == Severity::Error) {
        shape.addEllipse(QPointF(), half, half);
    } else if (severity == Severity::Warning) {
        shape.moveTo(0, -half);
        shape.lineTo(half, half * 0.85);
        shape.lineTo(-half, half * 0.85);
        shape.closeSubpath();
        middle = half * 0.22;
    } else {
        shape.addRoundedRect(QRectF(-half * 0.9, -half * 0.9, half * 1.8, half * 1.8), half * 0.3,
                             half * 0.3);
    }
    if (faded) {
        painter.setPen(QPen(colour, qMax(1.0, size / 11), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(shape);
    } else {
        painter.setPen(QPen(colour, size / 9, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(colour);
        painter.drawPath(shape);
    }
    painter.setPen(QPen(faded ? colour : theme.panel, qMax(1.2, size / 8), Qt::SolidLine, Qt::RoundCap));
    const bool note = severity == Severity::Note; // an i is a ! upside down
    const qreal dot = note ? -half * 0.48 : half * 0.52;
    painter.drawLine(QPointF(0, middle + (note ? -half * 0.05 : -half * 0.5)),
                     QPointF(0, middle + (note ? half * 0.5 : half * 0.05)));
    painter.drawPoint(QPointF(0, middle + (severity == Severity::Warning ? half * 0.4 : dot)));
    painter.restore();
}

QPixmap severityPixmap(const Theme &theme, Severity severity, int size, bool faded)
{
    constexpr int density = 2;
    QPixmap pixmap(size * density, size * density);
    pixmap.setDevicePixelRatio(density);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintSeverity(painter, theme, severity, QPointF(size / 2.0, size / 2.0), size - 2, faded);
    return pixmap;
}

} // namespace swapscope
