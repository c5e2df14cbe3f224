#pragma once

#include <QByteArray>
#include <QList>

class QAction;
class QMainWindow;
class QSettings;
class QWidget;

namespace swapscope {

class PanelDock;

// The docks of the window and where they stand: at first as designed, then as the user left them.
class WindowLayout
{
public:
    explicit WindowLayout(QMainWindow &window);

    // Each takes a panel and its header row (null: a caption).
    void addLesson(QWidget *panel, QWidget *header);
    void addEditor(QWidget *panel, QWidget *header);
    void addCues(QWidget *panel, QWidget *header);
    void addNetwork(QWidget *panel);
    void addInspector(QWidget *panel);
    void addTimeline(QWidget *panel, QWidget *header);

    // As designed.
    void reset();
    // Gives lesson and cues what they need and the editor the rest.
    void fitLeft();
    // Size and place of the window and its docks. False: nothing is remembered, or by another version.
    bool restore(const QSettings &settings);
    void save(QSettings &settings) const;

    // Check marks for the View menu.
    QList<QAction *> toggles() const;
    // Brings a panel to the front, opening it where it was closed.
    void raiseNetwork();
    void raiseInspector();
    PanelDock *lesson() const { return m_lesson; }

private:
    PanelDock *add(const char *name, const QString &title, QWidget *panel, QWidget *header);

    QMainWindow &m_window;
    PanelDock *m_lesson = nullptr;
    PanelDock *m_editor = nullptr;
    PanelDock *m_cues = nullptr;
    PanelDock *m_network = nullptr;
    PanelDock *m_inspector = nullptr;
    PanelDock *m_timeline = nullptr;
};

} // namespace swapscope
