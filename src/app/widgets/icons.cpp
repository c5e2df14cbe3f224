#include "icons.h"

#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

namespace swapscope {

namespace {

// Draws one of our stroke icons, in which black stands for the role's colour.
class StrokeIconEngine final : public QIconEngine
{
public:
    StrokeIconEngine(QByteArray svg, Role role) : m_svg(std::move(svg)), m_role(role) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const Theme theme = Theme::current();
        QColor color = roleColor(theme, m_role);
        if (mode == QIcon::Disabled)
            color = mixed(theme.panel, theme.dim, 0.5);
        QByteArray svg = m_svg;
        svg.replace("#000", color.name().toLatin1());
        QSvgRenderer renderer(svg);
        const int side = qMin(rect.width(), rect.height());
        QRectF square(0, 0, side, side);
        square.moveCenter(QRectF(rect).center());
        renderer.render(painter, square);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new StrokeIconEngine(*this); }

private:
    QByteArray m_svg;
    Role m_role;
};

} // namespace

QColor roleColor(const Theme &theme, Role role)
{
    switch (role) {
    case Role::Ink:
        return theme.ink;
    case Role::Dim:
        return theme.dim;
    case Role::Live:
        return theme.live;
    case Role::Lost:
        return theme.lost;
    case Role::Wait:
        return theme.wait;
    case Role::CatchUp:
        return theme.catchUp;
    case Role::Sent:
        return theme.sent;
    case Role::OnCatchUp:
        return theme.dark ? theme.ground : theme.panel;
    }
    return theme.ink;
}

QIcon themedIcon(const QString &name, Role role)
{
    loadAppResources();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new StrokeIconEngine(file.readAll(), role));
}

QIcon applicationIcon()
{
    loadAppResources();
    return QIcon(QStringLiteral(":/icons/swapscope.svg"));
}

} // namespace swapscope
