#pragma once

#include "../protocol/wireunit.h"

#include <core/result.h>
#include <wire/websocket.h>

namespace swapscope {

// Messages that somebody writes by hand: in another one's place, or of their own. Pure.

// So long may a text be that is written by hand.
inline constexpr qsizetype kMostWritten = 1024 * 1024;

// Why the text of a whole message cannot be another one; empty: it can.
QString whyNotEditable(const WireUnit &unit);

// Gives a whole message another text. A WebSocket's is framed anew, masked on its way up (RFC 6455, section
// 5.3); of a stream's event the data lines are replaced, one for each line of the text, all others stay, and
// it is a chunk of its own (WHATWG HTML, 9.2.6; RFC 9112, section 7.1).
Result<void> rewrite(WireUnit &unit, Direction direction, const QString &text, quint32 mask);

// A text message of the link's own.
WireUnit writtenFrame(int exchange, Direction direction, const QString &text, quint32 mask);
// The link's close, as from the server (RFC 6455, section 5.5.1).
WireUnit closeFrame(int exchange, const wire::CloseInfo &info);
// A stream's event of the link's own; an empty name is "message".
WireUnit writtenEvent(int exchange, bool chunked, const QString &event, const QString &text);

// Of a stream: the data as it goes over the wire, in a chunk of its own where it is chunked.
QByteArray inChunk(const QByteArray &data, bool chunked);

} // namespace swapscope
