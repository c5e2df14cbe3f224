#pragma once

#include "channel.h"

#include <QString>

#include <optional>
#include <vector>

namespace swapscope::mock {

struct Replay
{
    std::vector<Update> updates;
    // What the client lacks and the history has no more, both ends included; 0: nothing.
    qint64 lostFrom = 0;
    qint64 lostTo = 0;
};

// What a client that has everything up to the cursor lacks. Without a cursor nothing is known to be missing.
// A cursor beyond the channel's last number is from a channel that has begun anew since: everything is
// missing.
Replay planReplay(const Channel &channel, std::optional<qint64> cursor);

// The cursor for server.opened and planReplay(): the same, with one from before the channel began anew made
// 0.
std::optional<qint64> soundCursor(const Channel &channel, std::optional<qint64> cursor);

// A number in the text of a Last-Event-ID or of a form field; nothing when it is none.
std::optional<qint64> parseNumber(const QString &text);

} // namespace swapscope::mock
