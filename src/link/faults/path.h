#pragma once

#include "bound.h"

#include "../protocol/wireunit.h"

namespace swapscope {

// What is the same for all faults of a path: its directions and its time. Plain values; the zero of each is
// no fault.
struct PathFault
{
    bool up = true;
    bool down = true;
    Bound bound;

    bool active(Direction direction, Nanoseconds now) const
    {
        return (direction == Direction::Up ? up : down) && bound.inForce(now);
    }
    static Result<PathFault> read(const QVariantMap &args, Nanoseconds now);
    // What read() reads, and more.
    static QStringList names(const QStringList &more);
};

// A path that takes so many bytes a second, each direction for itself.
struct Bandwidth
{
    PathFault path;
    qint64 bytesPerSecond = 0;

    bool active(Direction direction, Nanoseconds now) const
    {
        return bytesPerSecond > 0 && path.active(direction, now);
    }
};

// A path of small segments: at most so many bytes, a CR and its LF apart, and a gap between them.
struct Slicing
{
    PathFault path;
    qint64 bytes = 0;
    Nanoseconds gap = 0;

    bool active(Direction direction, Nanoseconds now) const
    {
        return bytes > 0 && path.active(direction, now);
    }
};

// A path on which nothing arrives and nothing closes. What was sent on a connection meanwhile is lost, and
// with it the connection (Relay::tellOfHoles()).
struct HalfOpen
{
    PathFault path;
    bool on = false;

    bool active(Direction direction, Nanoseconds now) const { return on && path.active(direction, now); }
};

// A proxy that ends WebSockets and streams on which nothing has passed for so long.
struct Idle
{
    PathFault path;
    Nanoseconds after = 0;

    bool active(Nanoseconds now) const { return after > 0 && path.bound.inForce(now); }
};

// A path that ends, in an orderly way, once so many bytes of a connection have passed in a direction.
struct Limit
{
    PathFault path;
    qint64 bytes = 0;

    bool active(Direction direction, Nanoseconds now) const
    {
        return bytes > 0 && path.active(direction, now);
    }
};

} // namespace swapscope
