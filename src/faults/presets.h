#pragma once

#include "command.h"

#include <vector>

namespace swapscope {

// One fault of a preset, so long after its start.
struct PresetStep
{
    Nanoseconds at = 0;
    FaultCommand command; // to the link that plays the preset
};

// A network as it is met, in faults of the catalogue.
struct Preset
{
    QString name;                  // "tunnel"; for commands
    QString title;                 // "Tunnel"; for menus
    QString sentence;              // what it is, and with which numbers
    std::vector<PresetStep> steps; // in the order of time

    // How long it lasts from its start; nothing when it lasts until it is ended.
    std::optional<Nanoseconds> duration() const;
};

// Every preset, in the order in which lists show them. Those whose faults do not end by themselves last until
// "clear". A new one is an entry in presets.cpp.
const std::vector<Preset> &presets();
// The preset of this name, or null.
const Preset *findPreset(QStringView name);
QStringList presetNames();

} // namespace swapscope
