#include "run.h"

#include <algorithm>
#include <iterator>

namespace swapscope {

namespace {
constexpr Nanoseconds kCoachLooks = 100 * kMillisecond;
} // namespace

Run::Run() : source(std::make_shared<RunSource>()), recorder(source->recorder) {}

Run::News Run::take(bool open, Nanoseconds budget)
{
    News news{.before = trace.size()};
    const Nanoseconds began = recorder.now();
    const auto left = [&] { return recorder.now() - began < budget; };
    // What ledger and coach derive is numbered after everything that is already waiting, and is taken in the
    // next turn.
    do {
        std::vector<Event> events = recorder.take();
        std::move(events.begin(), events.end(), std::back_inserter(m_waiting));
        for (std::size_t batch = m_waiting.size(); batch > 0 && left(); --batch) {
            takeOne(std::move(m_waiting.front()), news);
            m_waiting.pop_front();
        }
        if (m_waiting.empty() && events.empty())
            break;
    } while (left());
    if (!m_waiting.empty())
        return news; // nothing can be judged by its absence while something has not been looked at
    const Nanoseconds now = recorder.now();
    if (open && now - m_coachLooked >= kCoachLooks) {
        m_coachLooked = now;
        for (Event &finding : coach.advance(now))
            recorder.record(std::move(finding));
    }
    news.ticked |= lesson.advance(now);
    return news;
}

void Run::takeOne(Event event, News &news)
{
    join.enrich(event);
    if (!trace.append(event))
        return;
    for (Event &derived : ledger.consume(event))
        recorder.record(std::move(derived));
    news.ticked |= lesson.feed(event);
    for (Event &finding : coach.consume(event))
        recorder.record(std::move(finding));
    news.found |= findings.take(event);
}

bool Run::aPageIsOpen() const
{
    const EventList &closed = trace.ofKind(Kind::PageClosed);
    for (const EventId id : trace.ofKind(Kind::PageOpen)) {
        const int conn = trace.at(id).conn;
        const bool told = std::any_of(closed.begin(), closed.end(),
                                      [&](EventId end) { return trace.at(end).conn == conn; });
        if (!told)
            return true;
    }
    return false;
}

} // namespace swapscope
