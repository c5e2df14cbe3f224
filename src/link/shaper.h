#pragma once

#include "protocol/wireunit.h"

#include <core/clock.h>
#include <core/random.h>
#include <faults/acts.h>

#include <deque>
#include <optional>
#include <vector>

namespace swapscope {

// One direction of one connection inside a link: what has arrived and may not leave yet. First in, first out,
// whatever the faults; a change of the faults takes effect on what is inside. `path` is what they do in its
// direction at `now`. Pure: time, faults and randomness are given.
class Shaper
{
public:
    struct Passage
    {
        WireUnit unit;
        Nanoseconds arrived = 0;
        double draw = 0; // of the latency's jitter
    };

    // The unit as it is inside now; valid until the next call.
    const Passage &push(WireUnit unit, Nanoseconds now, Random &random);
    // The next unit if it may leave now; or a piece of it, where the faults let it leave in pieces. What a
    // unit says goes with the piece with which the receiver has it, most often the last, but for its request,
    // which goes with the first.
    std::optional<Passage> take(const PathActs &path, Nanoseconds now);
    // The rest of a unit that has left in part, whatever the faults say; nothing when none has. Before
    // anything is written past what is inside: it would stand in the middle of that unit.
    std::optional<Passage> finishBegun();
    // When the next unit may leave by the passing of time alone; nothing when none waits for that.
    std::optional<Nanoseconds> due(const PathActs &path) const;
    // Whether a limit has been reached: nothing leaves any more.
    bool isSpent(const PathActs &path) const;
    // Everything that is inside, which is then empty.
    std::vector<Passage> drain();

    bool isEmpty() const { return m_passages.empty(); }
    qint64 bytes() const { return m_bytes; }

private:
    qsizetype pieceSize(const PathActs &path) const;
    void occupy(const PathActs &path, qsizetype size, Nanoseconds due, Nanoseconds now);

    std::deque<Passage> m_passages;
    qsizetype m_offset = 0; // into the first: so much has left
    qint64 m_passed = 0;    // bytes, in all
    Nanoseconds m_free = 0; // when the path takes the next piece
    qint64 m_bytes = 0;
};

} // namespace swapscope
