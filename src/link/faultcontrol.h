#pragma once

#include "faults/fault.h"
#include "linkstatus.h"
#include "presets.h"

#include <core/recorder.h>

#include <functional>
#include <optional>

namespace swapscope {

// The faults of one link as they come and go: applied by name, alone or as a preset, begun and ended when
// their time has come, and told to the trace. Knows no connections. Pure but for the trace: time is the
// recorder's.
class FaultControl
{
public:
    struct Outlet
    {
        // Connections have to do this, and then what may leave by now leaves.
        std::function<void(const FaultEffect &)> effect;
        // A fault has ended: what may leave by now leaves.
        std::function<void()> ended;
    };

    // The recorder must outlive it.
    FaultControl(const QString &client, Recorder &recorder, Outlet outlet);

    // What is in force, which those that it acts on count in.
    LinkFaults &faults() { return m_faults; }

    // See Link::apply() and Link::playPreset().
    Result<void> apply(const QString &fault, const QVariantMap &args, const QString &by);
    Result<void> playPreset(const QString &name, const QString &by);
    // What has run out ends, what is due begins.
    void advance();
    // When advance() has something to do by the passing of time; nothing when it has not.
    std::optional<Nanoseconds> nextChange() const;

    // What the faults make of it, and the preset that plays.
    LinkStatus status() const;

private:
    void expire();
    void applyDue();
    Result<void> applyNow(const QString &fault, const QVariantMap &args);
    void noteCommand(const QString &fault, const QVariantMap &args, const QString &by);
    void noteChange(const QString &fault, const QVariantMap &args, const LinkFaults &before);
    void record(Kind kind, Payload data = {}, Nanoseconds t = -1);

    QString m_client;
    Recorder &m_recorder;
    Outlet m_outlet;
    LinkFaults m_faults;
    QString m_preset;                   // the last one played; empty: none
    std::vector<PresetStep> m_upcoming; // of it, with the times of the recorder's clock
};

} // namespace swapscope
