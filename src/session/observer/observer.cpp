#include "observer.h"

#include <core/pace.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <iterator>
#include <utility>

namespace swapscope {

namespace {

using namespace std::chrono_literals;
constexpr Nanoseconds kTurn = 8 * kMillisecond;   // after which it looks whether it is to end, or to show
constexpr Nanoseconds kShows = 16 * kMillisecond; // at most one snapshot in so long
constexpr int kShowShare = 10;   // and at most one part in so many of its time is spent on them
constexpr auto kPause = 8ms;     // between two turns: who records wakes it once in so long at most
constexpr auto kLogPause = 32ms; // the same, where nobody looks at more than a log
// A log that runs faster than anyone reads comes in larger pieces: the next one so much later for each line,
// but not longer.
constexpr Nanoseconds kLineTime = 5 * kMillisecond;
constexpr Nanoseconds kLogShows = 250 * kMillisecond;
constexpr std::size_t kManyLines = Run::kMostLines / 2; // waiting: they go now, before any is left out
constexpr auto kTick = 50ms; // what follows from the time alone is looked at so often
constexpr auto kLong = 1h;

} // namespace

Observer::Observer(const RunPlan &plan, QObject *parent)
    : QObject(parent), m_run(std::make_unique<Run>(plan)), m_pause(plan.keeping.trace ? kPause : kLogPause)
{
    m_shown = m_run->snapshot();
}

Observer::~Observer()
{
    end();
    if (m_thread)
        m_thread->wait();
}

void Observer::start()
{
    m_thread.reset(QThread::create([this] { watch(); }));
    m_thread->setObjectName(QStringLiteral("observer"));
    connect(m_thread.get(), &QThread::finished, this, &Observer::ended);
    m_thread->start();
}

void Observer::setOpen(bool open)
{
    m_open.store(open);
    hurry();
}

void Observer::end()
{
    m_ending.store(true);
    hurry();
}

void Observer::watch()
{
    // The trace's file may be a pipe: that nobody reads it any more is an error of writing to it.
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &blocked, nullptr);
    Recorder &recorder = m_run->source->recorder;
    Pace shows(kShows);
    Nanoseconds least = kShows; // between two
    bool unshown = false;
    while (!m_ending.load()) {
        const bool open = m_open.load();
        // The next snapshot need not wait for more lines.
        if (m_hurried.exchange(false))
            shows.setInterval(least);
        unshown |= m_run->take(open, kTurn);
        if (m_run->waiting() == 0)
            m_upTo.store(m_run->takenAt());
        const Nanoseconds now = recorder.now();
        if (unshown && (shows.wait(now) == 0 || m_run->lines() > kManyLines)) {
            const auto lines = static_cast<Nanoseconds>(m_run->lines());
            show();
            unshown = false;
            least = std::max(kShows, (recorder.now() - now) * kShowShare);
            shows.setInterval(std::max(least, std::min(lines * kLineTime, kLogShows)));
            shows.began(now);
        }
        if (m_run->waiting() > 0)
            continue;
        if (recorder.pause(m_pause))
            continue;
        if (unshown)
            recorder.wait(std::chrono::nanoseconds(shows.wait(recorder.now())));
        else
            recorder.wait(open ? kTick : std::chrono::nanoseconds(kLong));
    }
}

void Observer::show()
{
    RunSnapshot snapshot = m_run->snapshot();
    bool tells = false;
    {
        const std::lock_guard lock(m_mutex);
        m_last = snapshot.last;
        m_shown = std::move(snapshot);
        // Whoever prints them may be slow.
        if (m_lines.size() < Run::kMostLines) {
            std::vector<LogLine> lines = m_run->takeLines();
            std::move(lines.begin(), lines.end(), std::back_inserter(m_lines));
        }
        tells = !std::exchange(m_told, true);
    }
    m_shows.notify_all();
    if (tells)
        QMetaObject::invokeMethod(this, &Observer::news, Qt::QueuedConnection);
}

void Observer::hurry()
{
    m_hurried.store(true);
    m_run->source->recorder.wake();
}

std::optional<RunSnapshot> Observer::take()
{
    const std::lock_guard lock(m_mutex);
    m_told = false;
    return std::exchange(m_shown, std::nullopt);
}

std::vector<LogLine> Observer::takeLines()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_lines, {});
}

void Observer::settle(std::chrono::milliseconds atMost)
{
    if (!m_thread)
        return;
    const EventId target = m_run->source->recorder.last();
    hurry();
    std::unique_lock lock(m_mutex);
    m_shows.wait_for(lock, atMost, [this, target] { return m_last >= target; });
}

void Observer::command(Run::Command command)
{
    m_run->command(std::move(command));
    hurry();
}

} // namespace swapscope
