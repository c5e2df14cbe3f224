#include "relay.h"

#include "refusals.h"

#include <QTcpSocket>
#include <QTimer>

#include <sys/socket.h>

namespace swapscope {

namespace {

// So much may wait inside, in each direction and in each socket, before the link stops reading.
constexpr qint64 kRoom = 4 * 1024 * 1024;
constexpr qint64 kReadAtOnce = 256 * 1024;
// So long may a peer take to answer a close frame of the link.
constexpr int kCloseTimeoutMs = 2000;
// So long may a peer take to read the last bytes.
constexpr int kEndTimeoutMs = 5000;

// Closing with a zero linger time sends a reset instead of an orderly end.
void resetSocket(QTcpSocket &socket)
{
    if (socket.socketDescriptor() >= 0) {
        const linger now{1, 0};
        ::setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    socket.abort();
    socket.deleteLater();
}

// Writes what the socket still has, then ends it in an orderly way; a peer that takes nothing is not waited
// for.
void endSocket(QTcpSocket &socket)
{
    QObject::connect(&socket, &QTcpSocket::disconnected, &socket, &QObject::deleteLater);
    QTimer::singleShot(kEndTimeoutMs, &socket, [&socket] { resetSocket(socket); });
    socket.disconnectFromHost();
    if (socket.state() == QAbstractSocket::UnconnectedState)
        socket.deleteLater();
}

} // namespace

Relay::Relay(const RelayContext &context, std::unique_ptr<QTcpSocket> client, const Random &random)
    : m_context(context),
      m_random(random),
      m_client(std::move(client)),
      m_upstream(std::make_unique<QTcpSocket>()),
      m_timer(std::make_unique<QTimer>())
{
    m_timer->setSingleShot(true);
    m_timer->setTimerType(Qt::PreciseTimer);
    connect(m_timer.get(), &QTimer::timeout, this, &Relay::pump);

    m_client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_client->setReadBufferSize(kReadAtOnce);
    m_upstream->setReadBufferSize(kReadAtOnce);
    connect(m_client.get(), &QTcpSocket::readyRead, this, &Relay::readClient);
    connect(m_client.get(), &QTcpSocket::bytesWritten, this, &Relay::readUpstream);
    connect(m_client.get(), &QTcpSocket::disconnected, this, &Relay::clientGone);
    connect(m_upstream.get(), &QTcpSocket::readyRead, this, &Relay::readUpstream);
    connect(m_upstream.get(), &QTcpSocket::bytesWritten, this, &Relay::readClient);
    connect(m_upstream.get(), &QTcpSocket::disconnected, this, &Relay::upstreamGone);
    connect(m_upstream.get(), &QTcpSocket::connected, this, [this] {
        m_upstream->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_upstreamReady = true;
        m_upstreamPort = m_upstream->localPort();
        m_context.registry.notePeer(m_upstreamPort, {m_context.client, m_requestConn});
        pump();
    });
    connect(m_upstream.get(), &QTcpSocket::errorOccurred, this, [this] {
        if (!m_upstreamReady)
            upstreamFailed();
    });
    // What came before the signals were connected.
    QMetaObject::invokeMethod(this, &Relay::readClient, Qt::QueuedConnection);
}

Relay::~Relay()
{
    if (m_upstreamPort != 0)
        m_context.registry.forgetPeer(m_upstreamPort);
}

void Relay::connectUpstream()
{
    if (m_upstream->state() == QAbstractSocket::UnconnectedState && !m_upstreamReady)
        m_upstream->connectToHost(m_context.upstreamAddress, m_context.upstreamPort);
}

void Relay::readClient()
{
    while (!m_finished && !m_clientEnded && m_client->bytesAvailable() > 0 && m_up.bytes() < kRoom &&
           m_upstream->bytesToWrite() < kRoom)
        takeUp(m_traffic.up(m_client->read(kReadAtOnce)));
}

void Relay::readUpstream()
{
    while (!m_finished && !m_upstreamEnded && m_upstream->bytesAvailable() > 0 && m_down.bytes() < kRoom &&
           m_client->bytesToWrite() < kRoom)
        takeDown(m_traffic.down(m_upstream->read(kReadAtOnce)));
}

void Relay::clientGone()
{
    if (m_finished || m_clientEnded)
        return;
    const bool reset = m_client->error() != QAbstractSocket::RemoteHostClosedError;
    if (m_client->bytesAvailable() > 0)
        takeUp(m_traffic.up(m_client->readAll()));
    m_clientEnded = true;
    // Nobody is left to take what was on its way down.
    lose(m_down, Direction::Down, QStringLiteral("closed"));
    if (m_finished)
        return;
    takeUp(m_traffic.upEnds(reset));
}

void Relay::upstreamGone()
{
    if (m_finished || m_upstreamEnded)
        return;
    const bool reset = m_upstream->error() != QAbstractSocket::RemoteHostClosedError;
    if (m_upstream->bytesAvailable() > 0)
        takeDown(m_traffic.down(m_upstream->readAll()));
    m_upstreamEnded = true;
    lose(m_up, Direction::Up, QStringLiteral("closed"));
    if (!m_finished)
        takeDown(m_traffic.downEnds(reset));
}

void Relay::upstreamFailed()
{
    m_upstreamEnded = true;
    if (m_finished)
        return;
    lose(m_up, Direction::Up, QStringLiteral("closed"));
    push(m_down, Direction::Down,
         {.raw = badGateway(m_context.upstreamAddress, m_context.upstreamPort, m_upstream->errorString()),
          .byLink = true});
    push(m_down, Direction::Down, {.eof = true, .byLink = true});
    pump();
}

void Relay::takeUp(std::vector<Unit> units)
{
    for (Unit &unit : units) {
        if (m_finished)
            return;
        if (unit.request && !takeRequest(unit))
            return;
        if (m_closing != Closing::No && !unit.eof) {
            takeAfterClose(unit);
            continue;
        }
        if (m_upstreamEnded && !unit.eof) {
            noteLost(Direction::Up, unit, QStringLiteral("closed"));
            continue;
        }
        push(m_up, Direction::Up, std::move(unit));
    }
    pump();
}

// The server has had the link's close already; the client's answer to it ends the connection.
void Relay::takeAfterClose(const Unit &unit)
{
    const bool answer =
        std::any_of(unit.messages.begin(), unit.messages.end(),
                    [](const LinkMessage &message) { return message.kind == LinkMessage::Kind::Close; });
    if (answer)
        finish(false);
    else
        noteLost(Direction::Up, unit, QStringLiteral("closed"));
}

// Whether the connection goes on.
bool Relay::takeRequest(Unit &unit)
{
    const LinkRequest &request = *unit.request;
    using Wants = LinkRequest::Wants;
    m_request = request;
    m_requestTime = m_context.recorder.now();
    m_requestConn = 0;
    const bool attempt = request.wants == Wants::WebSocket || request.wants == Wants::Stream;
    if (!request.key.isEmpty())
        m_requestConn = m_context.registry.forKey(request.key);
    else if (attempt)
        m_requestConn = m_context.registry.fresh();

    const QString transport =
        request.wants == Wants::WebSocket ? QStringLiteral("ws") : QStringLiteral("sse");
    if (!m_context.faults.admits(m_context.recorder.now())) {
        if (attempt)
            m_context.recorder.record(
                refusedEvent({m_context.client, m_requestConn, transport, request.path}));
        finish(true);
        return false;
    }
    m_connection.reset();
    if (attempt)
        begin(m_requestConn, transport, request.path);
    connectUpstream();
    return true;
}

void Relay::begin(int conn, const QString &transport, const QString &path)
{
    m_connection = LinkConnection{m_context.client, conn, transport, path};
    m_closeNoted = false;
    Event event = acceptedEvent(*m_connection);
    event.t = m_requestTime;
    m_context.recorder.record(std::move(event));
}

void Relay::takeDown(std::vector<Unit> units)
{
    for (Unit &unit : units) {
        if (m_finished)
            return;
        if (unit.response)
            takeResponse(unit);
        if (m_clientEnded || (m_closing != Closing::No && !unit.byLink)) {
            noteLost(Direction::Down, unit, QStringLiteral("closed"));
            continue;
        }
        push(m_down, Direction::Down, std::move(unit));
    }
    pump();
}

void Relay::takeResponse(const Unit &unit)
{
    if (!unit.response->stream || m_connection || !m_request)
        return;
    // It turns out to be a stream only now. The server may have numbered it already.
    int conn = m_requestConn;
    if (conn == 0) {
        const std::optional<ConnectionRegistry::Peer> peer = m_context.registry.peer(m_upstreamPort);
        conn = peer && peer->conn != 0 ? peer->conn : m_context.registry.fresh();
    }
    begin(conn, QStringLiteral("sse"), m_request->path);
}

void Relay::push(Pipe &pipe, Direction direction, Unit unit)
{
    const Nanoseconds now = m_context.recorder.now();
    if (m_connection && !m_context.faults.latency.none()) {
        for (const LinkMessage &message : unit.messages) {
            if (message.n > 0)
                m_context.recorder.record(
                    delayedEvent(*m_connection, direction, message, m_context.faults.latency.delay));
        }
    }
    pipe.push(std::move(unit), now, m_random);
}

void Relay::pump()
{
    // A unit's release may end the relay, and finished() may delete it.
    const QPointer<Relay> self(this);
    while (self && !m_finished) {
        const Nanoseconds now = m_context.recorder.now();
        std::optional<Pipe::Passage> passage;
        Direction direction = Direction::Up;
        if (m_upstreamReady || m_clientEnded)
            passage = m_up.take(m_context.faults, now);
        if (!passage) {
            direction = Direction::Down;
            passage = m_down.take(m_context.faults, now);
        }
        if (!passage)
            break;
        release(direction, *passage);
    }
    if (!self || m_finished)
        return;
    // What one turn let through goes out in one write.
    m_client->flush();
    if (m_upstreamReady)
        m_upstream->flush();
    schedule();
}

void Relay::schedule()
{
    const Nanoseconds now = m_context.recorder.now();
    std::optional<Nanoseconds> next;
    if (m_upstreamReady || m_clientEnded)
        next = m_up.due(m_context.faults, now);
    if (const std::optional<Nanoseconds> down = m_down.due(m_context.faults, now);
        down && (!next || *down < *next))
        next = down;
    if (next)
        m_timer->start(std::chrono::milliseconds((std::max<Nanoseconds>(0, *next - now) + kMillisecond - 1) /
                                                 kMillisecond));
    else
        m_timer->stop();
    // Room may have come free.
    if (!m_clientEnded && m_client->bytesAvailable() > 0 && m_up.bytes() < kRoom)
        QMetaObject::invokeMethod(this, &Relay::readClient, Qt::QueuedConnection);
    if (!m_upstreamEnded && m_upstream->bytesAvailable() > 0 && m_down.bytes() < kRoom)
        QMetaObject::invokeMethod(this, &Relay::readUpstream, Qt::QueuedConnection);
}

void Relay::release(Direction direction, const Pipe::Passage &passage)
{
    if (direction == Direction::Up)
        releaseUp(passage);
    else
        releaseDown(passage);
}

void Relay::releaseUp(const Pipe::Passage &passage)
{
    const Unit &unit = passage.unit;
    if (unit.request && m_upstreamPort != 0)
        m_context.registry.notePeer(m_upstreamPort, {m_context.client, m_requestConn});
    noteMessages(Direction::Up, passage);
    if (!unit.raw.isEmpty() && !m_upstreamEnded)
        m_upstream->write(unit.raw);
    if (unit.eof) {
        noteClosed(1006, {}, QStringLiteral("client"));
        finish(unit.reset);
    }
}

void Relay::releaseDown(const Pipe::Passage &passage)
{
    const Unit &unit = passage.unit;
    noteMessages(Direction::Down, passage);
    if (!unit.raw.isEmpty() && !m_clientEnded)
        m_client->write(unit.raw);
    if (unit.streamEnds)
        noteClosed(0, {}, unit.byLink ? QStringLiteral("link") : QStringLiteral("server"));
    if (unit.eof) {
        noteClosed(1006, {}, unit.byLink ? QStringLiteral("link") : QStringLiteral("server"));
        finish(unit.reset);
        return;
    }
    if (unit.byLink && m_closing == Closing::Injected && m_traffic.isWebSocket()) {
        // The server learns of it at the same moment, as if the client had closed.
        m_upstream->write(wire::encodeClose(m_closeInfo, static_cast<quint32>(m_random.next())));
        m_upstream->flush();
        QTimer::singleShot(kCloseTimeoutMs, this, [this] { finish(false); });
    }
}

void Relay::noteMessages(Direction direction, const Pipe::Passage &passage)
{
    if (!m_connection)
        return;
    const Nanoseconds held = m_context.recorder.now() - passage.arrived;
    for (const LinkMessage &message : passage.unit.messages) {
        m_context.recorder.record(messageEvent(*m_connection, direction, message, held));
        if (message.kind == LinkMessage::Kind::Close) {
            const QString by = passage.unit.byLink            ? QStringLiteral("link")
                               : direction == Direction::Down ? QStringLiteral("server")
                                                              : QStringLiteral("client");
            noteClosed(message.code, message.reason, by);
        }
    }
}

void Relay::noteLost(Direction direction, const Unit &unit, const QString &why)
{
    if (!m_connection)
        return;
    for (const LinkMessage &message : unit.messages)
        m_context.recorder.record(lostEvent(*m_connection, direction, message, why));
}

void Relay::lose(Pipe &pipe, Direction direction, const QString &why)
{
    for (const Pipe::Passage &passage : pipe.drain())
        noteLost(direction, passage.unit, why);
}

void Relay::noteClosed(int code, const QString &reason, const QString &by)
{
    if (!m_connection || m_closeNoted)
        return;
    m_closeNoted = true;
    const bool stream = m_connection->transport == u"sse";
    m_context.recorder.record(closedEvent(*m_connection, stream ? 0 : code, reason, by));
}

void Relay::cut()
{
    if (m_finished)
        return;
    if (m_connection && !m_closeNoted) {
        Event event;
        event.kind = Kind::LinkCut;
        event.client = m_context.client;
        event.conn = m_connection->conn;
        m_context.recorder.record(std::move(event));
    }
    lose(m_up, Direction::Up, QStringLiteral("cut"));
    lose(m_down, Direction::Down, QStringLiteral("cut"));
    noteClosed(1006, {}, QStringLiteral("link"));
    finish(true);
}

void Relay::close(const wire::CloseInfo &info)
{
    if (m_finished || m_closing != Closing::No || !m_connection || m_closeNoted)
        return;
    if (m_traffic.isWebSocket()) {
        m_closing = Closing::Injected;
        m_closeInfo = info;
        LinkMessage message;
        message.kind = LinkMessage::Kind::Close;
        message.code = info.code;
        message.reason = info.reason;
        Unit unit{.raw = wire::encodeClose(info), .byLink = true};
        message.bytes = unit.raw.size();
        unit.messages.push_back(std::move(message));
        push(m_down, Direction::Down, std::move(unit));
    } else if (m_traffic.isStream()) {
        m_closing = Closing::Injected;
        Unit last{.streamEnds = true, .byLink = true};
        if (const std::optional<QByteArray> end = m_traffic.streamEnd())
            last.raw = *end;
        push(m_down, Direction::Down, std::move(last));
        push(m_down, Direction::Down, {.eof = true, .byLink = true});
    }
    pump();
}

void Relay::shutDown()
{
    if (m_finished)
        return;
    noteClosed(1006, {}, QStringLiteral("link"));
    finish(false);
}

void Relay::finish(bool reset)
{
    if (m_finished)
        return;
    m_finished = true;
    m_timer->stop();
    lose(m_up, Direction::Up, QStringLiteral("closed"));
    lose(m_down, Direction::Down, QStringLiteral("closed"));
    noteClosed(1006, {}, QStringLiteral("link"));
    for (std::unique_ptr<QTcpSocket> *socket : {&m_client, &m_upstream}) {
        (*socket)->disconnect(this);
        // It outlives this function, which one of its own signals may have called.
        QTcpSocket *ending = socket->release();
        ending->setParent(m_context.owner);
        if (reset)
            resetSocket(*ending);
        else
            endSocket(*ending);
    }
    Q_EMIT finished();
}

} // namespace swapscope
