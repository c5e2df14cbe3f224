#include "relay.h"

#include "admission.h"
#include "interjection.h"
#include "refusals.h"

#include <QTimer>

namespace swapscope {

namespace {

// So much goes to the system in one write.
constexpr qint64 kWriteAtOnce = 64 * 1024;
// So many requests may wait for their answers before the link stops reading.
constexpr std::size_t kMostRequests = 256;
// So long may a client take to answer a close frame of the link.
constexpr int kCloseTimeoutMs = 2000;
// So much of what a server has said still passes when the link goes away.
constexpr int kLastReads = 64;

const QString &client()
{
    static const QString name = QStringLiteral("client");
    return name;
}

const QString &server()
{
    static const QString name = QStringLiteral("server");
    return name;
}

const QString &link()
{
    static const QString name = QStringLiteral("link");
    return name;
}

// Of an attached server, to whose heads it is applied; null: none.
std::shared_ptr<const Fitting> fittingOf(const Destination &server)
{
    return server.attachment ? std::shared_ptr<const Fitting>(server.attachment, &server.attachment->fitting)
                             : nullptr;
}

bool holdsClose(const Unit &unit)
{
    return std::any_of(unit.messages.begin(), unit.messages.end(),
                       [](const LinkMessage &message) { return message.kind == LinkMessage::Kind::Close; });
}

} // namespace

Relay::Relay(const RelayContext &context, std::unique_ptr<TcpEnd> clientEnd, const Random &random)
    : m_context(context),
      m_random(random),
      m_decisions(random.fork(1)),
      m_client(std::move(clientEnd)),
      m_upstream(std::make_unique<TcpEnd>()),
      m_timer(new QTimer(this)),
      m_traffic(fittingOf(context.server)),
      m_exchanges(context.client, context.recorder),
      m_approach(context.server, context.client, m_exchanges, context.recorder, context.registry,
                 context.owner),
      m_up(makeConduit(Direction::Up)),
      m_down(makeConduit(Direction::Down))
{
    m_timer->setSingleShot(true);
    m_timer->setTimerType(Qt::PreciseTimer);
    connect(m_timer, &QTimer::timeout, this, &Relay::pump);

    connect(m_client.get(), &TcpEnd::readable, this, &Relay::readClient);
    connect(m_client.get(), &TcpEnd::written, this, &Relay::pump);
    connect(m_client.get(), &TcpEnd::broken, this, &Relay::clientBroken);
    connect(m_client.get(), &TcpEnd::ended, this, [this](bool reset) {
        m_clientEnds = true;
        takeUp(m_traffic.upEnds(reset));
    });
    connect(&m_approach, &Approach::connected, this, &Relay::pump);
    connect(&m_approach, &Approach::failed, this, &Relay::answerForServer);
    connect(m_upstream.get(), &TcpEnd::readable, this, &Relay::readUpstream);
    connect(m_upstream.get(), &TcpEnd::written, this, &Relay::pump);
    connect(m_upstream.get(), &TcpEnd::broken, this, &Relay::upstreamBroken);
    connect(m_upstream.get(), &TcpEnd::ended, this, [this](bool reset) {
        if (endedUnheard()) {
            m_approach.fail(Unreachable::What::Empty);
            return;
        }
        std::vector<Unit> units = m_traffic.downEnds(reset);
        takeUp(m_traffic.decided());
        takeDown(std::move(units));
    });
    m_client->setReading(true);
}

Conduit Relay::makeConduit(Direction direction)
{
    return {direction,
            {.faults = m_context.faults,
             .hold = m_context.hold,
             .exchanges = m_exchanges,
             .recorder = m_context.recorder,
             .random = m_random,
             .decisions = m_decisions,
             .owner = this},
            {.holdChanged = [this] { Q_EMIT holdChanged(); },
             .holdFull = [this] { Q_EMIT holdFull(); },
             .faultsUsed = [this] { Q_EMIT faultsUsed(); }}};
}

void Relay::readClient()
{
    const QByteArray bytes = m_client->read();
    if (bytes.isEmpty())
        return;
    m_lastRead = now();
    takeUp(m_traffic.up(bytes));
}

void Relay::readUpstream()
{
    const QByteArray bytes = m_upstream->read();
    if (bytes.isEmpty())
        return;
    m_heard = true;
    m_lastRead = now();
    std::vector<Unit> units = m_traffic.down(bytes);
    takeUp(m_traffic.decided());
    takeDown(std::move(units));
}

void Relay::answerForServer(const QByteArray &page)
{
    m_upstreamDead = true;
    m_up.lose(QStringLiteral("closed"));
    const Exchange *first = m_exchanges.first();
    if (first && first->request.isAttempt()) {
        m_down.put({.eof = true, .reset = true});
        pump();
    } else {
        answer(page);
    }
}

// A server may end a connection that it has answered on before, and a client tries again then; one that says
// nothing to the first request has something to explain.
bool Relay::endedUnheard() const
{
    return m_approach.isAttached() && !m_heard && !m_answered && !m_clientDead && !m_upEnded &&
           m_closing == Closing::No && m_exchanges.first() != nullptr;
}

// Nobody is left to take what is on its way down. The end comes by what is still to be read from it.
void Relay::clientBroken()
{
    m_clientDead = true;
    m_down.lose(QStringLiteral("closed"));
    if (m_clientEnds)
        takeUp({Unit{.eof = true, .reset = true}});
    else
        pump();
}

void Relay::upstreamBroken()
{
    m_upstreamDead = true;
    m_up.lose(QStringLiteral("closed"));
    // Where the server had ended its direction before, that was the end.
    if (m_downEnded)
        finish(true);
    else
        pump();
}

void Relay::takeUp(std::vector<Unit> units)
{
    for (Unit &unit : units) {
        if (m_finished)
            return;
        if (m_answered) {
            if (unit.eof)
                finish(unit.reset);
            continue;
        }
        if ((unit.request || (!m_connecting && !unit.eof)) && !admit(unit))
            return;
        if (unit.eof && (!m_connecting || (unit.reset && (m_upstreamDead || !m_upstream->isConnected())))) {
            m_endedBy = client();
            finish(unit.reset);
            return;
        }
        if (unit.eof && unit.reset) {
            m_clientDead = true;
            m_down.lose(QStringLiteral("closed"));
        }
        if (swallow(m_up, m_down, unit))
            continue;
        m_clientCloses = m_clientCloses || holdsClose(unit);
        if (m_closing == Closing::Sent)
            takeAfterClose(unit);
        else if (m_upstreamDead)
            m_exchanges.noteLost(Direction::Up, unit, QStringLiteral("closed"));
        else
            m_up.take(std::move(unit));
    }
    pump();
}

// The server has had the link's close already; the client's answer to it, or its end, is the end of all.
void Relay::takeAfterClose(const Unit &unit)
{
    if (unit.eof || holdsClose(unit))
        finish(false);
    else
        m_exchanges.noteLost(Direction::Up, unit, QStringLiteral("closed"));
}

// Lets a request in, or the first bytes of something else, or resets the connection instead.
bool Relay::admit(Unit &unit)
{
    const Nanoseconds arrived = now();
    const Admission admission =
        swapscope::admit(m_context.faults, unit.request.get(), m_exchanges.size() == 0, m_decisions, arrived);
    if (admission.counted)
        Q_EMIT faultsUsed();
    if (unit.request) {
        Exchange &exchange = m_exchanges.add(unit.exchange, *unit.request, arrived);
        const bool attempt = exchange.request.isAttempt();
        if (!exchange.request.key.isEmpty())
            exchange.conn = m_context.registry.forKey(exchange.request.key);
        else if (attempt)
            exchange.conn = m_context.registry.fresh();
        if (admission.answer) {
            answerInPlace(exchange, *admission.answer);
            return false;
        }
        exchange.dropsAfter = admission.dropsAfter;
        unit.hold = admission.hold;
        if (attempt && !admission.reset)
            m_exchanges.noteAccepted(exchange, transportOf(exchange.request));
        else if (attempt)
            m_exchanges.noteRefused(exchange);
        if (!admission.reset)
            m_exchanges.noteFitted(exchange, exchange.request.fitted);
    }
    if (admission.reset) {
        m_endedBy = link();
        finish(true);
        return false;
    }
    if (!std::exchange(m_connecting, true))
        m_approach.begin(*m_upstream);
    return true;
}

void Relay::answerInPlace(Exchange &exchange, const HttpAnswer &inPlace)
{
    if (exchange.request.wants != LinkRequest::Wants::Page) {
        if (exchange.conn == 0)
            exchange.conn = m_context.registry.fresh();
        m_exchanges.noteRefused(exchange, inPlace.status);
    }
    m_endedBy = link();
    answer(answerOfFault(exchange.request.method, inPlace));
}

void Relay::answer(const QByteArray &page)
{
    m_answered = true;
    m_down.put({.raw = page, .byLink = true});
    m_down.put({.eof = true, .byLink = true});
    pump();
}

void Relay::drop()
{
    if (m_finished)
        return;
    m_endedBy = link();
    finish(false);
}

void Relay::takeDown(std::vector<Unit> units)
{
    for (Unit &unit : units) {
        if (m_finished || m_answered)
            return;
        if (unit.garbled) {
            m_approach.fail(Unreachable::What::NotHttp);
            return;
        }
        if (unit.response)
            takeResponse(unit);
        if (swallow(m_down, m_up, unit))
            continue;
        m_serverCloses = m_serverCloses || holdsClose(unit);
        if (m_closing != Closing::No) {
            // The server's answer to the link's close is the link's to take; its end changes nothing.
            if (!holdsClose(unit))
                m_exchanges.noteLost(Direction::Down, unit, QStringLiteral("closed"));
        } else if (m_clientDead && unit.eof) {
            m_endedBy = m_endedBy.isEmpty() ? client() : m_endedBy;
            finish(true);
        } else if (m_clientDead) {
            m_exchanges.noteLost(Direction::Down, unit, QStringLiteral("closed"));
        } else {
            m_down.take(std::move(unit));
        }
    }
    pump();
}

void Relay::takeResponse(const Unit &unit)
{
    Exchange *answered = m_exchanges.find(unit.exchange);
    if (answered)
        m_exchanges.noteFitted(*answered, unit.response->fitted);
    if (!answered || !unit.response->stream || answered->connection)
        return;
    // It turns out to be a stream only now. The server may have numbered it already.
    if (answered->conn == 0) {
        const auto peer = m_context.registry.peer(m_upstream->localPort());
        answered->conn = peer && peer->conn != 0 ? peer->conn : m_context.registry.fresh();
    }
    m_exchanges.noteAccepted(*answered, QStringLiteral("sse"));
}

bool Relay::swallow(Conduit &conduit, const Conduit &other, const Unit &unit)
{
    if (unit.eof && other.hasSwallowedEnd()) {
        finish(true); // nobody is left on either side
        return true;
    }
    return conduit.swallows(unit);
}

std::optional<Nanoseconds> Relay::idleEnd() const
{
    const Idle &idle = m_context.faults.idle;
    if (m_traffic.live() == 0 || !idle.active(now()))
        return std::nullopt;
    return m_lastRead + idle.after;
}

int Relay::liveConnection() const
{
    const Exchange *live = m_exchanges.find(m_traffic.live());
    return live && live->connection && !live->closeNoted && !m_finished ? live->conn : 0;
}

void Relay::goOn(HoldQueue::Held held)
{
    conduit(held.shown.direction).goOn(std::move(held));
}

Result<void> Relay::inject(Direction direction, const QString &text, const QString &event)
{
    const int conn = liveConnection();
    if (conn == 0 || m_closing != Closing::No || m_clientDead || m_upstreamDead || m_clientCloses ||
        m_serverCloses)
        return Error{QStringLiteral("The connection is closing; nothing can be sent into it any more")};
    Result<Unit> message = writtenMessage(m_traffic, conn, direction, text, event, m_random);
    if (!message)
        return message.error();
    conduit(direction).insert(std::move(*message));
    pump();
    return {};
}

void Relay::pump()
{
    if (!m_finished) {
        m_up.advance();
        m_down.advance();
    }
    if (const std::optional<Nanoseconds> end = idleEnd(); end && *end <= now())
        drop();
    while (!m_finished) {
        const bool up = move(Direction::Up);
        const bool down = move(Direction::Down);
        if (!up && !down)
            break;
    }
    if (m_up.isSpent() || m_down.isSpent())
        drop();
    if (!m_finished)
        schedule();
}

// Passes on what may leave as far as the receiver takes it. Whether there may be more.
bool Relay::move(Direction direction)
{
    if (m_finished)
        return false;
    const bool up = direction == Direction::Up;
    TcpEnd &receiver = up ? *m_upstream : *m_client;
    if (!receiver.isConnected() || receiver.isBlocked())
        return false;
    bool moved = false;
    while (!m_finished && receiver.unwritten() < kWriteAtOnce) {
        const std::optional<Pipe::Passage> passage = conduit(direction).next();
        if (!passage)
            break;
        if (up)
            releaseUp(*passage);
        else
            releaseDown(*passage);
        moved = true;
    }
    if (!m_finished)
        receiver.flush();
    return moved;
}

void Relay::schedule()
{
    std::optional<Nanoseconds> next;
    for (const std::optional<Nanoseconds> due :
         {m_up.due(m_upstream->isConnected() && !m_upstream->isBlocked()), m_down.due(!m_client->isBlocked()),
          idleEnd()}) {
        if (due)
            next = next ? std::min(*next, *due) : *due;
    }
    if (next) {
        const Nanoseconds wait = std::max<Nanoseconds>(0, *next - now());
        m_timer->start(std::chrono::milliseconds((wait + kMillisecond - 1) / kMillisecond));
    } else {
        m_timer->stop();
    }
    m_client->setReading(m_up.hasRoom(m_traffic.waiting()) &&
                         (m_exchanges.size() < kMostRequests || !m_traffic.readsAnswers()));
    m_upstream->setReading(m_down.hasRoom());
}

void Relay::releaseUp(const Pipe::Passage &passage)
{
    const Unit &unit = passage.unit;
    if (const Exchange *asked = m_exchanges.find(unit.exchange); asked && unit.request)
        m_context.registry.notePeer(m_upstream->localPort(), {m_context.client, asked->conn});
    m_up.notePassed(passage, unit.byLink ? link() : client());
    m_upstream->write(unit.raw);
    if (!unit.eof)
        return;
    if (m_endedBy.isEmpty())
        m_endedBy = unit.byLink ? link() : client();
    m_upEnded = true;
    // A WebSocket cannot go on in one direction; a stream can.
    if (m_traffic.isWebSocket())
        m_exchanges.noteAllClosed(m_endedBy);
    if (unit.reset || unit.byLink || m_downEnded)
        finish(unit.reset);
    else
        m_upstream->endWriting();
}

void Relay::releaseDown(const Pipe::Passage &passage)
{
    const Unit &unit = passage.unit;
    Exchange *answered = m_exchanges.find(unit.exchange);
    const bool clientClosed = answered && answered->closeNoted;
    const QString &by = unit.byLink ? link() : server();
    m_down.notePassed(passage, by);
    m_client->write(unit.raw);
    if (answered && answered->dropsAfter && unit.response &&
        (unit.response->stream || unit.response->switched))
        QTimer::singleShot(std::chrono::milliseconds(*answered->dropsAfter / kMillisecond), this,
                           &Relay::drop);
    if (m_exchanges.noteEnd(unit, by, m_approach.isAttached()))
        return;
    if (unit.eof) {
        const bool live = m_traffic.live() != 0;
        if (m_endedBy.isEmpty())
            m_endedBy = by;
        m_downEnded = true;
        if (unit.reset || unit.byLink || live || m_upEnded || m_upstreamDead)
            finish(unit.reset);
        else
            m_client->endWriting();
    } else if (unit.byLink && m_closing == Closing::Inside) {
        closeReleased(clientClosed);
    }
}

// The client has the link's close frame; the server learns of it at the same moment, as if the client had
// closed.
void Relay::closeReleased(bool clientClosed)
{
    m_closing = Closing::Sent;
    m_up.lose(QStringLiteral("closed"));
    if (!clientClosed && m_traffic.readsFrames(Direction::Up)) {
        m_upstream->write(wire::encodeClose(m_closeInfo, static_cast<quint32>(m_random.next())));
        m_upstream->flush();
    }
    if (m_clientEnds || m_clientCloses)
        finish(false);
    else
        QTimer::singleShot(kCloseTimeoutMs, this, [this] { finish(false); });
}

void Relay::cut()
{
    if (m_finished)
        return;
    m_exchanges.noteCut();
    m_up.lose(QStringLiteral("cut"));
    m_down.lose(QStringLiteral("cut"));
    m_endedBy = link();
    finish(true);
}

void Relay::close(const wire::CloseInfo &info)
{
    const Exchange *live = m_exchanges.find(m_traffic.live());
    if (m_finished || m_closing != Closing::No || !live || live->closeNoted || m_clientDead ||
        m_clientCloses || m_serverCloses)
        return;
    m_down.settle();
    m_closing = Closing::Inside;
    m_closeInfo = info;
    for (Unit &unit : closingUnits(m_traffic, m_down.ownChunks(), info))
        m_down.put(std::move(unit));
    pump();
}

void Relay::shutDown()
{
    for (int reads = 0; reads < kLastReads && !m_finished && m_upstream->isConnected(); ++reads) {
        const QByteArray bytes = m_upstream->read();
        if (bytes.isEmpty())
            break;
        std::vector<Unit> units = m_traffic.down(bytes);
        takeUp(m_traffic.decided());
        takeDown(std::move(units));
    }
    if (m_finished)
        return;
    m_endedBy = link();
    finish(false);
}

void Relay::finish(bool reset)
{
    if (std::exchange(m_finished, true))
        return;
    m_timer->stop();
    m_approach.abandon();
    m_up.lose(QStringLiteral("closed"));
    m_down.lose(QStringLiteral("closed"));
    m_exchanges.noteAllClosed(m_endedBy.isEmpty() ? link() : m_endedBy);
    for (std::unique_ptr<TcpEnd> *end : {&m_client, &m_upstream}) {
        (*end)->disconnect(this);
        if (reset) {
            // What has left the link is on the wire before the reset.
            (*end)->flush();
            (*end)->reset();
        }
        (*end)->letGo(m_context.owner);
        // Its own from now on: this may run within one of its signals.
        static_cast<void>(end->release());
    }
    Q_EMIT finished();
}

} // namespace swapscope
