#include "windowactions.h"

#include "widgets/widgets.h"

#include <QAction>
#include <QActionGroup>
#include <QKeySequence>

namespace swapscope {

WindowActions::WindowActions(QWidget *window) : QObject(window)
{
    newScenario = make(tr("&New scenario from…"), QStringLiteral("new"), QKeySequence::New,
                       tr("Copy a scenario into a folder of your own and change it"));
    openFolder = make(tr("&Open folder…"), QStringLiteral("folder"), QKeySequence::Open,
                      tr("Open a scenario from its folder"));
    gallery = make(tr("&Gallery…"), QStringLiteral("picture"), QKeySequence(Qt::CTRL | Qt::Key_G),
                   tr("Every scenario that comes with Swapscope, as a course"));
    attach = make(tr("&Attach to a server…"), QStringLiteral("attach"),
                  QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A),
                  tr("Put links and pages in front of a server of your own"));
    save = make(tr("&Save"), QStringLiteral("save"), QKeySequence::Save,
                tr("Save the file; the script is loaded again, pages are read again"));
    saveAll = make(tr("Save &all"), {}, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
                   tr("Save every changed file"));
    saveCopy = make(tr("Save as my &copy…"), {}, {},
                    tr("Copy the scenario with your edits into a folder of your own"));
    openTrace =
        make(tr("Open &trace…"), QStringLiteral("trace"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
             tr("Look at a saved trace in timeline and inspector"));
    saveTrace = make(tr("Save t&race…"), {}, {}, tr("Save everything that happened as JSON Lines"));
    savePicture =
        make(tr("Save &picture…"), QStringLiteral("picture"), {}, tr("Save a picture of the window"));
    quit = make(tr("&Quit"), {}, QKeySequence::Quit, tr("End the run and close the window"));

    undo = make(tr("&Undo"), QStringLiteral("undo"), QKeySequence::Undo, tr("Undo in the editor"));
    redo = make(tr("&Redo"), QStringLiteral("redo"), QKeySequence::Redo, tr("Redo in the editor"));
    find = make(tr("&Find"), QStringLiteral("find"), QKeySequence::Find, tr("Find in the file"));
    replace = make(tr("R&eplace"), QStringLiteral("replace"), QKeySequence(Qt::CTRL | Qt::Key_H),
                   tr("Find and replace in the file"));
    revert = make(tr("Re&vert file"), {}, {}, tr("Forget the unsaved edits of this file"));

    flash = make(tr("&Flash swaps and note missed updates"), {}, QKeySequence(Qt::CTRL | Qt::Key_L),
                 tr("Draw over the pages what a swap changed and what is missed"));
    flash->setCheckable(true);
    flash->setChecked(true);
    themes = new QActionGroup(this);
    const std::pair<const char *, QString> choices[] = {
        {"", tr("As the &desktop")}, {"light", tr("&Light")}, {"dark", tr("Da&rk")}};
    for (const auto &[name, text] : choices) {
        auto *action = new QAction(text, themes);
        action->setCheckable(true);
        action->setData(QString::fromLatin1(name));
    }
    themes->actions().first()->setChecked(true);
    resetLayout = make(tr("&Reset layout"), {}, {}, tr("Put every panel back to where it was at first"));

    restart = make(tr("&Restart"), QStringLiteral("restart"), QKeySequence(Qt::CTRL | Qt::Key_R),
                   tr("Begin a new run of the scenario, with a new trace"));
    play = make(tr("&Play"), QStringLiteral("play"), QKeySequence(Qt::CTRL | Qt::Key_P), {});
    reloadPages = make(tr("Re&load all pages"), QStringLiteral("reload"), QKeySequence(Qt::Key_F5),
                       tr("Load every client's page again"));

    hold = make(tr("&Hold"), QStringLiteral("hold"), QKeySequence(Qt::Key_F8), {});
    hold->setCheckable(true);
    step = make(tr("Ste&p"), QStringLiteral("step"), QKeySequence(Qt::Key_F10),
                tr("Let the next held message through"));
    releaseAll = make(tr("Rele&ase all"), {}, QKeySequence(Qt::SHIFT | Qt::Key_F8),
                      tr("Let everything that is held through, in its order"));
    inject = make(tr("&Inject a message…"), {}, QKeySequence(Qt::SHIFT | Qt::Key_F10),
                  tr("Send a message of your own, to a page or to the server"));

    cut = make(tr("&Cut for 5 s"), QStringLiteral("cut"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_X), {});
    cut->setIcon(themedIcon(QStringLiteral("cut"), Role::Lost));
    deploy =
        make(tr("&Deploy 1012"), QStringLiteral("deploy"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D),
             tr("The server restarts: every connection is closed with 1012, it is away for 3 s"));
    freeze =
        make(tr("Free&ze"), QStringLiteral("freeze"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), {});
    thaw = make(tr("&Thaw"), {}, {}, {});
    mend = make(tr("&Mend"), QStringLiteral("mend"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M), {});
    clear = make(tr("&End every fault"), {}, {}, tr("End every fault of every link"));
    anotherFault =
        make(tr("&Another fault…"), QStringLiteral("sliders"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
             tr("Every fault that there is, with every argument"));

    manual =
        make(tr("&Manual"), QStringLiteral("manual"), QKeySequence::HelpContents, tr("How everything works"));
    keys = make(tr("&Keys"), {}, {}, tr("Every key of the window"));
    about = make(tr("&About Swapscope"), {}, {}, tr("Version and licence"));

    setTarget({});
    setSchedule(false, false);
    setHeld(false, 0);
    setOpen(false);
    for (QAction *action : {save, saveAll, saveCopy, revert})
        action->setEnabled(false);
}

QAction *WindowActions::make(const QString &text, const QString &icon, const QKeySequence &shortcut,
                             const QString &tip)
{
    auto *action = new QAction(text, this);
    if (!icon.isEmpty())
        action->setIcon(themedIcon(icon));
    action->setShortcut(shortcut);
    action->setToolTip(withKey(tip, shortcut));
    return action;
}

void WindowActions::setTarget(const QString &client)
{
    const QString whom = client.isEmpty() || client == QLatin1StringView("*") ? tr("every client")
                                                                              : tr("client %1").arg(client);
    cut->setToolTip(
        withKey(tr("Cut %1 for 5 s: reset its connections and refuse new ones").arg(whom), cut->shortcut()));
    freeze->setToolTip(
        withKey(tr("Freeze %1: hold all traffic for 5 s, close nothing").arg(whom), freeze->shortcut()));
    thaw->setText(tr("&Thaw %1").arg(whom));
    mend->setText(tr("&Mend %1").arg(whom));
    mend->setToolTip(withKey(tr("End the cut of %1").arg(whom), mend->shortcut()));
}

void WindowActions::setSchedule(bool there, bool running)
{
    play->setEnabled(there);
    play->setText(running ? tr("Stop") : tr("Play"));
    play->setIcon(themedIcon(running ? QStringLiteral("stop") : QStringLiteral("play")));
    play->setToolTip(withKey(!there    ? tr("scenario.toml has no [[network]] schedule to play")
                             : running ? tr("Stop the network schedule")
                                       : tr("Play the network schedule of scenario.toml"),
                             play->shortcut()));
}

void WindowActions::setHeld(bool on, int count)
{
    hold->setText(count > 0 ? tr("&Hold · %1").arg(count) : tr("&Hold"));
    hold->setIcon(themedIcon(QStringLiteral("hold"), on || count > 0 ? Role::Wait : Role::Ink));
    hold->setToolTip(
        withKey(on ? tr("Messages stop at the links; switched off, everything that waits goes on")
                   : tr("Stop messages at the links, to step through them, change them or leave them out"),
                hold->shortcut()));
    step->setEnabled(count > 0);
    releaseAll->setEnabled(count > 0);
}

void WindowActions::setOpen(bool open)
{
    for (QAction *action :
         {restart, reloadPages, cut, deploy, freeze, thaw, mend, clear, anotherFault, saveTrace})
        action->setEnabled(open);
    hold->setEnabled(open);
    inject->setEnabled(open);
}

void WindowActions::setEditable()
{
    for (QAction *action : {save, saveAll, saveCopy, revert})
        action->setEnabled(true);
}

} // namespace swapscope
