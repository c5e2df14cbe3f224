#pragma once

#include "wireunit.h"

#include <wire/websocket.h>

#include <optional>
#include <vector>

namespace swapscope {

// Reads one direction of a WebSocket: bytes in, a unit for each frame out, with the message that it
// completes; the bytes of the units are the bytes that came. From what breaks the protocol on, bytes pass as
// they are, and a message of kind Unread says so once: whoever receives them has to judge. Pure.
//
// Messages that an extension codes have no text; control frames are never coded (RFC 7692, section 6.1).
class FrameReader
{
public:
    // `extensions`: the server has agreed on one. The units are of this exchange.
    FrameReader(wire::FrameDecoder::Sender sender, bool extensions, int exchange);

    std::vector<WireUnit> take(QByteArrayView bytes);
    // The bytes of a frame that has begun and is not complete: they have not gone out.
    QByteArray pending() const { return m_opaque ? QByteArray() : m_decoder.pending(); }
    // It has broken the protocol.
    bool isOpaque() const { return m_opaque; }

private:
    WireUnit unitOf(const wire::Frame &frame);
    LinkMessage describe(const wire::Message &message);

    int m_exchange;
    wire::FrameDecoder m_decoder;
    wire::MessageAssembler m_assembler;
    qint64 m_bytes = 0; // of the unfinished message, on the wire
    int m_n = 0;
    bool m_coded = false; // the unfinished message, by an extension
    bool m_opaque = false;
};

} // namespace swapscope
