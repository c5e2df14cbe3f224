#include "run.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace swapscope {

namespace {
constexpr Nanoseconds kCoachLooks = 100 * kMillisecond;
} // namespace

Run::Run(const RunPlan &plan)
    : source(std::make_shared<RunSource>()),
      m_plan(plan),
      m_recorder(source->recorder),
      m_judges(plan.keeping.trace || plan.attached || !plan.keeping.file.isEmpty()),
      m_teaches(plan.keeping.trace || !plan.keeping.file.isEmpty()),
      m_lesson(plan.steps),
      m_coach(plan.silence)
{
    if (plan.keeping.trace || plan.keeping.file.isEmpty())
        return;
    Result<std::unique_ptr<TraceWriter>> writer = TraceWriter::open(plan.keeping.file);
    if (writer)
        m_writer = std::move(*writer);
    else
        m_problem = writer.error();
}

void Run::command(Command command)
{
    const std::lock_guard lock(m_mutex);
    m_commanded.push_back({m_recorder.last(), std::move(command)});
}

// Those that follow an event up to this one.
void Run::carryOut(EventId upTo)
{
    while (!m_commands.empty() && m_commands.front().after <= upTo) {
        const Command command = std::move(m_commands.front().command);
        m_commands.pop_front();
        command(*this);
        m_commandDone = true;
    }
}

bool Run::take(bool open, Nanoseconds budget)
{
    const Nanoseconds began = m_recorder.now();
    const EventId before = m_last;
    const auto left = [&] { return m_recorder.now() - began < budget; };
    bool none = false;
    // What ledger and coach derive is numbered after everything that is already waiting, and is taken in the
    // next turn.
    do {
        if (waiting() == 0) {
            m_takenAt = m_recorder.now();
            m_taken = m_recorder.take(std::move(m_taken));
            m_next = 0;
            none = m_taken.empty();
            // After the events: so a command that was given before one of them is here, too.
            const std::lock_guard lock(m_mutex);
            std::move(m_commanded.begin(), m_commanded.end(), std::back_inserter(m_commands));
            m_commanded.clear();
        }
        while (waiting() > 0 && left())
            takeOne(std::move(m_taken[m_next++]));
        if (waiting() == 0)
            carryOut(m_last);
    } while (!none && left());
    // Nothing can be judged by its absence while something has not been looked at.
    if (waiting() == 0 && m_teaches) {
        if (open && m_takenAt - m_coachLooked >= kCoachLooks) {
            m_coachLooked = m_takenAt;
            for (Event &finding : m_coach.advance(m_takenAt, model))
                m_recorder.record(std::move(finding));
        }
        m_stepsChanged |= m_lesson.advance(m_takenAt);
    }
    if (m_writer && (waiting() == 0 || isFinished())) {
        m_writer->flush();
        if (!m_problem)
            m_problem = m_writer->problem();
    }
    return m_last != before || std::exchange(m_commandDone, false) || m_stepsChanged ||
           (open && m_shown.ledger.moves());
}

void Run::takeOne(Event event)
{
    carryOut(event.id - 1);
    if (m_judges)
        m_join.enrich(event);
    // Before the trace has it: who reads there of an event finds what follows from it in the model.
    model.push(event);
    keep(event);
    m_last = event.id;
    if (m_judges) {
        for (Event &derived : m_ledger.consume(event))
            m_recorder.record(std::move(derived));
    }
    if (m_teaches) {
        m_stepsChanged |= m_lesson.feed(event);
        for (Event &finding : m_coach.consume(event, model))
            m_recorder.record(std::move(finding));
        m_findingsChanged |= m_findings.take(event);
    }
}

void Run::keep(const Event &event)
{
    if (m_plan.keeping.trace) {
        if (!trace.append(event) && !m_problem)
            m_problem = trace.problem().value_or(Error{QStringLiteral("The trace can take no more events.")});
        return;
    }
    if (m_writer)
        m_writer->write(event);
    const std::optional<QString> line = m_plan.keeping.log ? m_plan.keeping.log(event) : std::nullopt;
    if (!line)
        return;
    if (m_lines.size() < kMostLines)
        m_lines.push_back({event.kind, *line});
    else
        ++m_linesLeftOut;
}

std::vector<LogLine> Run::takeLines()
{
    std::vector<LogLine> lines = std::exchange(m_lines, {});
    if (const std::size_t left = std::exchange(m_linesLeftOut, 0); left > 0)
        lines.push_back({Kind::ScriptLog, QStringLiteral("… and %1 lines more").arg(left)});
    return lines;
}

void Run::endTimes(Nanoseconds t)
{
    m_ledger.endTimes(t);
    m_timesEnd = t;
}

void Run::finishLedger(Nanoseconds t)
{
    for (Event &derived : m_ledger.finish(t))
        m_recorder.record(std::move(derived));
    m_finishedAt = m_recorder.last();
}

void Run::skipTo(int done, Nanoseconds t)
{
    m_lesson = Lesson(m_plan.steps);
    m_lesson.skip(done, t);
    m_stepsChanged = true;
}

RunSnapshot Run::snapshot()
{
    m_shown.last = m_last;
    m_shown.traced = trace.size();
    m_shown.pageIsOpen = model.pagesNow().open > 0;
    m_shown.finished = isFinished();
    m_shown.ledger = LedgerSnapshot(m_ledger, m_recorder.now(), m_timesEnd);
    if (std::exchange(m_stepsChanged, false))
        m_shown.steps = std::make_shared<std::vector<StepState>>(m_lesson.steps());
    if (std::exchange(m_findingsChanged, false))
        m_shown.findings = std::make_shared<FindingLog>(m_findings);
    if (std::exchange(m_reconnectionsShown, model.reconnectionChanges()) != model.reconnectionChanges())
        m_shown.reconnections = std::make_shared<std::vector<ReconnectionTime>>(model.reconnections());
    m_shown.problem = m_problem;
    return m_shown;
}

} // namespace swapscope
