#pragma once

#include "window/feature.h"

#include <link/hold/hold.h>

#include <QSet>
#include <QStringList>

#include <map>
#include <vector>

namespace swapscope {

class HoldPanel;
class MessageBar;
class Session;
class WindowActions;
struct Workbench;

// Hold and step in the window: leads the panel and the commands to the links of the run and back, opens the
// panel when messages are held, and says which held messages are lost because their connection ended. Hold is
// on for every link or for none, and stays on in the next run.
class HoldFeature final : public Feature
{
    Q_OBJECT

public:
    explicit HoldFeature(const Workbench &bench);

    std::vector<WindowLayout::Panel> panels() const override;
    void runBegan() override;
    void runGrew(const RunNews &news) override;
    void runEnded() override;

private:
    void connectActions();
    void connectPanel();
    void setOn(bool on);
    void show();
    void showClients();
    void noteLosses(EventId first, EventId last);

    Session &m_session;
    WindowActions &m_actions;
    WindowLayout &m_layout;
    MessageBar &m_messages;
    HoldPanel *m_panel;
    std::vector<Breakpoint> m_breakpoints;
    QSet<QString> m_reported; // clients whose link has reported, in this run, what it holds
};

// Several links' queues as one: each keeps its order, and of their next messages the one that stopped first
// comes first, as Step releases them. Pure.
HoldStatus merged(const std::vector<HoldStatus> &links);

// "Connection 7 of client B ended: 3 held messages are lost." counts: by client and connection. Pure.
QString lossText(const std::map<std::pair<QString, ConnectionId>, int> &counts);

} // namespace swapscope
