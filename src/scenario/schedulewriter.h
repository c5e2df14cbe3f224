#pragma once

#include "manifest.h"

#include <core/result.h>

#include <QString>

#include <vector>

namespace swapscope {

// Writes a network schedule into the text of a scenario.toml. Pure; any thread.

// The steps as [[network]] tables, in their order, an empty line between two; lines end with LF. Durations
// are written to the microsecond.
QString scheduleText(const std::vector<NetworkStep> &steps,
                     const FaultCatalogue &faults = FaultCatalogue::standard());

enum class ScheduleEdit {
    Append,  // after the schedule that is there
    Replace, // in its place
};

// The manifest with these steps in its schedule. Everything else stays as it is, to the character: comments,
// order, line ends. A schedule that is new goes before the lesson, else to the end.
//
// An error when the manifest has one already, when its schedule is not written as [[network]] tables, or when
// the steps do not fit it (a client that it does not have): what comes back is read again before it is given
// out, and has the steps that were asked for.
Result<QString> withSchedule(const QString &manifest, const std::vector<NetworkStep> &steps,
                             ScheduleEdit edit, const FaultCatalogue &faults = FaultCatalogue::standard());

} // namespace swapscope
