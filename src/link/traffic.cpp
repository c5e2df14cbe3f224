#include "traffic.h"

#include "keyedhead.h"

namespace swapscope {

using wire::HttpDecoder;

namespace {

// A relay takes bodies of any length, and heads and frames up to what it is ready to hold; beyond, it passes
// bytes on unread.
constexpr wire::HttpLimits kHttpLimits{.head = 256 * 1024, .body = -1};
constexpr wire::FrameLimits kFrameLimits{.frame = 64 * 1024 * 1024, .message = -1};

LinkRequest describeRequest(const wire::HttpHead &head, const QByteArray &key)
{
    LinkRequest request;
    request.method = head.method;
    request.key = key;
    const qsizetype question = head.target.indexOf('?');
    request.path = QString::fromUtf8(question < 0 ? head.target : head.target.left(question));
    const QByteArray accept = head.value("Accept").trimmed().toLower();
    if (head.isWebSocketUpgrade())
        request.wants = LinkRequest::Wants::WebSocket;
    else if (accept == "text/event-stream")
        request.wants = LinkRequest::Wants::Stream;
    else if (accept.contains("text/event-stream"))
        request.wants = LinkRequest::Wants::MaybeStream;
    return request;
}

LinkMessage::Kind kindOf(wire::Opcode opcode)
{
    switch (opcode) {
    case wire::Opcode::Binary:
        return LinkMessage::Kind::Binary;
    case wire::Opcode::Ping:
        return LinkMessage::Kind::Ping;
    case wire::Opcode::Pong:
        return LinkMessage::Kind::Pong;
    case wire::Opcode::Close:
        return LinkMessage::Kind::Close;
    default:
        return LinkMessage::Kind::Text;
    }
}

} // namespace

Traffic::Traffic()
    : m_requests(HttpDecoder::Role::Request, kHttpLimits),
      m_responses(HttpDecoder::Role::Response, kHttpLimits),
      m_fromClient{wire::FrameDecoder(wire::FrameDecoder::Sender::Client, kFrameLimits), {}},
      m_fromServer{wire::FrameDecoder(wire::FrameDecoder::Sender::Server, kFrameLimits), {}}
{
}

std::vector<Unit> Traffic::up(const QByteArray &bytes)
{
    if (m_opaqueUp)
        return {Unit{.raw = bytes}};
    if (m_webSocket)
        return takeFrames(m_fromClient, bytes);
    std::vector<Unit> out;
    for (HttpDecoder::Unit &unit : m_requests.feed(bytes))
        takeRequest(std::move(unit), out);
    return out;
}

std::vector<Unit> Traffic::down(const QByteArray &bytes)
{
    if (m_opaqueDown)
        return {Unit{.raw = bytes}};
    if (m_webSocket)
        return takeFrames(m_fromServer, bytes);
    std::vector<Unit> out;
    for (HttpDecoder::Unit &unit : m_responses.feed(bytes))
        takeResponse(std::move(unit), out);
    return out;
}

std::vector<Unit> Traffic::upEnds(bool reset)
{
    std::vector<Unit> out;
    if (m_webSocket) {
        if (const QByteArray &pending = m_fromClient.decoder.pending(); !pending.isEmpty())
            out.push_back({.raw = pending});
    } else if (!m_opaqueUp) {
        for (HttpDecoder::Unit &unit : m_requests.finish())
            takeRequest(std::move(unit), out);
    }
    out.push_back({.eof = true, .reset = reset});
    return out;
}

std::vector<Unit> Traffic::downEnds(bool reset)
{
    std::vector<Unit> out;
    if (m_webSocket) {
        if (const QByteArray &pending = m_fromServer.decoder.pending(); !pending.isEmpty())
            out.push_back({.raw = pending});
    } else if (!m_opaqueDown) {
        for (HttpDecoder::Unit &unit : m_responses.finish())
            takeResponse(std::move(unit), out);
    }
    out.push_back({.eof = true, .reset = reset});
    return out;
}

std::optional<QByteArray> Traffic::streamEnd() const
{
    if (!m_stream || !m_streamChunked || m_insideChunk)
        return std::nullopt;
    return QByteArrayLiteral("0\r\n\r\n");
}

void Traffic::takeRequest(HttpDecoder::Unit &&unit, std::vector<Unit> &out)
{
    if (auto *head = std::get_if<HttpDecoder::Head>(&unit)) {
        KeyedHead keyed = takeKey(head->head, head->raw);
        LinkRequest request = describeRequest(head->head, keyed.key);
        m_responses.expectResponseTo(request.method);
        m_asked.push_back(request);
        out.push_back({.raw = std::move(keyed.raw), .request = std::move(request)});
    } else if (auto *body = std::get_if<HttpDecoder::Body>(&unit)) {
        out.push_back({.raw = std::move(body->raw)});
    } else if (auto *switched = std::get_if<HttpDecoder::Switched>(&unit)) {
        m_opaqueUp = true;
        if (!switched->raw.isEmpty())
            out.push_back({.raw = std::move(switched->raw)});
    } else if (auto *failure = std::get_if<HttpDecoder::Failure>(&unit)) {
        m_opaqueUp = true;
        if (!failure->raw.isEmpty())
            out.push_back({.raw = std::move(failure->raw)});
    }
}

void Traffic::takeResponseHead(HttpDecoder::Head &&head, std::vector<Unit> &out)
{
    LinkResponse response;
    response.status = head.head.status;
    const bool interim = response.status < 200 && response.status != 101;
    if (!interim) {
        const LinkRequest asked = m_asked.empty() ? LinkRequest() : m_asked.front();
        if (!m_asked.empty())
            m_asked.pop_front();
        response.switched = response.status == 101 && asked.wants == LinkRequest::Wants::WebSocket;
        response.stream =
            response.status == 200 &&
            head.head.value("Content-Type").trimmed().toLower().startsWith("text/event-stream") &&
            asked.method != "HEAD";
        if (response.switched)
            m_webSocket = true;
        if (response.stream) {
            m_stream.emplace();
            m_streamChunked = head.head.hasToken("Transfer-Encoding", "chunked");
            m_insideChunk = false;
            m_streamBytes = 0;
            m_streamEvents = 0;
        }
    }
    out.push_back({.raw = std::move(head.raw), .response = response});
}

void Traffic::takeResponse(HttpDecoder::Unit &&unit, std::vector<Unit> &out)
{
    if (auto *head = std::get_if<HttpDecoder::Head>(&unit)) {
        takeResponseHead(std::move(*head), out);
    } else if (auto *body = std::get_if<HttpDecoder::Body>(&unit)) {
        Unit passed{.raw = std::move(body->raw)};
        if (m_stream) {
            // A unit of a chunked body ends with its data only where the chunk goes on.
            m_insideChunk = m_streamChunked && !body->data.isEmpty() && passed.raw.endsWith(body->data);
            takeStream(body->data, passed);
        }
        out.push_back(std::move(passed));
    } else if (std::holds_alternative<HttpDecoder::End>(unit)) {
        if (m_stream) {
            m_stream.reset();
            out.push_back({.streamEnds = true});
        }
    } else if (auto *switched = std::get_if<HttpDecoder::Switched>(&unit)) {
        m_opaqueDown = !m_webSocket;
        m_opaqueUp = !m_webSocket;
        if (!switched->raw.isEmpty()) {
            std::vector<Unit> first = down(switched->raw);
            std::move(first.begin(), first.end(), std::back_inserter(out));
        }
    } else if (auto *failure = std::get_if<HttpDecoder::Failure>(&unit)) {
        m_opaqueDown = true;
        if (!failure->raw.isEmpty())
            out.push_back({.raw = std::move(failure->raw)});
    }
}

void Traffic::takeStream(const QByteArray &data, Unit &unit)
{
    m_streamBytes += unit.raw.size();
    for (wire::StreamBlock &block : m_stream->feed(data)) {
        using Block = wire::StreamBlock::Kind;
        LinkMessage message;
        message.kind = block.kind == Block::Event    ? LinkMessage::Kind::Event
                       : block.kind == Block::Fields ? LinkMessage::Kind::Fields
                                                     : LinkMessage::Kind::Comment;
        if (block.kind == Block::Event)
            message.n = ++m_streamEvents;
        if (block.kind != Block::Comment) {
            message.event = block.event.event.isEmpty() ? QStringLiteral("message") : block.event.event;
            message.id = block.event.id;
            message.retry = block.event.retry;
            message.text = block.event.data.toUtf8().left(LinkMessage::kMaxText);
        } else {
            message.text = block.raw.trimmed().left(LinkMessage::kMaxText);
        }
        message.bytes = unit.messages.empty() ? m_streamBytes : block.raw.size();
        m_streamBytes = 0;
        unit.messages.push_back(std::move(message));
    }
}

LinkMessage Traffic::describe(WebSocketSide &side, const wire::Frame &frame,
                              std::optional<wire::Message> message)
{
    LinkMessage described;
    if (message) {
        described.kind = kindOf(message->opcode);
        described.n = ++side.n;
        described.text = message->payload.left(LinkMessage::kMaxText);
        described.bytes = std::exchange(side.bytes, 0);
        return described;
    }
    described.kind = kindOf(frame.opcode);
    described.text = frame.payload;
    described.bytes = frame.raw.size();
    if (frame.opcode == wire::Opcode::Close) {
        const wire::CloseInfo close = wire::decodeClose(frame.payload);
        described.code = close.code;
        described.reason = close.reason;
        described.text = close.reason.toUtf8();
    }
    return described;
}

std::vector<Unit> Traffic::takeFrames(WebSocketSide &side, QByteArrayView bytes)
{
    if (side.opaque)
        return {Unit{.raw = bytes.toByteArray()}};
    std::vector<Unit> out;
    for (wire::FrameDecoder::Unit &unit : side.decoder.feed(bytes)) {
        if (auto *error = std::get_if<wire::ProtocolError>(&unit)) {
            // Whoever receives it has to judge; the link only stops reading.
            side.opaque = true;
            out.push_back({.raw = std::move(error->raw)});
            continue;
        }
        auto &frame = std::get<wire::Frame>(unit);
        Unit passed{.raw = frame.raw};
        if (wire::isControl(frame.opcode)) {
            passed.messages.push_back(describe(side, frame, std::nullopt));
        } else {
            side.bytes += frame.raw.size();
            if (std::optional<wire::Message> message = side.assembler.feed(frame))
                passed.messages.push_back(describe(side, frame, std::move(message)));
        }
        out.push_back(std::move(passed));
    }
    return out;
}

} // namespace swapscope
