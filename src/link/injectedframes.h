#pragma once

#include "protocol/wireunit.h"

#include <core/random.h>
#include <core/result.h>
#include <wire/websocket.h>

#include <vector>

namespace swapscope {

class Traffic;

// What a link itself says in a WebSocket or stream, in the form that fits in at this moment. Pure.

// A text message that somebody wrote by hand, for the connection with this number, which is open; of a
// stream an event, `event` its name. An error says why none fits in: the text is too long, it is a stream and
// the direction up, or one of a promised length, or its frames cannot be read.
Result<WireUnit> writtenMessage(const Traffic &traffic, int conn, Direction direction, const QString &text,
                                const QString &event, Random &random);

// What closes it downward, in order: the close frame of a WebSocket; else the end of the stream, where one
// fits in, and of the TCP connection. `ownChunks`: the stream's chunks are the link's (Reframer).
std::vector<WireUnit> closingUnits(const Traffic &traffic, bool ownChunks, const wire::CloseInfo &info);

} // namespace swapscope
