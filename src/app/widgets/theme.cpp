#include "theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QProxyStyle>

// The macro wants the global namespace; a static library's resources have to be asked for.
static void initAppResources()
{
    Q_INIT_RESOURCE(app);
}

namespace swapscope {

namespace {

constexpr char kStyled[] = "swapscopeStyled";
constexpr qreal kSmallStep = 0.88; // of the interface font's size
constexpr qreal kCaptionStep = 0.82;

// Qt names one of these when no desktop told it a font.
bool isFallbackFamily(const QString &family)
{
    static const QStringList kFallbacks{QString(),
                                        QStringLiteral("Sans Serif"),
                                        QStringLiteral("sans-serif"),
                                        QStringLiteral("Sans"),
                                        QStringLiteral("DejaVu Sans"),
                                        QStringLiteral("Helvetica")};
    return kFallbacks.contains(family);
}

// Asked once: the answer takes longer than most of what is painted with it, and every painting asks.
bool hasInter()
{
    static const bool has = QFontDatabase::hasFamily(QStringLiteral("Inter"));
    return has;
}

bool hasJetBrainsMono()
{
    static const bool has = QFontDatabase::hasFamily(QStringLiteral("JetBrains Mono"));
    return has;
}

QFont scaled(QFont font, qreal step)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * step);
    else
        font.setPixelSize(qMax(9, qRound(font.pixelSize() * step)));
    return font;
}

// Fusion, with the letters of the menus' keys not underlined all the time.
class WindowStyle final : public QProxyStyle
{
public:
    WindowStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        return hint == SH_UnderlineShortcut ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

QPalette paletteOf(const Theme &theme)
{
    const QColor button = theme.dark ? mixed(theme.panel, theme.ink, 0.06) : theme.panel;
    const QColor disabled = mixed(theme.panel, theme.dim, 0.6);
    QPalette palette(theme.ink, button, mixed(theme.panel, theme.ink, 0.2),
                     mixed(theme.panel, Qt::black, 0.3), theme.line, theme.ink, theme.ink, theme.panel,
                     theme.ground);
    palette.setColor(QPalette::AlternateBase, theme.ground);
    palette.setColor(QPalette::ToolTipBase, theme.ink);
    palette.setColor(QPalette::ToolTipText, theme.panel);
    palette.setColor(QPalette::PlaceholderText, theme.dim);
    palette.setColor(QPalette::Highlight, theme.catchUp);
    palette.setColor(QPalette::HighlightedText, theme.dark ? theme.ground : theme.panel);
    palette.setColor(QPalette::Link, theme.catchUp);
    palette.setColor(QPalette::LinkVisited, theme.sent);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.line);
    return palette;
}

} // namespace

Theme Theme::light()
{
    return {.ground = QColor(0xf3f4f6),
            .panel = QColor(0xffffff),
            .line = QColor(0xd7dbe0),
            .ink = QColor(0x1f2328),
            .dim = QColor(0x6b7280),
            .live = QColor(0x2f9e5b),
            .lost = QColor(0xd1423f),
            .wait = QColor(0xd98a1f),
            .catchUp = QColor(0x2f6fde),
            .sent = QColor(0x7c4dd6),
            .dark = false};
}

Theme Theme::darkTheme()
{
    return {.ground = QColor(0x16181c),
            .panel = QColor(0x1d2025),
            .line = QColor(0x31363d),
            .ink = QColor(0xe6e8eb),
            .dim = QColor(0x9aa3ad),
            .live = QColor(0x4fc07d),
            .lost = QColor(0xf0716e),
            .wait = QColor(0xe5a54b),
            .catchUp = QColor(0x6ea2ff),
            .sent = QColor(0xa583f0),
            .dark = true};
}

Theme Theme::current()
{
    return QGuiApplication::palette().color(QPalette::Window).lightness() < 128 ? darkTheme() : light();
}

QColor Theme::tint(const QColor &role, qreal share) const
{
    return mixed(panel, role, share);
}

QColor mixed(const QColor &from, const QColor &to, qreal share)
{
    const auto at = [share](int a, int b) { return qRound(a + (b - a) * share); };
    return {at(from.red(), to.red()), at(from.green(), to.green()), at(from.blue(), to.blue())};
}

QColor withOpacity(QColor color, qreal opacity)
{
    color.setAlphaF(static_cast<float>(opacity));
    return color;
}

QFont fonts::interface()
{
    QFont font = QGuiApplication::font();
    if (isFallbackFamily(font.family()) && hasInter()) {
        font = QFont(QStringLiteral("Inter"));
        font.setPointSizeF(9.75);
    }
    return font;
}

QFont fonts::semiBold()
{
    QFont font = interface();
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont fonts::caption()
{
    QFont font = scaled(interface(), kCaptionStep);
    font.setWeight(QFont::Bold);
    font.setLetterSpacing(QFont::PercentageSpacing, 103);
    return font;
}

QFont fonts::small()
{
    return scaled(interface(), kSmallStep);
}

QFont fonts::mono()
{
    QFont font = hasJetBrainsMono() ? QFont(QStringLiteral("JetBrains Mono"))
                                    : QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    if (const QFont base = interface(); base.pointSizeF() > 0)
        font.setPointSizeF(base.pointSizeF() * 0.96);
    else
        font.setPixelSize(base.pixelSize());
    return font;
}

QFont fonts::numbers()
{
    return scaled(mono(), 0.94);
}

void loadAppResources()
{
    initAppResources();
}

void applyTheme(QApplication &app, const Theme &theme)
{
    initAppResources();
    const QFont font = fonts::interface();
    if (!app.property(kStyled).toBool()) {
        QApplication::setStyle(new WindowStyle);
        app.setProperty(kStyled, true);
    }
    QApplication::setPalette(paletteOf(theme));
    QApplication::setFont(font);
    app.setStyleSheet(styleSheet(theme));
}

QString styleSheet(const Theme &theme)
{
    initAppResources();
    QFile file(QStringLiteral(":/style/swapscope.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString text = QString::fromUtf8(file.readAll());
    const auto put = [&text](QLatin1StringView name, const QColor &color) {
        text.replace(name, color.name());
    };
    text.replace(QLatin1StringView("@tone"), QLatin1StringView(theme.dark ? "dark" : "light"));
    // Longer names first: a name is replaced wherever it stands.
    put(QLatin1StringView("@lost-soft"), theme.tint(theme.lost, 0.10));
    put(QLatin1StringView("@lost-line"), theme.tint(theme.lost, 0.55));
    put(QLatin1StringView("@live-soft"), theme.tint(theme.live, 0.14));
    put(QLatin1StringView("@wait-soft"), theme.tint(theme.wait, 0.16));
    put(QLatin1StringView("@wait-deep"), theme.dark ? theme.wait : mixed(theme.wait, Qt::black, 0.3));
    put(QLatin1StringView("@catchup-soft"), theme.tint(theme.catchUp, 0.10));
    put(QLatin1StringView("@catchup-deep"), mixed(theme.catchUp, Qt::black, 0.12));
    put(QLatin1StringView("@on-catchup"), theme.dark ? theme.ground : theme.panel);
    put(QLatin1StringView("@hover"), theme.tint(theme.ink, 0.05));
    put(QLatin1StringView("@pressed"), theme.tint(theme.ink, 0.10));
    put(QLatin1StringView("@faint"), mixed(theme.panel, theme.ground, 0.45));
    put(QLatin1StringView("@scroll"), mixed(theme.panel, theme.dim, 0.35));
    put(QLatin1StringView("@off"), mixed(theme.panel, theme.dim, 0.55));
    put(QLatin1StringView("@button"), theme.dark ? theme.tint(theme.ink, 0.05) : theme.panel);
    put(QLatin1StringView("@ground"), theme.ground);
    put(QLatin1StringView("@panel"), theme.panel);
    put(QLatin1StringView("@line"), theme.line);
    put(QLatin1StringView("@ink"), theme.ink);
    put(QLatin1StringView("@dim"), theme.dim);
    put(QLatin1StringView("@live"), theme.live);
    put(QLatin1StringView("@lost"), theme.lost);
    put(QLatin1StringView("@wait"), theme.wait);
    put(QLatin1StringView("@catchup"), theme.catchUp);
    put(QLatin1StringView("@sent"), theme.sent);
    return text;
}

} // namespace swapscope
