#pragma once

#include <app/editor/editorfeature.h>
#include <app/widgets/messagebar.h>
#include <app/window/featurelist.h>
#include <app/window/filecommands.h>
#include <app/window/scenariocontrol.h>
#include <app/window/selection.h>
#include <app/window/traceview.h>
#include <app/window/windowactions.h>
#include <app/window/windowlayout.h>
#include <app/window/windowmenus.h>
#include <app/window/workbench.h>

#include <session/session.h>
#include <support/begun.h>

#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

// A window without features but the editor, to test one feature at a time.
namespace swapscope {

struct WindowParts
{
    WindowParts()
        : scenarios(session, nullptr),
          actions(&window),
          menus(fillMenus(*window.menuBar(), actions, scenarios)),
          layout(window),
          messages(new MessageBar(&window)),
          trace(session),
          features(session, scenarios, trace),
          editor(features.add(std::make_unique<EditorFeature>(
              EditorFeature::Parts{window, session, scenarios, actions, layout, *messages}))),
          files({window, session, scenarios, trace, editor, *messages, actions}),
          bench{window, nullptr,   session, scenarios, trace, selection,
                editor, *messages, actions, layout,    menus, files}
    {
        window.resize(1280, 800);
        QObject::connect(&editor, &EditorFeature::copyRequested, &files, &FileCommands::saveAsCopy);
    }
    ~WindowParts()
    {
        trace.showNone();
        session.endNow();
    }
    Q_DISABLE_COPY_MOVE(WindowParts)

    // The feature, told of everything from now on.
    template<typename F>
    F &add()
    {
        return features.add(std::make_unique<F>(bench));
    }
    // Puts the panels of all features into the window.
    void place()
    {
        features.place(layout);
        window.show();
    }
    // Opens a scenario and waits until it runs.
    bool runs(const QString &scenario) { return scenarios.open(scenario, {}) && test::runs(session); }

    Session session;
    ScenarioControl scenarios;
    QMainWindow window;
    WindowActions actions;
    Menus menus;
    WindowLayout layout;
    Selection selection;
    MessageBar *messages;
    TraceView trace;
    FeatureList features;
    EditorFeature &editor;
    FileCommands files;
    Workbench bench;
};

// The texts of the actions, without the letters' marks.
inline QStringList actionTexts(const QList<QAction *> &actions)
{
    QStringList all;
    for (const QAction *action : actions)
        all += QString(action->text()).remove(u'&');
    return all;
}

// The menu below this one by its text; null: there is none.
inline QMenu *submenu(const QMenu &menu, const QString &text)
{
    for (const QAction *action : menu.actions()) {
        if (QString(action->text()).remove(u'&') == text)
            return action->menu();
    }
    return nullptr;
}

} // namespace swapscope
