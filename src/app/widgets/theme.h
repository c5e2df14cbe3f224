#pragma once

#include <QColor>
#include <QFont>

class QApplication;

namespace swapscope {

// The colours of the interface by role (section 7 of the design), never by place. A colour never stands
// alone: a shape or a word goes with it.
struct Theme
{
    QColor ground; // behind panels
    QColor panel;
    QColor line;
    QColor ink;
    QColor dim;
    QColor live;    // open, delivered, up to date
    QColor lost;    // cut, lost, missed, error
    QColor wait;    // back-off, frozen, held
    QColor catchUp; // replay, snapshot, selection, focus
    QColor sent;    // from the page to the server
    bool dark = false;

    static Theme light();
    static Theme darkTheme();
    // The one that fits the application's palette. Needs a QGuiApplication.
    static Theme current();

    // The panel's colour with this share (0 to 1) of a role in it: the ground of a pill, a mark, a warning.
    QColor tint(const QColor &role, qreal share = 0.12) const;

    friend bool operator==(const Theme &, const Theme &) = default;
};

// The colour at `share` (0 to 1) of the way from one to the other.
QColor mixed(const QColor &from, const QColor &to, qreal share);
// The same colour with another opacity, 0 (invisible) to 1.
QColor withOpacity(QColor color, qreal opacity);

// The spacing of the window, in device-independent pixels: a grid of four.
namespace metrics {
inline constexpr int kGrid = 4;
inline constexpr int kGap = 8;     // between controls
inline constexpr int kMargin = 16; // around groups
inline constexpr int kRadius = 6;
inline constexpr int kToolbar = 44; // a toolbar row
inline constexpr int kControl = 28; // a button, a field
inline constexpr int kHeader = 36;  // the head of a panel
} // namespace metrics

namespace fonts {
// The interface font: the desktop's; Inter where no desktop names one. Needs a QGuiApplication.
QFont interface();
QFont semiBold();
// Captions of panels: small, bold, slightly spaced; drawn in the dim ink.
QFont caption();
QFont small();
// JetBrains Mono where it is installed, else the desktop's. Its figures all have one width.
QFont mono();
// For values that change in place: figures of one width.
QFont numbers();
} // namespace fonts

// Fusion, a palette and a style sheet in this theme's colours. May be called again when the theme changes:
// widgets get a PaletteChange event, those that paint themselves ask Theme::current() as they paint.
void applyTheme(QApplication &app, const Theme &theme);

// Makes the program's compiled-in resources (":/icons", ":/style") available. May be called again.
void loadAppResources();

// The style sheet of the window with the theme's colours in it; made of resources/style/swapscope.qss.
QString styleSheet(const Theme &theme);

} // namespace swapscope
