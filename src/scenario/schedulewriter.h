#pragma once

#include "manifest.h"

#include <core/result.h>

#include <QString>

#include <vector>

namespace swapscope {

// Writes a network schedule into the text of a scenario.toml. Pure functions; any thread.

// The steps as [[network]] tables, in the same order, separated by empty lines. Lines end with LF. Durations
// are truncated to microseconds.
QString scheduleText(const std::vector<NetworkStep> &steps,
                     const FaultCatalogue &faults = FaultCatalogue::standard());

enum class ScheduleEdit {
    Append,  // add to the schedule
    Replace, // replace the schedule
};

// The text of the manifest with these steps in its schedule. Everything else is unchanged, character by
// character: comments, order, line ends. If there was no schedule, it goes before the lesson, or to the end.
//
// The result is read again before it is returned, so it always has exactly these steps. It is an error if the
// manifest has errors already, if its schedule is not written as [[network]] tables, or if a step does not
// fit (it names a client that does not exist).
Result<QString> withSchedule(const QString &manifest, const std::vector<NetworkStep> &steps,
                             ScheduleEdit edit, const FaultCatalogue &faults = FaultCatalogue::standard());

} // namespace swapscope
