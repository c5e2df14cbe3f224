#pragma once

#include "run.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace swapscope {

// The thread that makes of a run's events what is shown of it: trace, join, ledger, lesson and coach.
//
// For the thread that it was made on, which never waits for it: what has become of the run comes as a value
// (take()), commands are queued, and what they come to is in a later value. Between the two the order is that
// in which things were done: a command follows what was recorded before it was given. The trace can be read
// at any time. A new run gets a new observer, so that nothing late of the old run gets into it.
class Observer final : public QObject
{
    Q_OBJECT

public:
    explicit Observer(const RunPlan &plan = {}, QObject *parent = nullptr);
    ~Observer() override; // as end(), and waits for the end, which is a turn away at most

    void start();
    // It looks at nothing more and ends soon; ended() follows if it was started.
    void end();

    const std::shared_ptr<RunSource> &source() const { return m_run->source; }
    const Trace &trace() const { return m_run->trace; }
    // What of it is for any thread. Never behind the trace.
    const RunModel &model() const { return m_run->model; }
    // The run goes on, so that the coach may judge a silence.
    void setOpen(bool open);

    // Everything that was recorded before this moment has been looked at. Any thread.
    Nanoseconds upTo() const { return m_upTo.load(); }
    // What has become of the run since the last call; nothing, if nothing has.
    std::optional<RunSnapshot> take();
    // The log's new lines (Keeping::log).
    std::vector<LogLine> takeLines();
    // It looks at what was recorded now, and shows it soon, instead of some milliseconds later.
    void hurry();
    // For a program that ends: waits until everything that was recorded before is in what take() gives, at
    // most for so long.
    void settle(std::chrono::milliseconds atMost);
    // Calls a function of the run on its thread, in order.
    void command(Run::Command command);

Q_SIGNALS:
    void news(); // there is something to take; not told again before it was taken
    void ended();

private:
    void watch();
    void show();

    const std::unique_ptr<Run> m_run;
    const std::chrono::milliseconds m_pause; // between two turns
    std::unique_ptr<QThread> m_thread;
    std::atomic<bool> m_open = false;
    std::atomic<bool> m_ending = false;
    std::atomic<bool> m_hurried = false;
    std::atomic<Nanoseconds> m_upTo = 0;

    std::mutex m_mutex; // of what follows
    std::condition_variable m_shows;
    std::optional<RunSnapshot> m_shown;
    std::vector<LogLine> m_lines;
    EventId m_last = 0; // that was shown
    bool m_told = false;
};

} // namespace swapscope
