#pragma once

#include <QObject>

class QAction;
class QActionGroup;

namespace swapscope {

// Every command of the window that is not about one thing in a list: text, key, icon and tooltip in one
// place. The window connects them.
class WindowActions final : public QObject
{
    Q_OBJECT

public:
    explicit WindowActions(QWidget *window);

    // "Cut B for 5 s": the fault buttons act on this client, or on all ("*").
    void setTarget(const QString &client);
    // Whether the scenario has a schedule, and whether it plays: what `play` says and shows.
    void setSchedule(bool there, bool running);
    void setOpen(bool open);
    // There are texts: they can be saved whether anything runs or not.
    void setEditable();
    // Whether links hold, and how many messages wait.
    void setHeld(bool on, int count);

    QAction *newScenario;
    QAction *openFolder;
    QAction *gallery;
    QAction *attach;
    QAction *save;
    QAction *saveAll;
    QAction *saveCopy;
    QAction *openTrace;
    QAction *saveTrace;
    QAction *savePicture;
    QAction *quit;

    QAction *undo;
    QAction *redo;
    QAction *find;
    QAction *replace;
    QAction *revert;

    QAction *flash;
    QActionGroup *themes; // each action's data: "", "light", "dark"
    QAction *resetLayout;

    QAction *restart;
    QAction *play; // plays the schedule, or stops it
    QAction *reloadPages;

    QAction *hold; // checkable
    QAction *step;
    QAction *releaseAll;
    QAction *inject;

    QAction *cut;
    QAction *deploy;
    QAction *freeze;
    QAction *thaw;
    QAction *mend;
    QAction *clear;
    QAction *anotherFault;

    QAction *manual;
    QAction *keys;
    QAction *about;

private:
    QAction *make(const QString &text, const QString &icon, const QKeySequence &key, const QString &tip);
};

} // namespace swapscope
