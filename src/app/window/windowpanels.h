#pragma once

class QMainWindow;
class QWidget;

namespace swapscope {

class AttachedPanel;
class CoachPanel;
class CuesPanel;
class EditorPanel;
class HoldPanel;
class InspectorPanel;
class LedgerPanel;
class LessonPanel;
class MessageBar;
class NetworkPanel;
class PagesPanel;
class ParamsPanel;
class SendBox;
class Session;
class TimelineWidget;
class WindowLayout;

// Every panel of the window, made and put in its place. A new panel is made here: one member, and one entry
// in placePanels() that says on which side it stands (Right: a tab beside Network and Inspector).
class WindowPanels
{
public:
    // The window owns the panels; the session and the layout outlive them.
    WindowPanels(QMainWindow &window, WindowLayout &layout, Session &session);

    MessageBar *message; // in the middle, above the pages
    PagesPanel *pages;
    LessonPanel *lesson; // left
    EditorPanel *editor;
    CuesPanel *cues;
    ParamsPanel *params; // below the cues
    SendBox *send;
    AttachedPanel *attached; // in place of those, while a server of the user's own is attached
    NetworkPanel *network;   // right
    InspectorPanel *inspector;
    LedgerPanel *ledger;
    CoachPanel *coach;
    TimelineWidget *timeline; // bottom
    HoldPanel *hold;

private:
    void placeMiddle(QMainWindow &window);
    void placePanels(WindowLayout &layout);
    QWidget *cueBox() const;
};

} // namespace swapscope
