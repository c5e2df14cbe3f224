#pragma once

#include "../upstream/headerrewriter.h"
#include "framereader.h"
#include "streamreader.h"
#include "wireunit.h"

#include <wire/http.h>
#include <wire/ownnames.h>

#include <deque>
#include <vector>

namespace swapscope {

// Reads both directions of one TCP connection between a client and a server: HTTP/1.1, and from the switch on
// WebSocket; event streams inside an answer. Bytes in, units out; opens nothing, knows no time. What it
// cannot read it passes on as it is (and a message of kind Unread says so, where messages are read): the
// bytes of the units are the bytes that came, but for a connection key in a request's head. How the bytes are
// cut into pieces changes no message. In front of an attached server heads are fitted (headerrewriter.h)
// besides, and what stands in a later request's place and is none is a request that is wrong
// (LinkRequest::wrong).
class Traffic
{
public:
    // `fitting`: of an attached server, to whose heads it is applied; null: heads pass as they are. `names`:
    // by which it may be asked for, since with the Host that the link writes it could not tell any more.
    explicit Traffic(std::shared_ptr<const HeaderRewriter> fitting = nullptr, wire::OwnNames names = {});

    std::vector<WireUnit> up(QByteArrayView bytes);
    std::vector<WireUnit> down(QByteArrayView bytes);
    // The sender has ended its direction; `reset`: not in an orderly way.
    std::vector<WireUnit> upEnds(bool reset);
    std::vector<WireUnit> downEnds(bool reset);

    // Bytes from the client that are no HTTP and came before the answer to its upgrade request: the answer
    // decides what they are.
    qint64 waiting() const { return m_waiting.size(); }
    // The units of them that down() or downEnds() have just decided on, for the way up.
    std::vector<WireUnit> decided();

    bool isWebSocket() const { return m_fromClient.has_value(); }
    // Whether answers are still told apart.
    bool readsAnswers() const { return !isWebSocket() && !m_opaqueDown; }
    // The exchange whose answer is under way or comes next; 0: none can be told any more, or none is asked
    // for.
    int nextAnswer() const;
    bool isStream() const { return m_stream.has_value(); }
    // Of the stream under way: whether its length was promised, and whether it comes in chunks.
    bool isSizedStream() const { return isStream() && m_stream->isSized(); }
    bool isChunkedStream() const { return isStream() && m_stream->isChunked(); }
    // The exchange that began the WebSocket or the stream under way; 0: none.
    int live() const { return isWebSocket() || isStream() ? m_answering : 0; }
    // Whether a frame of the link's own can stand between what this direction passes on.
    bool readsFrames(Direction direction) const
    {
        const std::optional<FrameReader> &from = direction == Direction::Up ? m_fromClient : m_fromServer;
        return from && !from->isOpaque();
    }
    // Of a stream: what ends its answer in an orderly way at this moment; nothing when nothing can (its
    // length was promised, or a chunk is under way).
    std::optional<QByteArray> streamEnd() const;

private:
    struct Asked
    {
        int exchange = 0;
        LinkRequest request;
        QByteArray host; // that the client asked at
    };

    void takeRequest(wire::HttpDecoder::Unit &&unit, std::vector<WireUnit> &out);
    void takeGarbledRequest(wire::HttpDecoder::Failure &&failure, std::vector<WireUnit> &out);
    void passUnreadUp(QByteArray raw, std::vector<WireUnit> &out);
    void takeResponse(wire::HttpDecoder::Unit &&unit, std::vector<WireUnit> &out);
    void takeResponseHead(wire::HttpDecoder::Head &&head, std::vector<WireUnit> &out);
    void beginWebSocket(bool extensions);
    void decideAsIs();
    bool beginsGarbled(QByteArrayView bytes);
    void pass(QByteArray raw, std::vector<WireUnit> &out) const;

    std::shared_ptr<const HeaderRewriter> m_headerRewriter;
    wire::OwnNames m_names;
    QByteArray m_begin; // of an attached server's first answer
    wire::HttpDecoder m_requests;
    wire::HttpDecoder m_responses;
    int m_exchanges = 0;       // requests so far
    bool m_inRequest = false;  // its head has come, its body not yet in full
    std::deque<Asked> m_asked; // not yet answered
    int m_answering = 0;       // the exchange whose answer is under way
    int m_upgrade = 0;         // the exchange that asks for a WebSocket and is not yet answered
    QByteArray m_waiting;
    std::vector<WireUnit> m_decided;
    bool m_answerBegun = false; // and not ended
    bool m_serverEnded = false;
    bool m_opaqueUp = false;
    bool m_opaqueDown = false;
    std::optional<FrameReader> m_fromClient; // both, from the switch on
    std::optional<FrameReader> m_fromServer;
    std::optional<StreamReader> m_stream; // under way
};

} // namespace swapscope
