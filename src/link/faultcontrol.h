#pragma once

#include "linkstatus.h"

#include <core/recorder.h>
#include <faults/presets.h>

#include <functional>
#include <optional>

namespace swapscope {

// The faults of one link as they come and go: applied by a command, alone or as a preset, begun and ended
// when their time has come, and told to the trace. Knows no connections. Pure but for the trace: time is the
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

    // The recorder and the catalogue must outlive it.
    FaultControl(const QString &client, Recorder &recorder, Outlet outlet,
                 const FaultCatalogue &catalogue = FaultCatalogue::standard());

    // What is in force, which those that it acts on count in.
    LinkFaults &faults() { return m_faults; }

    // See Link::apply().
    Result<void> apply(const FaultCommand &command, const QString &by);
    // What has run out ends, what is due begins.
    void advance();
    // When advance() has something to do by the passing of time; nothing when it has not.
    std::optional<Nanoseconds> nextChange() const;

    // What the faults make of it, and the preset that plays.
    LinkStatus status() const;

private:
    void expire();
    void applyDue();
    void applyNow(const FaultCommand &command);
    void playPreset(const QString &name);
    void noteCommand(const FaultCommand &command, const QString &by);
    void noteChange(const FaultCommand &command, const LinkFaults &before);
    void record(Kind kind, Payload data = {}, Nanoseconds t = -1);

    QString m_client;
    Recorder &m_recorder;
    Outlet m_outlet;
    LinkFaults m_faults;
    QString m_preset;                   // the last one played; empty: none
    std::vector<PresetStep> m_upcoming; // of it, with the times of the recorder's clock
};

} // namespace swapscope
