#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <vector>

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
    enum class Side {
        Left,  // one below the other
        Right, // tabs
        Bottom // side by side
    };

    // A panel and where it stands at first. `name` is what the layout is remembered by.
    struct Panel
    {
        Side side = Side::Right;
        const char *name = nullptr;
        QString title; // of its tab, its caption and its check mark in the View menu
        QWidget *widget = nullptr;
        QWidget *header = nullptr; // its header row; null: a caption
        bool shownAtFirst = true;  // false: it comes when it is needed
        bool togglesInMenu = true; // false: the window alone decides when it is shown
        int width = 0;             // as wide it comes, at the bottom; 0: as it happens
    };

    explicit WindowLayout(QMainWindow &window);

    // Panels of one side stand in the order in which they were added.
    void add(const Panel &panel);

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
    void raise(const QWidget *panel);
    // Shows a panel, as wide as is said, in place of all others of the left side, until restoreLeft().
    void replaceLeft(const QWidget *panel, int width);
    void restoreLeft();
    bool isShown(const QWidget *panel) const;
    void setShown(const QWidget *panel, bool shown);

private:
    struct Place
    {
        PanelDock *dock = nullptr;
        Panel panel;
    };

    const Place *placeOf(const QWidget *panel) const;
    PanelDock *dockNamed(const char *name) const;
    int version() const;

    QMainWindow &m_window;
    std::vector<Place> m_places;
    const QWidget *m_instead = nullptr; // of the left side
    int m_insteadWidth = 0;
    std::vector<const QWidget *> m_hidden; // that come back
    int m_leftWidth = 0;
};

} // namespace swapscope
