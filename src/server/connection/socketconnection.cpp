#include "socketconnection.h"

#include "../channel/catchup.h"
#include "../http/forms.h"

namespace swapscope::mock {

namespace {

constexpr int kPatience = 2; // pings without an answer
// So many frames of one connection are handled before the others have their turn.
constexpr int kFramesAtOnce = 64;

} // namespace

SocketConnection::SocketConnection(ConnectionHost &host, std::unique_ptr<TcpEnd> socket,
                                   const QByteArray &answer, Origin origin,
                                   std::shared_ptr<const Routes> routes, const SocketRoute *route)
    : OpenConnection(host, std::move(socket), std::move(origin)),
      m_routes(std::move(routes)),
      m_route(route),
      m_decoder(wire::FrameDecoder::Sender::Client,
                {.frame = host.limits().message, .message = host.limits().message, .raw = false})
{
    setChannel(m_route->channel);
    push(answer);
}

SocketConnection::~SocketConnection() = default;

void SocketConnection::open(QByteArrayView rest)
{
    const bool page = m_route->catchUp == CatchUp::Replay && m_route->cursor == Cursor::Page;
    setHeartbeat(m_route->heartbeat);
    if (page)
        setPageTime(m_host.now() + m_host.limits().cursorTime);
    begin("ws", m_route->catchUp, page ? WaitFor::Page : WaitFor::Nothing);
    take(rest);
}

void SocketConnection::beat()
{
    if (m_unanswered >= kPatience) {
        reset(QStringLiteral("No answer to %1 heartbeats.").arg(kPatience));
        return;
    }
    ++m_unanswered;
    push(wire::encodeFrame(wire::Opcode::Ping, {}));
}

bool SocketConnection::bind(const std::shared_ptr<const Routes> &routes)
{
    const auto match = routes->socket(about().path);
    if (!match)
        return false;
    m_routes = routes;
    m_route = match.route;
    setChannel(m_route->channel);
    m_unanswered = 0;
    setHeartbeat(m_route->heartbeat);
    return true;
}

QByteArray SocketConnection::encode(const QByteArray &fragment, const QString &, const QString &) const
{
    return wire::encodeFrame(wire::Opcode::Text, fragment);
}

QByteArray SocketConnection::snapshot(const Peer &peer) const
{
    const auto routes = m_routes;
    return m_route->snapshot ? m_route->snapshot(peer) : QByteArray();
}

void SocketConnection::callOpen(const Peer &peer, const Request &request)
{
    const auto routes = m_routes;
    if (m_route->open)
        m_route->open(peer, request);
}

void SocketConnection::readable()
{
    take(end().readInPlace());
}

void SocketConnection::take(QByteArrayView bytes)
{
    // After its close frame, or what is none, nothing that it says means anything (RFC 6455, section 1.4).
    if (m_peerClosed || bytes.isEmpty())
        return;
    std::vector<wire::FrameDecoder::Unit> units = m_decoder.feed(bytes);
    std::size_t at = 0;
    if (!m_waiting) {
        for (; at < units.size() && at < kFramesAtOnce; ++at)
            handle(std::move(units[at]));
    }
    if (at == units.size())
        return;
    if (!m_waiting) {
        m_waiting = std::make_unique<std::deque<wire::FrameDecoder::Unit>>();
        m_host.later([self = weak_from_this()] {
            if (const auto connection = self.lock())
                static_cast<SocketConnection &>(*connection).work();
        });
    }
    m_waiting->insert(m_waiting->end(),
                      std::make_move_iterator(units.begin() + static_cast<std::ptrdiff_t>(at)),
                      std::make_move_iterator(units.end()));
    end().setReading(false);
}

void SocketConnection::work()
{
    for (int frames = 0; frames < kFramesAtOnce && !m_waiting->empty(); ++frames) {
        wire::FrameDecoder::Unit unit = std::move(m_waiting->front());
        m_waiting->pop_front();
        handle(std::move(unit));
    }
    if (!m_waiting->empty()) {
        m_host.later([self = weak_from_this()] {
            if (const auto connection = self.lock())
                static_cast<SocketConnection &>(*connection).work();
        });
        return;
    }
    m_waiting.reset();
    end().setReading(true);
}

void SocketConnection::handle(wire::FrameDecoder::Unit unit)
{
    if (m_peerClosed)
        return;
    if (const auto *error = std::get_if<wire::ProtocolError>(&unit)) {
        fail(*error);
        return;
    }
    const wire::Frame &frame = std::get<wire::Frame>(unit);
    if (wire::isControl(frame.opcode)) {
        control(frame);
    } else if (isOpen()) {
        const std::optional<wire::Message> message = m_assembler.feed(frame);
        if (!message)
            return;
        if (message->opcode == wire::Opcode::Text)
            receiveText(message->payload);
        else
            receiveBinary(message->payload);
    }
}

// RFC 6455, section 5.5
void SocketConnection::control(const wire::Frame &frame)
{
    switch (frame.opcode) {
    case wire::Opcode::Ping:
        if (isOpen())
            push(wire::encodeFrame(wire::Opcode::Pong, frame.payload));
        break;
    case wire::Opcode::Pong:
        m_unanswered = 0;
        break;
    default:
        closed(wire::decodeClose(frame.payload));
    }
}

// Section 7.1.7: it fails the connection, and says why.
void SocketConnection::fail(const wire::ProtocolError &error)
{
    m_peerClosed = true;
    if (isOpen()) {
        push(wire::encodeClose({error.code, error.what}));
        over(error.code, error.what, true);
    }
    endWriting();
}

// Its close frame has come. It is answered with the same code, unless it is the answer to ours; then the
// server ends the TCP connection (section 7.1.1).
void SocketConnection::closed(const wire::CloseInfo &said)
{
    m_peerClosed = true;
    if (isOpen()) {
        push(wire::encodeClose({said.code, {}}));
        over(said.code, said.reason, false);
    }
    endWriting();
}

EventId SocketConnection::recordReceived(const char *opcode, qsizetype bytes,
                                         std::optional<QByteArrayView> text, std::optional<qint64> cursor)
{
    m_unanswered = 0;
    Event received = newEvent(Kind::ServerReceived);
    received.n = ++m_received;
    // An undefined one is left out.
    received.data = {{Field::Bytes, bytes},
                     {Field::Cursor, cursor ? FieldValue(*cursor) : FieldValue()},
                     {Field::Opcode, QLatin1StringView(opcode)},
                     {Field::Path, path()},
                     {Field::Text, text ? tracedText(*text) : FieldValue()}};
    return m_host.record(std::move(received));
}

void SocketConnection::receiveText(const QByteArray &payload)
{
    const SocketForm form = decodeSocketForm(payload);
    std::optional<qint64> cursor;
    if (isWaiting()) {
        // Only the first message can be the page's word on what it has.
        const QJsonValue said = form.form.value(QLatin1StringView("cursor"));
        const QString number = said.isDouble() ? QString::number(said.toInteger()) : said.toString();
        cursor = soundCursor(m_host.channelOf(channelName()), parseNumber(number));
    }
    const EventId received = recordReceived("text", payload.size(), payload, cursor);
    if (isWaiting()) {
        setPageTime(std::nullopt);
        if (cursor) {
            replayFrom(cursor);
            return;
        }
        replayUnsaid();
    }
    const auto routes = m_routes;
    if (m_route->message)
        m_host.handle(received, [&] { m_route->message(peer(), form.form, form.headers, payload); });
}

void SocketConnection::receiveBinary(const QByteArray &payload)
{
    const EventId received = recordReceived("binary", payload.size(), std::nullopt);
    const auto routes = m_routes;
    if (m_route->binary)
        m_host.handle(received, [&] { m_route->binary(peer(), payload); });
}

void SocketConnection::sendDirectBinary(const QByteArray &data)
{
    if (!isOpen())
        return;
    push(wire::encodeFrame(wire::Opcode::Binary, data));
    recordSent("direct", data.size(), m_host.cause(), 0, {});
}

void SocketConnection::closeByServer(int code, const QString &reason)
{
    if (!isOpen())
        return;
    if (code == 1006) {
        reset(reason);
        return;
    }
    const int sent = code == 1005 || wire::isValidCloseCode(code) ? code : 1011;
    // At most what a close frame holds (RFC 6455, section 5.5), cut between characters.
    const QByteArray frame = wire::encodeClose({sent, reason});
    const wire::CloseInfo said = sent == 1005 ? wire::CloseInfo{} : wire::decodeClose(frame.mid(2));
    push(frame);
    flush(); // so that what is known to be written is so when it is over
    over(sent, said.reason, true);
    startClosing();
}

void SocketConnection::over(std::optional<int> code, const QString &reason, bool byServer)
{
    if (!markClosed(code, reason, byServer))
        return;
    if (m_route->close) {
        m_host.later([routes = m_routes, route = m_route, who = peer(), code = code.value_or(1006), reason] {
            route->close(who, code, reason);
        });
    }
}

} // namespace swapscope::mock
