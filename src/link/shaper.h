#pragma once

#include "protocol/wireunit.h"

#include <core/clock.h>
#include <core/random.h>
#include <faults/acts.h>

#include <deque>
#include <optional>
#include <vector>

namespace swapscope {

// The queue that applies latency, bandwidth and the like to one direction of one connection. First in, first
// out, whatever the faults; a change of the faults takes effect on what is inside, too. `path` is what the
// faults do in this direction at `now`. Pure: time, faults and randomness are arguments.
class Shaper
{
public:
    struct Passage
    {
        WireUnit unit;
        Nanoseconds arrived = 0;
        double draw = 0; // of the latency's jitter
    };

    // Adds a unit at the end. Returns it as it is in the queue, valid until the next call.
    const Passage &push(WireUnit unit, Nanoseconds now, Random &random);
    // The next unit if it may leave now, or a piece of it, where the faults let it leave in pieces. The
    // messages of a unit go with the piece that completes them for the receiver, mostly the last; a request
    // goes with the first piece.
    std::optional<Passage> take(const PathActs &path, Nanoseconds now);
    // The rest of a unit that has left in part, whatever the faults say; nothing if none has. To be written
    // before anything that overtakes the queue, which would otherwise stand in the middle of that unit.
    std::optional<Passage> finishBegun();
    // When the next unit may leave; nothing if the queue is empty or time alone does not help (a freeze).
    std::optional<Nanoseconds> due(const PathActs &path) const;
    // True if the limit on bytes is reached: nothing leaves any more.
    bool isSpent(const PathActs &path) const;
    // Empties the queue and returns what was in it.
    std::vector<Passage> drain();

    bool isEmpty() const { return m_passages.empty(); }
    qint64 bytes() const { return m_bytes; }

private:
    qsizetype pieceSize(const PathActs &path) const;
    void occupy(const PathActs &path, qsizetype size, Nanoseconds due, Nanoseconds now);

    std::deque<Passage> m_passages;
    qsizetype m_offset = 0; // into the first: so much has left
    qint64 m_passed = 0;    // bytes that have left, in all
    Nanoseconds m_free = 0; // when the bandwidth allows the next piece
    qint64 m_bytes = 0;
};

} // namespace swapscope
