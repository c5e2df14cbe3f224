#pragma once

#include "unit.h"

#include <wire/eventstream.h>
#include <wire/http.h>
#include <wire/websocket.h>

#include <deque>
#include <vector>

namespace swapscope {

// Reads both directions of one TCP connection between a client and a server: HTTP/1.1, and from the switch on
// WebSocket; event streams inside an answer. Bytes in, units out; opens nothing, knows no time. What it
// cannot read it passes on as it is: the bytes of the units are the bytes that came, but for a connection key
// in a request's head.
class Traffic
{
public:
    Traffic();

    std::vector<Unit> up(const QByteArray &bytes);
    std::vector<Unit> down(const QByteArray &bytes);
    // The sender has closed; `reset`: not in an orderly way.
    std::vector<Unit> upEnds(bool reset);
    std::vector<Unit> downEnds(bool reset);

    bool isWebSocket() const { return m_webSocket; }
    bool isStream() const { return m_stream.has_value(); }
    // Of a stream: what ends its answer in an orderly way at this moment; nothing when nothing can (its
    // length was promised, or a chunk is under way).
    std::optional<QByteArray> streamEnd() const;

private:
    struct WebSocketSide
    {
        wire::FrameDecoder decoder;
        wire::MessageAssembler assembler;
        qint64 bytes = 0; // of the unfinished message, on the wire
        int n = 0;
        bool opaque = false; // broke the protocol
    };

    void takeRequest(wire::HttpDecoder::Unit &&unit, std::vector<Unit> &out);
    void takeResponse(wire::HttpDecoder::Unit &&unit, std::vector<Unit> &out);
    void takeResponseHead(wire::HttpDecoder::Head &&head, std::vector<Unit> &out);
    void takeStream(const QByteArray &data, Unit &unit);
    static std::vector<Unit> takeFrames(WebSocketSide &side, QByteArrayView bytes);
    static LinkMessage describe(WebSocketSide &side, const wire::Frame &frame,
                                std::optional<wire::Message> message);

    wire::HttpDecoder m_requests;
    wire::HttpDecoder m_responses;
    std::deque<LinkRequest> m_asked; // not yet answered
    bool m_webSocket = false;
    bool m_opaqueUp = false;
    bool m_opaqueDown = false;
    WebSocketSide m_fromClient;
    WebSocketSide m_fromServer;
    std::optional<wire::EventStreamDecoder> m_stream;
    bool m_streamChunked = false;
    bool m_insideChunk = false;
    qint64 m_streamBytes = 0;
    int m_streamEvents = 0;
};

} // namespace swapscope
