#pragma once

#include "protocol/wireunit.h"

#include <core/ids.h>
#include <core/random.h>
#include <core/result.h>
#include <wire/websocket.h>

#include <vector>

namespace swapscope {

class Traffic;

// What a link itself sends into a WebSocket or event stream, in the form that is valid at this point of its
// bytes. Pure functions.

// A text message that a user wrote, for the open connection with this number; for a stream it is an event
// named `event`. Fails if none can be sent: the text is too long; a stream goes down only, and one with a
// Content-Length cannot grow; or the frames of the connection cannot be read.
Result<WireUnit> writtenMessage(const Traffic &traffic, ConnectionId conn, Direction direction,
                                const QString &text, const QString &event, Random &random);

// What closes the connection towards the client, in this order: the close frame of a WebSocket, or the last
// chunk of a stream if its framing allows one, and then the end of the TCP connection. `ownChunks`: the link
// has framed the stream's chunks anew (Reframer).
std::vector<WireUnit> closingUnits(const Traffic &traffic, bool ownChunks, const wire::CloseInfo &info);

} // namespace swapscope
