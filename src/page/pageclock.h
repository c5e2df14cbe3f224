#pragma once

#include <core/clock.h>

#include <optional>

namespace swapscope {

// Translates a document's own clock (performance.now(), milliseconds since the document began) to the run's.
//
// Both clocks tick alike; only the distance between their zeros is unknown. Every report that arrives bounds
// it: what the page read before sending was read before it arrived. The smallest such bound is the best: it
// is too late by the fastest delivery seen (some 0.1 ms), never too early but for the coarseness of
// performance.now() (0.1 ms). So a moment of the page is never later than its arrival, and practically never
// earlier than what brought it about elsewhere.
class PageClock
{
public:
    // The page read `page` (ms) some time before `arrival`.
    void bound(double page, Nanoseconds arrival);
    // The run's time of a moment of the page; nothing before the first bound().
    std::optional<Nanoseconds> translate(double page) const;
    // A new document starts its own clock.
    void reset() { m_distance.reset(); }

private:
    std::optional<Nanoseconds> m_distance;
};

} // namespace swapscope
