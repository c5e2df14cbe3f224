#include "relay.h"

#include "injectedframes.h"

#include <QTimer>

namespace swapscope {

namespace {

// So many requests may wait for their answers before the link stops reading.
constexpr std::size_t kMostRequests = 256;
// So long may a client take to answer a close frame of the link.
constexpr int kCloseTimeoutMs = 2000;
// So much of what a server has said still passes when the link goes away.
constexpr int kLastReads = 64;

} // namespace

Relay::Relay(const RelayContext &context, std::unique_ptr<TcpEnd> clientEnd, const Random &random)
    : m_context(context),
      m_random(random),
      m_decisions(random.fork(1)),
      m_traffic(context.server.fitting(), context.server.names(clientEnd->localPort())),
      m_exchanges(context.client, context.recorder, context.registry),
      m_unread(m_traffic, m_exchanges),
      m_connector(context.server, context.client, m_exchanges, context.recorder, context.registry,
                  context.owner),
      m_gate(context.faults, m_exchanges, m_decisions),
      m_up(makeStage(Direction::Up)),
      m_down(makeStage(Direction::Down)),
      m_ends(std::move(clientEnd), m_up, m_down, context.recorder)
{
    connect(&m_connector, &Connector::connected, this, &Relay::pump);
    connect(&m_connector, &Connector::failed, this, &Relay::answerForServer);
    connect(&m_ends, &RelayEnds::received, this, &Relay::receive);
    connect(&m_ends, &RelayEnds::ended, this, &Relay::receiveEnd);
    connect(&m_ends, &RelayEnds::broken, this, &Relay::receiverLost);
    connect(&m_ends, &RelayEnds::ready, this, &Relay::pump);
}

MessageStage Relay::makeStage(Direction direction)
{
    return {direction,
            {.faults = m_context.faults,
             .hold = m_context.hold,
             .exchanges = m_exchanges,
             .recorder = m_context.recorder,
             .random = m_random,
             .decisions = m_decisions,
             .owner = this}};
}

void Relay::notify(const MessageStage::Effects &effects)
{
    if (effects.faultsUsed)
        Q_EMIT faultsUsed();
    if (effects.hold.full)
        Q_EMIT holdFull();
    if (effects.hold.held)
        Q_EMIT holdChanged();
    if (effects.hold.freed)
        Q_EMIT holdFreed();
}

void Relay::receive(Direction direction, const QByteArray &bytes)
{
    m_lastRead = now();
    if (direction == Direction::Up) {
        if (m_finished)
            m_unread.lose(bytes, {});
        else if (!m_gate.isShut())
            processUp(m_traffic.up(bytes));
        return;
    }
    m_heard = true;
    m_unread.server().noteRead(bytes.size());
    receiveAnswer(m_traffic.down(bytes));
}

void Relay::receiveEnd(Direction direction, bool reset)
{
    if (m_finished) {
        m_awaitsClient = false;
        m_ends.closeClient(m_context.owner);
        if (!isAwaiting())
            Q_EMIT clientGone();
        return;
    }
    if (direction == Direction::Up) {
        m_clientEnds = true;
        processUp(m_traffic.upEnds(reset));
        return;
    }
    m_unread.server().noteEnd();
    if (endedUnheard())
        m_connector.fail(Unreachable::What::Empty);
    else
        receiveAnswer(m_traffic.downEnds(reset));
}

// What has come from the server may decide on what had come from the client.
void Relay::receiveAnswer(std::vector<WireUnit> units)
{
    processUp(m_traffic.decided());
    processDown(std::move(units));
}

void Relay::answerForServer(const QByteArray &page)
{
    m_serverDead = true;
    notify(m_up.lose(QStringLiteral("closed")));
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
    return m_connector.isAttached() && !m_heard && !m_answered && !m_clientDead && !m_upEnded &&
           m_closing == Closing::No && m_exchanges.first() != nullptr;
}

// Nobody is left to take what is on its way there.
void Relay::receiverLost(Direction direction)
{
    const bool up = direction == Direction::Up;
    (up ? m_serverDead : m_clientDead) = true;
    notify(stage(direction).lose(QStringLiteral("closed")));
    if (up && m_downEnded)
        finish(true); // the server had ended its direction before
    else if (!up && m_clientEnds)
        processUp({WireUnit{.eof = true, .reset = true}});
    else
        pump(); // the end comes by what is still to be read
}

void Relay::processUp(std::vector<WireUnit> units)
{
    for (WireUnit &unit : units) {
        if (m_finished) {
            m_unread.lose(Direction::Up, unit);
            continue;
        }
        if (m_answered) {
            // Who has ended orderly may still be reading.
            if (unit.eof && unit.reset)
                finish(true);
            continue;
        }
        if (m_gate.isShut() && !unit.eof)
            continue;
        if ((unit.request || (!m_connecting && !unit.eof)) && !admit(unit))
            return;
        if (unit.eof && (!m_connecting || (unit.reset && (m_serverDead || !m_ends.server().isConnected())))) {
            m_endedBy = Side::Client;
            finish(unit.reset);
            return;
        }
        if (unit.eof && unit.reset) {
            m_clientDead = true;
            notify(m_down.lose(QStringLiteral("closed")));
        }
        if (swallow(Direction::Up, unit))
            continue;
        m_clientCloses = m_clientCloses || unit.has(LinkMessage::Kind::Close);
        if (m_closing == Closing::Sent)
            processAfterClose(unit);
        else if (m_serverDead)
            m_exchanges.noteLost(Direction::Up, unit, QStringLiteral("closed"));
        else
            notify(m_up.take(std::move(unit)));
    }
    pump();
}

// The server has had the link's close already; the client's answer to it, or its end, is the end of all.
void Relay::processAfterClose(const WireUnit &unit)
{
    if (unit.eof || unit.has(LinkMessage::Kind::Close))
        finish(false);
    else
        m_exchanges.noteLost(Direction::Up, unit, QStringLiteral("closed"));
}

// Lets a request in, or the first bytes of something else; false if it goes no further.
bool Relay::admit(WireUnit &unit)
{
    using What = RequestGate::Verdict::What;
    const RequestGate::Verdict verdict = m_gate.take(unit, m_traffic.nextAnswer(), now());
    if (verdict.faultsUsed)
        Q_EMIT faultsUsed();
    switch (verdict.what) {
    case What::Pass:
        if (!std::exchange(m_connecting, true))
            m_connector.begin(m_ends.server());
        return true;
    case What::Answer:
        m_endedBy = Side::Link;
        answer(verdict.page);
        return false;
    case What::Refuse:
        answerRefused();
        pump();
        return false;
    case What::Reset:
        m_endedBy = Side::Link;
        finish(true);
        return false;
    }
    return false;
}

void Relay::answerRefused()
{
    const auto page = m_gate.dueAnswer(m_traffic.nextAnswer());
    if (!page || m_answered)
        return;
    m_endedBy = Side::Link;
    putAnswer(*page);
}

void Relay::answer(const QByteArray &page)
{
    putAnswer(page);
    pump();
}

void Relay::putAnswer(const QByteArray &page)
{
    m_answered = true;
    m_down.put({.raw = page, .byLink = true});
    m_down.put({.eof = true, .byLink = true});
}

void Relay::drop()
{
    if (m_finished)
        return;
    m_endedBy = Side::Link;
    finish(false);
}

void Relay::processDown(std::vector<WireUnit> units)
{
    for (WireUnit &unit : units) {
        if (m_answered)
            return;
        if (m_finished) {
            m_unread.lose(Direction::Down, unit);
            continue;
        }
        if (unit.garbled) {
            m_connector.fail(Unreachable::What::NotHttp);
            return;
        }
        if (unit.response)
            m_exchanges.noteResponse(unit, numberByServer());
        if (m_gate.isShut() && unit.response && unit.response->switched) {
            m_endedBy = Side::Link;
            finish(true); // what is left out would be a hole in the WebSocket
            return;
        }
        if (swallow(Direction::Down, unit))
            continue;
        m_serverCloses = m_serverCloses || unit.has(LinkMessage::Kind::Close);
        if (m_closing != Closing::No) {
            // The server's answer to the link's close is the link's to take; its end changes nothing.
            if (!unit.has(LinkMessage::Kind::Close))
                m_exchanges.noteLost(Direction::Down, unit, QStringLiteral("closed"));
        } else if (m_clientDead && unit.eof) {
            m_endedBy = m_endedBy.value_or(Side::Client);
            finish(true);
        } else if (m_clientDead) {
            m_exchanges.noteLost(Direction::Down, unit, QStringLiteral("closed"));
        } else {
            notify(m_down.take(std::move(unit)));
        }
    }
    if (m_finished) {
        noteOver();
        return;
    }
    answerRefused();
    pump();
}

bool Relay::swallow(Direction direction, const WireUnit &unit)
{
    const MessageStage &other = direction == Direction::Up ? m_down : m_up;
    reportHoles();
    if (m_finished) {
        m_unread.lose(direction, unit);
        return true;
    }
    if (m_reportedDead && *m_reportedDead != direction) {
        m_exchanges.noteLost(direction, unit, QStringLiteral("fault"));
        reportDead(direction);
        return true;
    }
    if (unit.eof && other.hasSwallowedEnd()) {
        finish(true); // nobody is left on either side
        return true;
    }
    return stage(direction).swallows(unit);
}

void Relay::reportHoles()
{
    const LinkFaults &faults = m_context.faults;
    if (faults.path(Direction::Up, now()).swallows || faults.path(Direction::Down, now()).swallows)
        return;
    for (const Direction direction : {Direction::Up, Direction::Down}) {
        if (!m_finished && stage(direction).hasHole())
            reportDead(direction);
    }
}

void Relay::reportDead(Direction sender)
{
    if (m_reportedDead == sender)
        return;
    m_endedBy = m_endedBy.value_or(Side::Link);
    const bool up = sender == Direction::Up;
    // Both know then, or the other side never knew of anything, or has ended without being heard.
    if (m_reportedDead || m_traffic.live() == 0 || (up ? m_down : m_up).hasSwallowedEnd()) {
        finish(true);
        return;
    }
    m_reportedDead = sender;
    (up ? m_clientDead : m_serverDead) = true;
    (up ? m_ends.client() : m_ends.server()).reset();
    notify((up ? m_down : m_up).lose(QStringLiteral("closed")));
    if (up)
        m_exchanges.noteAllClosed(Side::Link);
}

std::optional<Nanoseconds> Relay::idleEnd() const
{
    if (m_traffic.live() == 0)
        return std::nullopt;
    std::optional<Nanoseconds> end;
    for (const Direction direction : {Direction::Up, Direction::Down}) {
        if (const auto idle = m_context.faults.path(direction, now()).endsWhenIdle)
            end = end ? std::min(*end, m_lastRead + *idle) : m_lastRead + *idle;
    }
    return end;
}

ConnectionId Relay::liveConnection() const
{
    const Exchange *live = m_exchanges.find(m_traffic.live());
    return live && live->connection && !live->closeNoted && !m_finished ? live->conn : ConnectionId();
}

void Relay::goOn(HoldQueue::Held held)
{
    MessageStage &way = stage(held.shown.direction);
    notify(way.goOn(std::move(held)));
}

Result<void> Relay::inject(Direction direction, const QString &text, const QString &event)
{
    const ConnectionId conn = liveConnection();
    if (conn.isNone() || m_closing != Closing::No || m_clientDead || m_serverDead || m_clientCloses ||
        m_serverCloses)
        return Error{QStringLiteral("The connection is closing; nothing can be sent into it any more")};
    Result<WireUnit> message = writtenMessage(m_traffic, conn, direction, text, event, m_random);
    if (!message)
        return message.error();
    stage(direction).insert(std::move(*message));
    pump();
    return {};
}

void Relay::pump()
{
    reportHoles();
    if (!m_finished) {
        notify(m_up.advance());
        notify(m_down.advance());
    }
    if (const std::optional<Nanoseconds> end = idleEnd(); end && *end <= now())
        drop();
    while (const std::optional<RelayEnds::Leaving> leaving = m_ends.next()) {
        if (leaving->direction == Direction::Up)
            releaseUp(leaving->passage);
        else
            releaseDown(leaving->passage);
    }
    if (m_up.isSpent() || m_down.isSpent())
        drop();
    if (!m_finished)
        m_ends.await(idleEnd(), m_up.hasRoom(m_traffic.waiting()) &&
                                    (m_exchanges.size() < kMostRequests || !m_traffic.readsAnswers()));
}

void Relay::releaseUp(const Shaper::Passage &passage)
{
    const WireUnit &unit = passage.unit;
    if (const Exchange *asked = m_exchanges.find(unit.exchange); asked && unit.request)
        m_context.registry.notePeer(m_ends.server().localPort(), {m_context.client, asked->conn});
    notify(m_up.notePassed(passage, unit.byLink ? Side::Link : Side::Client));
    m_ends.server().write(unit.raw);
    if (!unit.eof)
        return;
    if (!m_endedBy)
        m_endedBy = unit.byLink ? Side::Link : Side::Client;
    m_upEnded = true;
    // A WebSocket cannot go on in one direction; a stream can.
    if (m_traffic.isWebSocket())
        m_exchanges.noteAllClosed(*m_endedBy);
    if (unit.reset || unit.byLink || m_downEnded)
        finish(unit.reset);
    else
        m_ends.server().endWriting();
}

void Relay::releaseDown(const Shaper::Passage &passage)
{
    const WireUnit &unit = passage.unit;
    Exchange *answered = m_exchanges.find(unit.exchange);
    const bool clientClosed = answered && answered->closeNoted;
    const Side by = unit.byLink ? Side::Link : Side::Server;
    notify(m_down.notePassed(passage, by));
    m_ends.client().write(unit.raw);
    if (answered && answered->dropsAfter && unit.response &&
        (unit.response->stream || unit.response->switched))
        QTimer::singleShot(std::chrono::milliseconds(*answered->dropsAfter / kMillisecond), this,
                           &Relay::drop);
    if (m_exchanges.noteEnd(unit, by, m_connector.isAttached())) {
        answerRefused();
        return;
    }
    if (unit.eof) {
        const bool live = m_traffic.live() != 0;
        if (!m_endedBy)
            m_endedBy = by;
        m_downEnded = true;
        if (unit.reset || unit.byLink || live || m_upEnded || m_serverDead)
            finish(unit.reset);
        else
            m_ends.client().endWriting();
    } else if (unit.byLink && m_closing == Closing::Inside) {
        closeReleased(clientClosed);
    }
}

// The client has the link's close frame; the server learns of it at the same moment, as if the client had
// closed.
void Relay::closeReleased(bool clientClosed)
{
    m_closing = Closing::Sent;
    const bool tellsServer = !clientClosed && m_traffic.readsFrames(Direction::Up);
    if (tellsServer) {
        if (const auto begun = m_up.finishBegun())
            releaseUp(*begun);
    }
    notify(m_up.lose(QStringLiteral("closed")));
    if (tellsServer) {
        m_ends.server().write(wire::encodeClose(m_closeInfo, static_cast<quint32>(m_random.next())));
        m_ends.server().flush();
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
    const QString why = QStringLiteral("cut");
    m_unread.setWhy(why);
    notify(m_up.lose(why));
    notify(m_down.lose(why));
    m_endedBy = Side::Link;
    finish(true);
}

void Relay::close(const wire::CloseInfo &info)
{
    const Exchange *live = m_exchanges.find(m_traffic.live());
    if (m_finished || m_closing != Closing::No || !live || live->closeNoted || m_clientDead ||
        m_clientCloses || m_serverCloses)
        return;
    notify(m_down.settle());
    m_closing = Closing::Inside;
    m_closeInfo = info;
    for (WireUnit &unit : closingUnits(m_traffic, m_down.ownChunks(), info))
        m_down.put(std::move(unit));
    pump();
}

void Relay::shutDown()
{
    for (int reads = 0; reads < kLastReads && !m_finished && m_ends.server().isConnected(); ++reads) {
        const QByteArray bytes = m_ends.server().read();
        if (bytes.isEmpty())
            break;
        m_unread.server().noteRead(bytes.size());
        receiveAnswer(m_traffic.down(bytes));
    }
    if (m_finished)
        return;
    m_endedBy = Side::Link;
    finish(false);
}

void Relay::finish(bool reset)
{
    if (std::exchange(m_finished, true))
        return;
    m_connector.abandon();
    notify(m_up.lose(QStringLiteral("closed")));
    notify(m_down.lose(QStringLiteral("closed")));
    if (!m_connector.isAttached() && !m_unread.server().hasEnded() && m_ends.server().isConnected())
        m_awaited = connection();
    m_unread.setNumber(m_awaited);
    noteOver();
    // Only a WebSocket has messages of its client, which sends none behind its close frame.
    m_awaitsClient = !reset && m_traffic.isWebSocket() && m_ends.client().isConnected() && !m_clientEnds &&
                     !m_ends.hasClientEnded() && !m_clientDead && !m_clientCloses;
    m_ends.close(reset, m_context.owner, {.client = m_awaitsClient, .server = !m_awaited.isNone()});
    Q_EMIT finished();
}

ConnectionId Relay::connection() const
{
    const Exchange *of = m_exchanges.find(m_traffic.live());
    if (!of)
        of = m_exchanges.first();
    if (of && of->connection)
        return of->conn;
    return of && of->request.wants == LinkRequest::Wants::MaybeStream ? numberByServer() : ConnectionId();
}

ConnectionId Relay::numberByServer() const
{
    const auto peer = m_context.registry.peer(m_ends.server().localPort());
    return peer ? peer->conn : ConnectionId();
}

void Relay::serverGone(qint64 taken, const QByteArray &unsent)
{
    m_unread.server().noteGone(taken, unsent);
    if (!m_finished)
        return;
    noteOver();
    m_ends.closeServer(m_context.owner);
    m_awaited = {};
    if (m_ends.hasClientEnded()) {
        m_ends.closeClient(m_context.owner);
        m_awaitsClient = false;
    }
}

void Relay::closeEnds()
{
    noteOver();
    m_ends.closeServer(m_context.owner);
    m_ends.closeClient(m_context.owner);
}

void Relay::noteOver()
{
    if (m_exchanges.hasConnections()) {
        // Behind a request that the link has answered itself nothing is a message.
        const bool isRead = !m_answered && !m_gate.isShut();
        m_unread.lose(isRead ? m_ends.takeUnread(Direction::Up) : QByteArray(),
                      m_ends.takeUnread(Direction::Down));
    }
    m_exchanges.noteAllClosed(m_endedBy.value_or(Side::Link));
}

} // namespace swapscope
