#include "run.h"

#include <QEventLoop>
#include <QTimer>

namespace swapscope {

namespace {
constexpr Nanoseconds kCoachLooks = 100 * kMillisecond;
constexpr int kGoodByeMs = 200; // a page that has not heard of it by then will not tell any more
constexpr int kGoodByeStepMs = 5;
} // namespace

Run::Run() : clock(std::make_shared<MonotonicClock>()), recorder(clock) {}

Run::News Run::take(bool open)
{
    News news{.before = trace.size()};
    // What ledger and coach derive is numbered after everything that is already waiting, and is taken in the
    // next turn.
    for (std::vector<Event> events = recorder.take(); !events.empty(); events = recorder.take()) {
        for (Event &event : events) {
            join.enrich(event);
            if (!trace.append(event))
                continue;
            for (Event &derived : ledger.consume(event))
                recorder.record(std::move(derived));
            news.ticked |= lesson.feed(event);
            for (Event &finding : coach.consume(event))
                recorder.record(std::move(finding));
            news.found |= findings.take(event);
        }
    }
    const Nanoseconds now = recorder.now();
    if (open && now - m_coachLooked >= kCoachLooks) {
        m_coachLooked = now;
        for (Event &finding : coach.advance(now))
            recorder.record(std::move(finding));
    }
    news.ticked |= lesson.advance(now);
    return news;
}

bool Run::aPageIsOpen() const
{
    const std::vector<EventId> &closed = trace.ofKind(Kind::PageClosed);
    for (const EventId id : trace.ofKind(Kind::PageOpen)) {
        const int conn = trace.at(id).conn;
        const bool told = std::any_of(closed.begin(), closed.end(),
                                      [&](EventId end) { return trace.at(end).conn == conn; });
        if (!told)
            return true;
    }
    return false;
}

void hearPagesOut(const std::function<bool()> &isOpen)
{
    if (!isOpen())
        return;
    QEventLoop loop;
    QTimer step;
    int left = kGoodByeMs / kGoodByeStepMs;
    QObject::connect(&step, &QTimer::timeout, &loop, [&] {
        if (!isOpen() || --left <= 0)
            loop.quit();
    });
    step.start(kGoodByeStepMs);
    loop.exec(QEventLoop::ExcludeUserInputEvents);
}

} // namespace swapscope
