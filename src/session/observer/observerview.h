#pragma once

#include "observer.h"

#include <core/pace.h>

#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace swapscope {

// What front ends know of a run: the observer's latest snapshot, taken no more often than a display can show
// it, and signals for what is new in it.
//
// Lives on the main thread and never waits for the observer's. There is always a run to be looked at; before
// the first one of a session it is an empty one in which nothing happens.
class ObserverView final : public QObject
{
    Q_OBJECT

public:
    static constexpr Nanoseconds kShortestFrame = 16 * kMillisecond;
    static constexpr Nanoseconds kLongestFrame = 100 * kMillisecond;

    // The clock, never null, measures the time between two snapshots.
    explicit ObserverView(std::shared_ptr<const Clock> clock = std::make_shared<MonotonicClock>());

    // Another run is looked at from here on, with an observer that is still to be started. The one before
    // ends, and is deleted when its thread has. Gives what keeps the trace's file from being written, if
    // something does; when the observer is started all the same, failed() tells it with the first news.
    std::optional<Error> observe(const RunPlan &plan);
    Observer &observer() const { return *m_observer; }
    // While it is not shown, update() does nothing, and signals are kept back; what has come meanwhile
    // follows by itself when it is shown again. A run is shown from the start.
    void setShown(bool shown);
    // At most one snapshot in so long; brought between the shortest frame, which is what counts until
    // another is set, and the longest.
    void setFrame(Nanoseconds frame);
    Nanoseconds frame() const { return m_pace.interval(); }
    // Takes what the observer has come to, without waiting for the next frame.
    void update();

    const RunSnapshot &snapshot() const { return m_snapshot; }
    // Parts of the snapshot at addresses that stay the same over all runs.
    const std::vector<StepState> &steps() const { return m_steps; }
    const FindingLog &findings() const { return m_findings; }
    const std::vector<ReconnectionTime> &reconnections() const { return m_reconnections; }
    // Events that were recorded and are not in the snapshot yet.
    std::size_t behind() const;
    // For how long the first of them has been waiting; 0: there is none.
    Nanoseconds behindFor() const;

Q_SIGNALS:
    // What is new in the snapshot, in this order, with the snapshot already in place.
    void appended(swapscope::EventId first, swapscope::EventId last); // to the trace
    void stepsChanged();
    void findingsChanged();
    void updated(); // with every new snapshot
    void ledgerFinished();
    void failed(const swapscope::Error &error); // the trace, or its file, can take no more
    // The log's new lines (Keeping::log).
    void logged(const std::vector<swapscope::LogLine> &lines);

private:
    void updateInTurn();
    // The snapshot before.
    RunSnapshot replace(RunSnapshot snapshot);

    std::shared_ptr<const Clock> m_clock;
    std::unique_ptr<Observer> m_observer; // never null
    bool m_isShown = true;
    Pace m_pace{kShortestFrame};
    QTimer m_turn; // runs while news wait for the next frame
    RunSnapshot m_snapshot;
    std::vector<StepState> m_steps;
    FindingLog m_findings;
    std::vector<ReconnectionTime> m_reconnections;
};

} // namespace swapscope
