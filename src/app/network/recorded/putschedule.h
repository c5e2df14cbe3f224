#pragma once

#include <scenario/schedulewriter.h>

namespace swapscope {

class ScenarioTexts;
struct Scenario;

// Writes the steps into the scenario's manifest in the editor, as one step that can be undone, shows them
// there, and offers to save them. Nothing is saved. False: they could not be written; the user was told why.
bool putIntoSchedule(ScenarioTexts &texts, const Scenario &scenario, const std::vector<NetworkStep> &steps,
                     ScheduleEdit edit);

} // namespace swapscope
