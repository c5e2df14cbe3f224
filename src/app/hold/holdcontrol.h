#pragma once

#include <core/event.h>
#include <link/hold/hold.h>

#include <QObject>
#include <QSet>
#include <QStringList>

#include <map>
#include <vector>

namespace swapscope {

class Session;
class WindowActions;
class WindowLayout;
class WindowPanels;

// Hold and step in the window: leads the panel and the commands to the links of the run and back, opens the
// panel when messages are held, and says what is lost while it waits. Hold is on for every link or for none,
// and stays on in the next run.
class HoldControl final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Session &session;
        const WindowPanels &panels;
        WindowLayout &layout;
        WindowActions &actions;
    };

    // What the parts name outlives the object.
    explicit HoldControl(const Parts &parts, QObject *parent = nullptr);

private:
    void connectActions();
    void connectPanel();
    void begin();
    void end();
    void setOn(bool on);
    void show();
    void noteLosses(EventId first, EventId last);

    const Parts m_parts;
    std::vector<Breakpoint> m_breakpoints;
    QSet<QString> m_told; // clients whose link has told, in this run, what it holds
};

// Several links' queues as one: each keeps its order, and of their next messages the one that stopped first
// comes first, as Step releases them. Pure.
HoldStatus merged(const std::vector<HoldStatus> &links);

// "Connection 7 of client B ended: 3 held messages are lost." counts: by client and connection. Pure.
QString lossText(const std::map<std::pair<QString, int>, int> &counts);

} // namespace swapscope
