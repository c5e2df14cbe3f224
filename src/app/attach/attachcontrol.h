#pragma once

#include "attachhistory.h"

#include <core/event.h>

#include <QObject>

namespace swapscope {

class ScenarioControl;
class Session;
class TopBar;
class WindowLayout;
class WindowPanels;

// A server of the user's own in the window: asks for it, attaches, and shows what stands in place of a
// scenario's panels for as long as it is attached.
class AttachControl final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        QWidget &window;
        Session &session;
        const ScenarioControl &scenarios;
        const WindowPanels &panels;
        WindowLayout &layout;
        TopBar &top;
    };

    // What the parts name outlives the object; settings may be null.
    AttachControl(const Parts &parts, QSettings *settings, QObject *parent = nullptr);

    // Asks which server.
    void ask();
    // Asks the session for it. Where no link can listen the message bar says so, and failed() is sent. That
    // the server does not answer is no failure.
    void attach(const AttachOptions &options);
    // The same server again, also after something else was shown.
    void again();

Q_SIGNALS:
    // The last scenario is wanted again.
    void scenarioRequested();
    // Nothing is attached; the message bar says why.
    void failed();

private:
    void begin();
    void showFailure(const Error &error);
    void watch(EventId first, EventId last);

    const Parts m_parts;
    AttachHistory m_history;
    std::optional<AttachOptions> m_last;
};

} // namespace swapscope
