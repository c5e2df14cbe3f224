#include "traffic.h"

#include "keyedhead.h"

#include <core/connections.h>

#include <cctype>

namespace swapscope {

using wire::HttpDecoder;

namespace {

// A relay takes bodies of any length, and heads, frames and events up to what it is ready to hold; beyond, it
// passes bytes on unread.
constexpr wire::HttpLimits kHttpLimits{.head = 256 * 1024, .body = -1};
constexpr wire::FrameLimits kFrameLimits{.frame = 16 * 1024 * 1024, .message = 16 * 1024 * 1024};
constexpr qsizetype kEventLimit = 4 * 1024 * 1024;
constexpr qsizetype kMaxStray = 200; // of a line that is no field

LinkRequest describeRequest(const wire::HttpHead &head, const QByteArray &key)
{
    LinkRequest request;
    request.method = head.method;
    request.key = key;
    const qsizetype question = head.target.indexOf('?');
    request.path = QString::fromUtf8(question < 0 ? head.target : head.target.left(question));
    if (head.has("Last-Event-ID"))
        request.lastEventId = QString::fromUtf8(head.value("Last-Event-ID"));
    const QByteArray accept = head.value("Accept").trimmed().toLower();
    if (head.isWebSocketUpgrade())
        request.wants = LinkRequest::Wants::WebSocket;
    else if (accept == "text/event-stream")
        request.wants = LinkRequest::Wants::Stream;
    else if (accept.contains("text/event-stream")) {
        // Who names an event that it has seen can only mean a stream (WHATWG HTML, 9.2.4); an embedded page's
        // probe says so itself.
        const bool sure = head.has("Last-Event-ID") || key.startsWith(kStreamKeyMark);
        request.wants = sure ? LinkRequest::Wants::Stream : LinkRequest::Wants::MaybeStream;
    }
    return request;
}

bool isEventStream(const wire::HttpHead &head)
{
    const QByteArray type = head.value("Content-Type").split(';').first();
    return head.status == 200 && type.trimmed().toLower() == "text/event-stream";
}

// Whether a chunk that begins here is the one of size 0 (RFC 9112, section 7.1).
bool isLastChunk(const QByteArray &raw)
{
    qsizetype zeros = 0;
    while (zeros < raw.size() && raw[zeros] == '0')
        ++zeros;
    return zeros > 0 && zeros < raw.size() && std::isxdigit(static_cast<unsigned char>(raw[zeros])) == 0;
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

LinkMessage unread(const QString &why, qint64 bytes)
{
    LinkMessage message;
    message.kind = LinkMessage::Kind::Unread;
    message.text = why.toUtf8();
    message.bytes = bytes;
    return message;
}

// The first line of a block that is none of an event stream's fields nor a comment; empty when all are.
QByteArray strayLine(const QByteArray &block)
{
    static const QByteArrayList fields{"", "data", "event", "id", "retry"};
    for (QByteArray line : QByteArray(block).replace('\r', '\n').split('\n')) {
        if (line.startsWith("\xef\xbb\xbf"))
            line.remove(0, 3);
        const qsizetype colon = line.indexOf(':');
        if (!line.isEmpty() && !fields.contains(colon < 0 ? line : line.left(colon)))
            return line.left(kMaxStray);
    }
    return {};
}

LinkMessage describeBlock(const wire::StreamBlock &block)
{
    using Block = wire::StreamBlock::Kind;
    LinkMessage message;
    message.bytes = block.raw.size();
    if (block.kind == Block::Comment) {
        message.kind = LinkMessage::Kind::Comment;
        message.text = block.raw.trimmed().left(LinkMessage::kMaxText);
        return message;
    }
    message.kind = block.kind == Block::Event ? LinkMessage::Kind::Event : LinkMessage::Kind::Fields;
    message.event = block.event.event.isEmpty() ? QStringLiteral("message") : block.event.event;
    message.id = block.event.id;
    message.retry = block.event.retry;
    message.text = block.event.data.toUtf8().left(LinkMessage::kMaxText);
    message.stray = strayLine(block.raw);
    return message;
}

} // namespace

Traffic::Traffic(std::shared_ptr<const Fitting> fitting)
    : m_fitting(std::move(fitting)),
      m_requests(HttpDecoder::Role::Request, kHttpLimits),
      m_responses(HttpDecoder::Role::Response, kHttpLimits),
      m_fromClient{wire::FrameDecoder(wire::FrameDecoder::Sender::Client, kFrameLimits), {}},
      m_fromServer{wire::FrameDecoder(wire::FrameDecoder::Sender::Server, kFrameLimits), {}}
{
}

std::vector<Unit> Traffic::up(QByteArrayView bytes)
{
    if (m_webSocket)
        return takeFrames(m_fromClient, bytes);
    std::vector<Unit> out;
    if (m_opaqueUp) {
        pass(bytes.toByteArray(), out);
    } else if (!m_waiting.isEmpty()) {
        m_waiting += bytes;
    } else {
        for (HttpDecoder::Unit &unit : m_requests.feed(bytes))
            takeRequest(std::move(unit), out);
    }
    return out;
}

std::vector<Unit> Traffic::down(QByteArrayView bytes)
{
    if (m_webSocket)
        return takeFrames(m_fromServer, bytes);
    std::vector<Unit> out;
    if (m_opaqueDown) {
        pass(bytes.toByteArray(), out);
        return out;
    }
    if (m_fitting && beginsGarbled(bytes)) {
        m_opaqueDown = true;
        decideAsIs();
        out.push_back({.raw = bytes.toByteArray(), .garbled = true});
        return out;
    }
    for (HttpDecoder::Unit &unit : m_responses.feed(bytes))
        takeResponse(std::move(unit), out);
    return out;
}

// Whoever speaks another language may wait for an answer in the middle of what would be a head.
bool Traffic::beginsGarbled(QByteArrayView bytes)
{
    const QByteArray wanted = QByteArrayLiteral("HTTP/");
    if (m_begin.size() >= wanted.size())
        return false;
    m_begin += bytes.first(std::min(bytes.size(), wanted.size() - m_begin.size()));
    return !wanted.startsWith(m_begin);
}

std::vector<Unit> Traffic::upEnds(bool reset)
{
    std::vector<Unit> out;
    if (m_webSocket) {
        if (!m_fromClient.opaque)
            pass(m_fromClient.decoder.pending(), out);
    } else if (!m_waiting.isEmpty()) {
        m_opaqueUp = true;
        pass(std::exchange(m_waiting, {}), out);
    } else if (!m_opaqueUp) {
        m_upgrade = 0;
        for (HttpDecoder::Unit &unit : m_requests.finish())
            takeRequest(std::move(unit), out);
    }
    out.push_back({.exchange = live(), .eof = true, .reset = reset});
    return out;
}

std::vector<Unit> Traffic::downEnds(bool reset)
{
    std::vector<Unit> out;
    if (m_webSocket) {
        if (!m_fromServer.opaque)
            pass(m_fromServer.decoder.pending(), out);
    } else if (!m_opaqueDown) {
        for (HttpDecoder::Unit &unit : m_responses.finish()) {
            // An answer that ends too early is no failure to read it.
            if (auto *failure = std::get_if<HttpDecoder::Failure>(&unit)) {
                pass(std::move(failure->raw), out);
                if (!out.empty())
                    out.back().garbled = m_fitting && m_answering == 0;
            } else {
                takeResponse(std::move(unit), out);
            }
        }
    }
    decideAsIs();
    out.push_back({.exchange = m_answering, .eof = true, .reset = reset});
    return out;
}

std::vector<Unit> Traffic::decided()
{
    return std::exchange(m_decided, {});
}

// There will be no answer to wait for.
void Traffic::decideAsIs()
{
    m_upgrade = 0;
    if (m_waiting.isEmpty())
        return;
    m_opaqueUp = true;
    pass(std::exchange(m_waiting, {}), m_decided);
}

std::optional<QByteArray> Traffic::streamEnd() const
{
    if (!m_stream || !m_streamChunked || m_insideChunk)
        return std::nullopt;
    return QByteArrayLiteral("0\r\n\r\n");
}

// Bytes that say nothing by themselves.
void Traffic::pass(QByteArray raw, std::vector<Unit> &out) const
{
    if (!raw.isEmpty())
        out.push_back({.raw = std::move(raw), .exchange = live()});
}

void Traffic::takeRequest(HttpDecoder::Unit &&unit, std::vector<Unit> &out)
{
    if (auto *head = std::get_if<HttpDecoder::Head>(&unit)) {
        KeyedHead keyed = takeKey(head->head, head->raw);
        LinkRequest request = describeRequest(head->head, keyed.key);
        if (m_fitting) {
            FittedHead fitted = m_fitting->request(head->head, keyed.raw);
            keyed.raw = std::move(fitted.raw);
            request.fitted = std::move(fitted.changes);
        }
        m_responses.expectResponseTo(request.method);
        ++m_exchanges;
        if (!m_opaqueDown)
            m_asked.push_back({m_exchanges, request, head->head.value("Host")});
        if (request.wants == LinkRequest::Wants::WebSocket && !m_opaqueDown)
            m_upgrade = m_exchanges;
        out.push_back({.raw = std::move(keyed.raw),
                       .exchange = m_exchanges,
                       .request = std::make_shared<const LinkRequest>(std::move(request))});
    } else if (auto *body = std::get_if<HttpDecoder::Body>(&unit)) {
        out.push_back({.raw = std::move(body->raw), .exchange = m_exchanges});
    } else if (auto *switched = std::get_if<HttpDecoder::Switched>(&unit)) {
        m_opaqueUp = true;
        pass(std::move(switched->raw), out);
    } else if (auto *failure = std::get_if<HttpDecoder::Failure>(&unit)) {
        if (m_upgrade != 0 && !failure->raw.isEmpty()) {
            m_waiting = std::move(failure->raw);
            return;
        }
        m_opaqueUp = true;
        // What does not begin with HTTP is not answered with it.
        m_opaqueDown = m_opaqueDown || m_exchanges == 0;
        pass(std::move(failure->raw), out);
    }
}

void Traffic::beginWebSocket(bool extensions)
{
    m_webSocket = true;
    wire::FrameLimits limits = kFrameLimits;
    limits.extensions = extensions;
    m_fromClient.decoder = wire::FrameDecoder(wire::FrameDecoder::Sender::Client, limits);
    m_fromServer.decoder = wire::FrameDecoder(wire::FrameDecoder::Sender::Server, limits);
    // What the client has sent already is in the request decoder, unless that has given it back.
    QByteArray early = std::exchange(m_waiting, {});
    if (early.isEmpty()) {
        for (HttpDecoder::Unit &unit : m_requests.finish()) {
            if (auto *failure = std::get_if<HttpDecoder::Failure>(&unit))
                early = std::move(failure->raw);
        }
    }
    if (!early.isEmpty())
        m_decided = takeFrames(m_fromClient, early);
}

void Traffic::beginStream(const wire::HttpHead &head)
{
    m_stream.emplace(kEventLimit);
    m_streamChunked = head.hasToken("Transfer-Encoding", "chunked");
    m_streamSized = !m_streamChunked && head.has("Content-Length");
    m_insideChunk = false;
    m_lastChunk = false;
    m_streamUnread = false;
    const QByteArray coding = head.value("Content-Encoding").trimmed().toLower();
    m_streamCoded = !coding.isEmpty() && coding != "identity";
    m_streamEvents = 0;
}

void Traffic::takeResponseHead(HttpDecoder::Head &&head, std::vector<Unit> &out)
{
    LinkResponse response;
    response.status = head.head.status;
    response.interim = response.status < 200 && response.status != 101;
    Asked asked = m_asked.empty() ? Asked() : m_asked.front();
    if (!response.interim) {
        if (!m_asked.empty())
            m_asked.pop_front();
        m_answering = asked.exchange;
        response.switched = response.status == 101 && asked.request.wants == LinkRequest::Wants::WebSocket;
        response.stream = isEventStream(head.head) && asked.request.method != "HEAD";
        if (response.stream)
            beginStream(head.head);
        if (response.switched)
            beginWebSocket(!head.head.value("Sec-WebSocket-Extensions").trimmed().isEmpty());
        else if (m_upgrade != 0 && asked.exchange == m_upgrade)
            decideAsIs();
    }
    if (m_fitting) {
        FittedHead fitted = m_fitting->response(head.head, head.raw, asked.host);
        head.raw = std::move(fitted.raw);
        response.fitted = std::move(fitted.changes);
    }
    Unit unit{.raw = std::move(head.raw), .exchange = asked.exchange, .response = response};
    if (response.stream && m_streamCoded) {
        unit.messages.push_back(unread(QStringLiteral("The stream is coded as %1.")
                                           .arg(QString::fromLatin1(head.head.value("Content-Encoding"))),
                                       0));
    }
    out.push_back(std::move(unit));
}

void Traffic::takeResponse(HttpDecoder::Unit &&unit, std::vector<Unit> &out)
{
    if (auto *head = std::get_if<HttpDecoder::Head>(&unit)) {
        takeResponseHead(std::move(*head), out);
    } else if (auto *body = std::get_if<HttpDecoder::Body>(&unit)) {
        Unit passed{.raw = std::move(body->raw), .exchange = m_answering};
        if (m_stream)
            takeStream(body->data, passed);
        out.push_back(std::move(passed));
    } else if (std::holds_alternative<HttpDecoder::End>(unit)) {
        if (m_stream) {
            m_stream.reset();
            out.push_back({.exchange = m_answering, .streamEnds = true});
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
        decideAsIs();
        const qint64 bytes = failure->raw.size();
        Unit passed{.raw = std::move(failure->raw), .exchange = m_answering};
        passed.garbled = m_fitting && m_answering == 0 && bytes > 0;
        if (m_stream)
            passed.messages.push_back(unread(failure->what, bytes));
        if (m_stream || !passed.raw.isEmpty())
            out.push_back(std::move(passed));
    }
}

void Traffic::takeStream(const QByteArray &data, Unit &unit)
{
    // A unit holds part of one chunk: its size line, data and line end, or what has come of these.
    StreamPart part{data, m_streamSized, m_streamChunked, m_insideChunk};
    if (m_streamChunked) {
        const qsizetype sizeLine = m_insideChunk ? 0 : unit.raw.indexOf("\r\n") + 2;
        m_lastChunk = m_lastChunk || (!m_insideChunk && isLastChunk(unit.raw));
        m_insideChunk = unit.raw.size() == sizeLine + data.size();
    }
    part.insideAfter = m_insideChunk;
    part.last = m_lastChunk;
    unit.stream = std::make_shared<const StreamPart>(std::move(part));
    if (m_streamCoded)
        return;
    for (const wire::StreamBlock &block : m_stream->feed(data)) {
        unit.messages.push_back(describeBlock(block));
        if (block.kind == wire::StreamBlock::Kind::Event)
            unit.messages.back().n = ++m_streamEvents;
    }
    if (m_stream->failed() && !std::exchange(m_streamUnread, true)) {
        unit.messages.push_back(unread(
            QStringLiteral("An event is larger than %1 bytes, the most that is read.").arg(kEventLimit),
            m_stream->pending().size()));
    }
}

LinkMessage Traffic::describe(WebSocketSide &side, const wire::Frame &frame,
                              std::optional<wire::Message> message)
{
    LinkMessage described;
    if (message) {
        described.kind = kindOf(message->opcode);
        described.n = ++side.n;
        if (!side.coded)
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
    std::vector<Unit> out;
    if (side.opaque) {
        pass(bytes.toByteArray(), out);
        return out;
    }
    for (wire::FrameDecoder::Unit &unit : side.decoder.feed(bytes)) {
        if (auto *error = std::get_if<wire::ProtocolError>(&unit)) {
            // Whoever receives it has to judge; the link only stops reading.
            side.opaque = true;
            Unit passed{.raw = std::move(error->raw), .exchange = m_answering};
            passed.messages.push_back(unread(error->what, passed.raw.size()));
            out.push_back(std::move(passed));
            continue;
        }
        auto &frame = std::get<wire::Frame>(unit);
        Unit passed{.raw = frame.raw, .exchange = m_answering, .frame = true};
        if (wire::isControl(frame.opcode)) {
            passed.messages.push_back(describe(side, frame, std::nullopt));
        } else {
            side.bytes += frame.raw.size();
            if (frame.opcode != wire::Opcode::Continuation)
                side.coded = frame.reserved;
            if (std::optional<wire::Message> message = side.assembler.feed(frame))
                passed.messages.push_back(describe(side, frame, std::move(message)));
        }
        out.push_back(std::move(passed));
    }
    return out;
}

} // namespace swapscope
