#pragma once

#include "../lesson/lesson.h"
#include "../runsource.h"
#include "runplan.h"
#include "runsnapshot.h"

#include <coach/running/runningcoach.h>
#include <trace/file/tracewriter.h>
#include <trace/join.h>
#include <trace/ledger/ledger.h>
#include <trace/runmodel.h>
#include <trace/trace.h>

#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace swapscope {

// A run as its observer sees it: takes what was recorded, joins it, and lets trace, ledger, lesson and coach
// see it. One thread, but for `source`, the reading of `trace` and what of `model` is for any thread.
class Run
{
public:
    static constexpr Nanoseconds kNoLimit = std::numeric_limits<Nanoseconds>::max();
    static constexpr std::size_t kMostLines = 10'000; // of the log, that wait to be taken

    using Command = std::function<void(Run &)>;

    explicit Run(const RunPlan &plan = {});

    // Takes what was recorded, for so long at most by the run's clock: what is left then, waiting() events,
    // is taken first the next time. `open`: the run goes on, so that the coach may judge a silence. True if
    // anything came of it.
    bool take(bool open, Nanoseconds budget = kNoLimit);
    // To be carried out by take(), behind every event that was recorded before and before any that is
    // recorded later. Any thread.
    void command(Command command);
    // Events that were taken from the recorder and not looked at yet.
    std::size_t waiting() const { return m_taken.size() - m_next; }
    // When it last took what was recorded.
    Nanoseconds takenAt() const { return m_takenAt; }
    // As it stands now.
    RunSnapshot snapshot();
    // The log's lines since the last call. Where there are more than kMostLines, the last one says how many
    // were left out.
    std::vector<LogLine> takeLines();
    std::size_t lines() const { return m_lines.size(); } // that wait

    // Commands.
    void expectPage(const QString &client) { m_ledger.expectPage(client); }
    void endTimes(Nanoseconds t);
    void finishLedger(Nanoseconds t);
    void tick(int step, Nanoseconds t) { m_stepsChanged |= m_lesson.tick(step, t); }
    void answer(int step, int choice, Nanoseconds t) { m_stepsChanged |= m_lesson.answer(step, choice, t); }
    void tryAgain(int step, Nanoseconds t) { m_stepsChanged |= m_lesson.tryAgain(step, t); }
    // The lesson goes on behind the first `done` steps.
    void skipTo(int done, Nanoseconds t);

    const std::shared_ptr<RunSource> source;
    Trace trace; // empty if none is kept
    RunModel model;

private:
    struct Ordered
    {
        EventId after; // which it follows
        Command command;
    };

    void takeOne(Event event);
    void keep(const Event &event);
    void carryOut(EventId upTo);
    bool isFinished() const { return m_finishedAt && m_last >= *m_finishedAt; }

    RunPlan m_plan;
    Recorder &m_recorder; // the source's
    bool m_judges;        // ledger
    bool m_teaches;       // lesson and coach
    Join m_join;
    Ledger m_ledger;
    Lesson m_lesson;
    RunningCoach m_coach;
    FindingLog m_findings;
    std::unique_ptr<TraceWriter> m_writer;
    std::optional<Error> m_problem;

    std::mutex m_mutex; // of what was commanded
    std::vector<Ordered> m_commanded;
    std::deque<Ordered> m_commands;
    std::vector<Event> m_taken; // from the recorder
    std::size_t m_next = 0;     // of these
    bool m_commandDone = false;
    EventId m_last = 0;
    Nanoseconds m_takenAt = 0;
    Nanoseconds m_coachLooked = 0;
    std::optional<Nanoseconds> m_timesEnd;
    std::optional<EventId> m_finishedAt; // what finishing derived ends there
    std::vector<LogLine> m_lines;
    std::size_t m_linesLeftOut = 0;

    RunSnapshot m_shown; // the latest
    bool m_stepsChanged = true;
    bool m_findingsChanged = false;
    std::size_t m_reconnectionsShown = 0; // RunModel::reconnectionChanges()
};

} // namespace swapscope
