#pragma once

#include <core/clock.h>

#include <QString>
#include <QVariantMap>

#include <vector>

namespace swapscope {

// One fault of a preset, so long after its start; name and arguments as Link::apply() takes them.
struct PresetStep
{
    Nanoseconds at = 0;
    QString fault;
    QVariantMap args;
};

// A network as it is met, in faults of the link.
struct Preset
{
    QString name;                  // "tunnel"; for commands
    QString title;                 // "Tunnel"; for menus
    QString sentence;              // what it is, and with which numbers
    std::vector<PresetStep> steps; // in the order of time
};

// Every preset, in the order in which lists show them. Those whose faults do not end by themselves last until
// "clear".
const std::vector<Preset> &presets();
// The preset of this name, or null.
const Preset *findPreset(QStringView name);

} // namespace swapscope
