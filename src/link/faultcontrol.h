#pragma once

#include "linkstatus.h"

#include <core/recorder.h>
#include <faults/presets.h>

#include <deque>
#include <optional>

namespace swapscope {

// The faults of one link as they come and go: applied by a command, alone or as a preset, begun and ended
// when their time has come, and told to the trace. Knows no connections. Pure but for the trace: time is the
// recorder's.
class FaultControl
{
public:
    // The recorder and the catalogue must outlive it.
    FaultControl(const QString &client, Recorder &recorder,
                 const FaultCatalogue &catalogue = FaultCatalogue::standard());

    // What is in force, which those that it acts on count in.
    LinkFaults &faults() { return m_faults; }

    // Each of the next three changes what is in force and returns what this means for the connections: the
    // caller has them do it, and lets leave what may leave by now, before it calls another.

    // See Link::apply(); beginNext() is to be called afterwards, because a preset's first steps are due then.
    Result<FaultEffect> apply(const FaultCommand &command, const QString &by);
    // Ends the faults whose time is up. True if there were any, so that more may leave.
    bool expire();
    // Begins one fault that is due: of those that have waited for their time, or of the preset that plays.
    // Nothing: none is due.
    std::optional<FaultEffect> beginNext();

    // When expire() or beginNext() has something to do by the passing of time; nothing when they have not.
    std::optional<Nanoseconds> nextChange() const;

    // What the faults make of it, and the preset that plays.
    LinkStatus status() const;

private:
    FaultEffect applyNow(const FaultCommand &command);
    FaultEffect playPreset(const QString &name);
    void noteCommand(const FaultCommand &command, const QString &by);
    void noteChange(const FaultCommand &command, const LinkFaults &before);
    void record(Kind kind, Payload data = {}, Nanoseconds t = -1);

    QString m_client;
    Recorder &m_recorder;
    LinkFaults m_faults;
    std::deque<FaultCommand> m_due;     // have waited for their time, and are still to begin
    QString m_preset;                   // the last one played; empty: none
    std::vector<PresetStep> m_upcoming; // of it, with the times of the recorder's clock
};

} // namespace swapscope
