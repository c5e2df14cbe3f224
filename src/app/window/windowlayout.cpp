#include "windowlayout.h"

#include "paneldock.h"
#include "widgets/theme.h"

#include <QAction>
#include <QMainWindow>
#include <QSettings>

namespace swapscope {

namespace {

const QString kGeometry = QStringLiteral("window/geometry");
const QString kState = QStringLiteral("window/docks");

} // namespace

WindowLayout::WindowLayout(QMainWindow &window) : m_window(window)
{
    window.setDockOptions(QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks |
                          QMainWindow::GroupedDragging);
    window.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    window.setDocumentMode(true);
    window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    window.setCorner(Qt::TopLeftCorner, Qt::LeftDockWidgetArea);
    window.setCorner(Qt::TopRightCorner, Qt::RightDockWidgetArea);
}

void WindowLayout::add(const Panel &panel)
{
    auto *dock =
        new PanelDock(QString::fromLatin1(panel.name), panel.title, panel.widget, panel.header, &m_window);
    m_places.push_back({dock, panel});
}

void WindowLayout::reset()
{
    for (const Place &place : m_places) {
        place.dock->setFloating(false);
        m_window.removeDockWidget(place.dock);
    }
    PanelDock *left = nullptr;
    PanelDock *right = nullptr;
    PanelDock *bottom = nullptr;
    for (const Place &place : m_places) {
        switch (place.panel.side) {
        case Side::Left:
            if (left == nullptr)
                m_window.addDockWidget(Qt::LeftDockWidgetArea, place.dock);
            else
                m_window.splitDockWidget(left, place.dock, Qt::Vertical);
            left = place.dock;
            break;
        case Side::Right:
            if (right == nullptr)
                m_window.addDockWidget(Qt::RightDockWidgetArea, place.dock);
            else
                m_window.tabifyDockWidget(right, place.dock);
            right = place.dock;
            break;
        case Side::Bottom:
            if (bottom == nullptr)
                m_window.addDockWidget(Qt::BottomDockWidgetArea, place.dock);
            else
                m_window.splitDockWidget(bottom, place.dock, Qt::Horizontal);
            bottom = place.dock;
            break;
        }
    }
    for (const Place &place : m_places)
        place.dock->setVisible(place.panel.shownAtFirst);

    const QSize size = m_window.size();
    const int widths[] = {qBound(280, size.width() * 28 / 100, 560),
                          qBound(316, size.width() * 195 / 1000, 400)};
    const auto firstOf = [this](Side side) {
        return std::find_if(m_places.begin(), m_places.end(),
                            [side](const Place &place) { return place.panel.side == side; })
            ->dock;
    };
    PanelDock *tabs = firstOf(Side::Right);
    tabs->raise();
    m_window.resizeDocks({firstOf(Side::Left), tabs}, {widths[0], widths[1]}, Qt::Horizontal);
    m_window.resizeDocks({firstOf(Side::Bottom)}, {qBound(220, size.height() * 455 / 1000, 620)},
                         Qt::Vertical);
    fitLeft();
    if (const QWidget *instead = std::exchange(m_instead, nullptr))
        replaceLeft(instead, m_insteadWidth);
}

void WindowLayout::fitLeft()
{
    PanelDock *lesson = dockNamed("lesson");
    PanelDock *cues = dockNamed("cues");
    const int height = m_window.height();
    const int top = qBound(90, lesson->widget()->sizeHint().height() + metrics::kMargin, height * 30 / 100);
    const int foot = cues->widget()->minimumSizeHint().height() + metrics::kHeader;
    m_window.resizeDocks({lesson, dockNamed("editor"), cues},
                         {top, qMax(160, height - top - foot - 72), foot}, Qt::Vertical);
}

// An arrangement of other panels would leave new ones without a place: it is forgotten.
int WindowLayout::version() const
{
    QByteArray names;
    for (const Place &place : m_places)
        names += QByteArray(place.panel.name) + ' ';
    return qChecksum(names);
}

bool WindowLayout::restore(const QSettings &settings)
{
    const QByteArray geometry = settings.value(kGeometry).toByteArray();
    const QByteArray state = settings.value(kState).toByteArray();
    if (geometry.isEmpty() || state.isEmpty())
        return false;
    m_window.restoreGeometry(geometry);
    return m_window.restoreState(state, version());
}

void WindowLayout::save(QSettings &settings) const
{
    settings.setValue(kGeometry, m_window.saveGeometry());
    settings.setValue(kState, m_window.saveState(version()));
}

QList<QAction *> WindowLayout::toggles() const
{
    QList<QAction *> actions;
    for (const Place &place : m_places) {
        if (place.panel.togglesInMenu)
            actions += place.dock->toggleViewAction();
    }
    return actions;
}

void WindowLayout::raise(const QWidget *panel)
{
    const Place *place = placeOf(panel);
    const bool comes = place->dock->isHidden() && !place->dock->isFloating();
    place->dock->show();
    place->dock->raise();
    if (comes && place->panel.width > 0)
        m_window.resizeDocks({place->dock}, {place->panel.width}, Qt::Horizontal);
}

bool WindowLayout::isShown(const QWidget *panel) const
{
    return !placeOf(panel)->dock->isHidden();
}

void WindowLayout::setShown(const QWidget *panel, bool shown)
{
    placeOf(panel)->dock->setVisible(shown);
}

void WindowLayout::replaceLeft(const QWidget *panel, int width)
{
    if (m_instead != nullptr)
        return;
    m_instead = panel;
    m_insteadWidth = width;
    m_hidden.clear();
    PanelDock *instead = placeOf(panel)->dock;
    for (const Place &place : m_places) {
        if (place.panel.side != Side::Left || place.dock == instead || place.dock->isHidden())
            continue;
        m_hidden.push_back(place.panel.widget);
        m_leftWidth = place.dock->width();
    }
    instead->show();
    for (const QWidget *hidden : m_hidden)
        placeOf(hidden)->dock->hide();
    m_window.resizeDocks({instead}, {width}, Qt::Horizontal);
}

void WindowLayout::restoreLeft()
{
    if (m_instead == nullptr)
        return;
    PanelDock *instead = placeOf(m_instead)->dock;
    m_instead = nullptr;
    for (const QWidget *hidden : m_hidden)
        placeOf(hidden)->dock->show();
    instead->hide();
    if (!m_hidden.empty()) {
        m_window.resizeDocks({placeOf(m_hidden.front())->dock}, {m_leftWidth}, Qt::Horizontal);
        fitLeft();
    }
}

const WindowLayout::Place *WindowLayout::placeOf(const QWidget *panel) const
{
    const auto found = std::find_if(m_places.begin(), m_places.end(),
                                    [panel](const Place &place) { return place.panel.widget == panel; });
    Q_ASSERT(found != m_places.end());
    return &*found;
}

PanelDock *WindowLayout::dockNamed(const char *name) const
{
    return std::find_if(m_places.begin(), m_places.end(),
                        [name](const Place &place) { return qstrcmp(place.panel.name, name) == 0; })
        ->dock;
}

} // namespace swapscope
