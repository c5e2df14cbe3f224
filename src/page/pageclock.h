#pragma once

#include <core/clock.h>

#include <optional>

namespace swapscope {

// Translates a document's own clock (performance.now(), milliseconds since the document began) to the run's.
//
// Both clocks tick alike (the machine's monotonic one); only the distance between their zeros is unknown. The
// browser tells when the document began by the wall clock (performance.timeOrigin), with the same coarseness
// of 0.1 ms as its other times; how far the wall clock is from the run's we know ourselves. That is the
// distance, unless somebody set the wall clock meanwhile. So it is held within bounds that are beyond doubt:
// what the page read before it sent was read before it arrived, and what it read when asked was read after
// the question. No moment of the page is ever later than its report's arrival.
class PageClock
{
public:
    // The document began at this moment of the run, by the wall clock.
    void estimate(Nanoseconds origin) { m_estimate = origin; }
    // The page read `page` (ms) some time before `now`.
    void readBefore(double page, Nanoseconds now);
    // The page read `page` (ms) some time after `asked`.
    void readAfter(double page, Nanoseconds asked);
    // The run's time of a moment of the page; nothing as long as nothing is known.
    std::optional<Nanoseconds> translate(double page) const;
    // A new document starts its own clock.
    void reset() { *this = PageClock(); }

private:
    std::optional<Nanoseconds> m_estimate;
    std::optional<Nanoseconds> m_latest;   // the document began at this moment or before
    std::optional<Nanoseconds> m_earliest; // … or after
};

} // namespace swapscope
