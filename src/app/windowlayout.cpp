#include "windowlayout.h"

#include "paneldock.h"
#include "theme.h"

#include <QAction>
#include <QCoreApplication>
#include <QMainWindow>
#include <QSettings>

namespace swapscope {

namespace {

constexpr int kVersion = 1; // of the arrangement: another number forgets what was remembered
const QString kGeometry = QStringLiteral("window/geometry");
const QString kState = QStringLiteral("window/docks");

QString tr(const char *text)
{
    return QCoreApplication::translate("swapscope::WindowLayout", text);
}

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

PanelDock *WindowLayout::add(const char *name, const QString &title, QWidget *panel, QWidget *header)
{
    return new PanelDock(QString::fromLatin1(name), title, panel, header, &m_window);
}

void WindowLayout::addLesson(QWidget *panel, QWidget *header)
{
    m_lesson = add("lesson", tr("Lesson"), panel, header);
}

void WindowLayout::addEditor(QWidget *panel, QWidget *header)
{
    m_editor = add("editor", tr("Editor"), panel, header);
}

void WindowLayout::addCues(QWidget *panel, QWidget *header)
{
    m_cues = add("cues", tr("Cues"), panel, header);
}

void WindowLayout::addNetwork(QWidget *panel)
{
    m_network = add("network", tr("Network"), panel, nullptr);
}

void WindowLayout::addInspector(QWidget *panel)
{
    m_inspector = add("inspector", tr("Inspector"), panel, nullptr);
}

void WindowLayout::addTimeline(QWidget *panel, QWidget *header)
{
    m_timeline = add("timeline", tr("Timeline"), panel, header);
}

void WindowLayout::reset()
{
    for (PanelDock *dock : {m_lesson, m_editor, m_cues, m_network, m_inspector, m_timeline}) {
        dock->setFloating(false);
        m_window.removeDockWidget(dock);
    }
    m_window.addDockWidget(Qt::LeftDockWidgetArea, m_lesson);
    m_window.splitDockWidget(m_lesson, m_editor, Qt::Vertical);
    m_window.splitDockWidget(m_editor, m_cues, Qt::Vertical);
    m_window.addDockWidget(Qt::RightDockWidgetArea, m_network);
    m_window.tabifyDockWidget(m_network, m_inspector);
    m_window.addDockWidget(Qt::BottomDockWidgetArea, m_timeline);
    for (PanelDock *dock : {m_lesson, m_editor, m_cues, m_network, m_inspector, m_timeline})
        dock->show();
    m_network->raise();

    const QSize size = m_window.size();
    const int left = qBound(330, size.width() * 28 / 100, 560);
    const int right = qBound(316, size.width() * 195 / 1000, 400);
    const int bottom = qBound(220, size.height() * 455 / 1000, 620);
    m_window.resizeDocks({m_lesson, m_network}, {left, right}, Qt::Horizontal);
    m_window.resizeDocks({m_timeline}, {bottom}, Qt::Vertical);
    fitLeft();
}

void WindowLayout::fitLeft()
{
    const int height = m_window.height();
    const int lesson =
        qBound(90, m_lesson->widget()->sizeHint().height() + metrics::kMargin, height * 30 / 100);
    const int cues = m_cues->widget()->minimumSizeHint().height() + metrics::kHeader;
    m_window.resizeDocks({m_lesson, m_editor, m_cues}, {lesson, qMax(160, height - lesson - cues - 72), cues},
                         Qt::Vertical);
}

bool WindowLayout::restore(const QSettings &settings)
{
    const QByteArray geometry = settings.value(kGeometry).toByteArray();
    const QByteArray state = settings.value(kState).toByteArray();
    if (geometry.isEmpty() || state.isEmpty())
        return false;
    m_window.restoreGeometry(geometry);
    return m_window.restoreState(state, kVersion);
}

void WindowLayout::save(QSettings &settings) const
{
    settings.setValue(kGeometry, m_window.saveGeometry());
    settings.setValue(kState, m_window.saveState(kVersion));
}

QList<QAction *> WindowLayout::toggles() const
{
    QList<QAction *> actions;
    for (const PanelDock *dock : {m_lesson, m_editor, m_cues, m_network, m_inspector, m_timeline})
        actions += dock->toggleViewAction();
    return actions;
}

void WindowLayout::raiseNetwork()
{
    m_network->show();
    m_network->raise();
}

void WindowLayout::raiseInspector()
{
    m_inspector->show();
    m_inspector->raise();
}

} // namespace swapscope
