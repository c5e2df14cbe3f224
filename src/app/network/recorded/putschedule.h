#pragma once

#include <scenario/schedulewriter.h>

#include <functional>

namespace swapscope {

class EditorPanel;
class MessageBar;
struct Scenario;

// Where a schedule goes, and what the user can do about it afterwards.
struct SchedulePlace
{
    EditorPanel &editor;
    MessageBar &message;
    const Scenario &scenario;
    bool bundled = false;             // it is not to be changed in place
    std::function<void()> saveAsCopy; // asks for a folder and saves there
};

// Writes the steps into the scenario's manifest in the editor, as one step that can be undone, and shows them
// there. Nothing is saved. False: it could not be written; the message bar says why.
bool putIntoSchedule(const SchedulePlace &place, const std::vector<NetworkStep> &steps, ScheduleEdit edit);

} // namespace swapscope
