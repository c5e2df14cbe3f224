#pragma once

#include "../protocol/wireunit.h"

#include <core/clock.h>
#include <core/result.h>

#include <QString>
#include <QVariantMap>

namespace swapscope {

// A fault that waits until some time has gone by, and then until so many data messages have left the link.
struct LaterFault
{
    QString fault;
    QVariantMap args; // of the fault itself
    Nanoseconds from = 0;
    qint64 messages = 0; // still to come
    bool up = true;      // which of them count
    bool down = true;
    QString phrase; // "cut after 5 s", "freeze after 10 messages"

    // Takes "after" and "after_messages" out of a fault's arguments; a fault that is not to wait is due at
    // once.
    static Result<LaterFault> read(const QString &fault, const QVariantMap &args, Nanoseconds now);

    bool due(Nanoseconds now) const { return now >= from && messages <= 0; }
    void count(Direction direction, int passed, Nanoseconds now)
    {
        if (now >= from && (direction == Direction::Up ? up : down))
            messages -= passed;
    }
};

} // namespace swapscope
