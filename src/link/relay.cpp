#include "relay.h"

#include "refusals.h"
#include "rewrite.h"

#include <QTimer>

namespace swapscope {

namespace {

// So much may wait inside, in each direction, before the link stops reading.
constexpr qint64 kRoom = 4 * 1024 * 1024;
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
      m_traffic(context.attachment
                    ? std::shared_ptr<const Fitting>(context.attachment, &context.attachment->fitting)
                    : nullptr),
      m_exchanges(context.client, context.recorder),
      m_gateUp(makeGate(Direction::Up)),
      m_gateDown(makeGate(Direction::Down))
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
    connect(m_upstream.get(), &TcpEnd::connected, this, &Relay::upstreamConnected);
    connect(m_upstream.get(), &TcpEnd::failed, this, &Relay::upstreamFailed);
    connect(m_upstream.get(), &TcpEnd::readable, this, &Relay::readUpstream);
    connect(m_upstream.get(), &TcpEnd::written, this, &Relay::pump);
    connect(m_upstream.get(), &TcpEnd::broken, this, &Relay::upstreamBroken);
    connect(m_upstream.get(), &TcpEnd::ended, this, [this](bool reset) {
        if (endedUnheard()) {
            const QString address = m_context.attachment->upstream.authority();
            unreachable({Unreachable::What::Empty, address, {}});
            return;
        }
        std::vector<Unit> units = m_traffic.downEnds(reset);
        takeUp(m_traffic.decided());
        takeDown(std::move(units));
    });
    m_client->setReading(true);
}

HoldGate Relay::makeGate(Direction direction)
{
    return {direction,
            m_context.hold,
            m_exchanges,
            m_context.recorder,
            this,
            {.onward = [this, direction](Unit unit) { push(direction, std::move(unit)); },
             .changed = [this] { Q_EMIT holdChanged(); },
             .full = [this] { Q_EMIT holdFull(); }}};
}

void Relay::readClient()
{
    const QByteArray bytes = m_client->read();
    if (bytes.isEmpty())
        return;
    m_lastRead = m_context.recorder.now();
    takeUp(m_traffic.up(bytes));
}

void Relay::readUpstream()
{
    const QByteArray bytes = m_upstream->read();
    if (bytes.isEmpty())
        return;
    m_heard = true;
    m_lastRead = m_context.recorder.now();
    std::vector<Unit> units = m_traffic.down(bytes);
    takeUp(m_traffic.decided());
    takeDown(std::move(units));
}

void Relay::upstreamConnected()
{
    // Before the first byte: the server may ask as soon as it has read it.
    const quint16 port = m_upstream->localPort();
    ConnectionRegistry &registry = m_context.registry;
    const int conn = m_exchanges.first() ? m_exchanges.first()->conn : 0;
    registry.notePeer(port, {m_context.client, conn});
    m_upstream->beforeClose([&registry, port] { registry.forgetPeer(port); });
    pump();
}

void Relay::upstreamFailed(const QString &why)
{
    answerForServer(badGateway(asked().method, m_context.upstreamAddress, m_context.upstreamPort, why));
}

LinkRequest Relay::asked() const
{
    const Exchange *first = m_exchanges.first();
    return first ? first->request : LinkRequest();
}

void Relay::answerForServer(const QByteArray &page)
{
    m_upstreamDead = true;
    lose(Direction::Up, QStringLiteral("closed"));
    if (asked().isAttempt()) {
        push(Direction::Down, {.eof = true, .reset = true});
    } else {
        m_answered = true;
        push(Direction::Down, {.raw = page, .byLink = true});
        push(Direction::Down, {.eof = true, .byLink = true});
    }
    pump();
}

void Relay::connectUpstream()
{
    if (!m_context.attachment) {
        m_upstream->connectTo(m_context.upstreamAddress, m_context.upstreamPort);
        return;
    }
    const Attachment &attachment = *m_context.attachment;
    m_dialer = std::make_unique<Dialer>(attachment.upstream, attachment.rules, m_context.owner);
    connect(m_dialer.get(), &Dialer::connected, this, [this](qintptr descriptor) {
        if (m_finished) {
            TcpEnd(descriptor).reset();
            return;
        }
        m_upstream->adopt(descriptor);
        upstreamConnected();
    });
    connect(m_dialer.get(), &Dialer::failed, this, [this](const Unreachable &why) {
        if (!m_finished)
            unreachable(why);
    });
    m_dialer->dial();
}

void Relay::unreachable(const Unreachable &why)
{
    const Exchange *first = m_exchanges.first();
    m_context.recorder.record(unreachableEvent(m_context.client, first ? first->conn : 0, why));
    answerForServer(unreachablePage(asked().method, m_context.attachment->upstream, why));
}

// A server may end a connection that it has answered on before, and a client tries again then; one that says
// nothing to the first request has something to explain.
bool Relay::endedUnheard() const
{
    return m_context.attachment && !m_heard && !m_answered && !m_clientDead && !m_upEnded &&
           m_closing == Closing::No && m_exchanges.first() != nullptr;
}

void Relay::noteFitted(const Exchange &exchange, const QStringList &changes)
{
    if (changes.isEmpty())
        return;
    Event event;
    event.kind = Kind::LinkFitted;
    event.client = m_context.client;
    event.conn = exchange.conn;
    event.data = {{QStringLiteral("path"), exchange.request.path},
                  {QStringLiteral("changes"), QJsonArray::fromStringList(changes)}};
    m_context.recorder.record(std::move(event));
}

// Nobody is left to take what is on its way down. The end comes by what is still to be read from it.
void Relay::clientBroken()
{
    m_clientDead = true;
    lose(Direction::Down, QStringLiteral("closed"));
    if (m_clientEnds)
        takeUp({Unit{.eof = true, .reset = true}});
    else
        pump();
}

void Relay::upstreamBroken()
{
    m_upstreamDead = true;
    lose(Direction::Up, QStringLiteral("closed"));
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
            lose(Direction::Down, QStringLiteral("closed"));
        }
        if (swallow(Direction::Up, unit))
            continue;
        m_clientCloses = m_clientCloses || holdsClose(unit);
        if (m_closing == Closing::Sent)
            takeAfterClose(unit);
        else if (m_upstreamDead)
            m_exchanges.noteLost(Direction::Up, unit, QStringLiteral("closed"));
        else
            edit(Direction::Up, std::move(unit));
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
    const Nanoseconds now = m_context.recorder.now();
    const bool chance = m_context.faults.cutBound.chooses() || m_context.faults.refusalBound.chooses();
    const bool admitted = m_context.faults.admit(unit.request.get(), m_decisions, now);
    if (chance)
        Q_EMIT faultsUsed();
    if (unit.request) {
        Exchange &exchange = m_exchanges.add(unit.exchange, *unit.request, now);
        const bool attempt = exchange.request.isAttempt();
        if (!exchange.request.key.isEmpty())
            exchange.conn = m_context.registry.forKey(exchange.request.key);
        else if (attempt)
            exchange.conn = m_context.registry.fresh();
        if (admitted && m_exchanges.size() == 1) { // what is not answered yet must be first
            for (AttemptFault &fault : m_context.faults.attempts) {
                if (!fault.matches(exchange.request) || !fault.bound.acts(m_decisions.uniform(), now))
                    continue;
                Q_EMIT faultsUsed();
                switch (fault.what) {
                case AttemptFault::What::Answer:
                    answerInPlace(exchange, fault.answer);
                    return false;
                case AttemptFault::What::Flap:
                    exchange.dropsAfter = fault.by;
                    break;
                case AttemptFault::What::Slow:
                    unit.hold = fault.by;
                    break;
                }
            }
        }
        if (attempt && admitted)
            m_exchanges.noteAccepted(exchange, transportOf(exchange.request));
        else if (attempt)
            m_exchanges.noteRefused(exchange);
        if (admitted)
            noteFitted(exchange, exchange.request.fitted);
    }
    if (!admitted) {
        m_endedBy = link();
        finish(true);
        return false;
    }
    if (!std::exchange(m_connecting, true))
        connectUpstream();
    return true;
}

void Relay::answerInPlace(Exchange &exchange, const HttpAnswer &answer)
{
    using Wants = LinkRequest::Wants;
    if (exchange.request.wants != Wants::Page) {
        if (exchange.conn == 0)
            exchange.conn = m_context.registry.fresh();
        m_exchanges.noteRefused(exchange, answer.status);
    }
    m_answered = true;
    m_endedBy = link();
    push(Direction::Down, {.raw = answerOfFault(exchange.request.method, answer), .byLink = true});
    push(Direction::Down, {.eof = true, .byLink = true});
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
            const QString address = m_context.attachment->upstream.authority();
            unreachable({Unreachable::What::NotHttp, address, {}});
            return;
        }
        if (unit.response)
            takeResponse(unit);
        if (swallow(Direction::Down, unit))
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
            edit(Direction::Down, std::move(unit));
        }
    }
    pump();
}

void Relay::takeResponse(const Unit &unit)
{
    Exchange *answered = m_exchanges.find(unit.exchange);
    if (answered)
        noteFitted(*answered, unit.response->fitted);
    if (!answered || !unit.response->stream || answered->connection)
        return;
    // It turns out to be a stream only now. The server may have numbered it already.
    if (answered->conn == 0) {
        const auto peer = m_context.registry.peer(m_upstream->localPort());
        answered->conn = peer && peer->conn != 0 ? peer->conn : m_context.registry.fresh();
    }
    m_exchanges.noteAccepted(*answered, QStringLiteral("sse"));
}

bool Relay::swallow(Direction direction, const Unit &unit)
{
    const bool up = direction == Direction::Up;
    bool &hole = up ? m_upHole : m_downHole;
    if (unit.eof && (up ? m_downEndLost : m_upEndLost)) {
        finish(true); // nobody is left on either side
        return true;
    }
    hole = hole || m_context.faults.halfOpen.active(direction, m_context.recorder.now());
    if (!hole)
        return false;
    m_exchanges.noteLost(direction, unit, QStringLiteral("fault"));
    if (unit.eof)
        (up ? m_upEndLost : m_downEndLost) = true;
    return true;
}

std::optional<Nanoseconds> Relay::idleEnd() const
{
    const Idle &idle = m_context.faults.idle;
    if (m_traffic.live() == 0 || !idle.active(m_context.recorder.now()))
        return std::nullopt;
    return m_lastRead + idle.after;
}

void Relay::edit(Direction direction, Unit unit)
{
    Editor &edits = editor(direction);
    edits.keepWhole(m_context.hold.wants(direction));
    Editor::Result edited =
        edits.take(std::move(unit), m_context.faults, m_context.recorder.now(), m_decisions);
    if (!edited.notes.empty())
        Q_EMIT faultsUsed();
    for (const Editor::Note &note : edited.notes) {
        using What = Editor::Note::What;
        if (note.what == What::Lost)
            m_exchanges.noteLost(direction, note.exchange, note.message, QStringLiteral("fault"));
        else if (note.what == What::Duplicated)
            m_exchanges.noteDuplicated(direction, note.exchange, note.message);
        else
            m_exchanges.noteDelayed(direction, note.exchange, note.message, note.by);
    }
    for (Unit &each : edited.units)
        gate(direction).take(std::move(each));
}

int Relay::liveConnection() const
{
    const Exchange *live = m_exchanges.find(m_traffic.live());
    return live && live->connection && !live->closeNoted && !m_finished ? live->conn : 0;
}

void Relay::goOn(HoldQueue::Held held)
{
    HoldGate &toward = gate(held.shown.direction);
    toward.goOn(std::move(held));
}

Result<void> Relay::inject(Direction direction, const QString &text, const QString &event)
{
    const int conn = liveConnection();
    if (conn == 0 || m_closing != Closing::No || m_clientDead || m_upstreamDead || m_clientCloses ||
        m_serverCloses)
        return Error{QStringLiteral("The connection is closing; nothing can be sent into it any more")};
    if (text.toUtf8().size() > kMostWritten)
        return Error{
            QStringLiteral("The text is longer than %1 bytes, the most that is taken").arg(kMostWritten)};
    Unit unit;
    if (!m_traffic.isWebSocket()) {
        if (direction == Direction::Up)
            return Error{
                QStringLiteral("Connection %1 is an event stream, in which only the server speaks; send "
                               "downward")
                    .arg(conn)};
        if (m_traffic.isSizedStream())
            return Error{
                QStringLiteral("The length of this stream was promised in its head (Content-Length), "
                               "so nothing can be added to it")};
        unit = writtenEvent(m_traffic.live(), m_traffic.isChunkedStream(), event, text);
    } else if (!m_traffic.readsFrames(direction)) {
        return Error{
            QStringLiteral("Connection %1 carries what breaks the WebSocket protocol, so a message has no "
                           "place in it")
                .arg(conn)};
    } else {
        unit = writtenFrame(m_traffic.live(), direction, text, static_cast<quint32>(m_random.next()));
    }
    for (Unit &ready : editor(direction).insert(std::move(unit), m_context.recorder.now()))
        push(direction, std::move(ready));
    pump();
    return {};
}

void Relay::push(Direction direction, Unit unit)
{
    const Pipe::Passage &passage = pipe(direction).push(std::move(unit), m_context.recorder.now(), m_random);
    if (const Latency &latency = m_context.faults.latency.on(direction); !latency.none())
        m_exchanges.noteDelayed(direction, passage.unit, latency.of(passage.draw));
}

void Relay::pump()
{
    if (!m_finished) {
        const Nanoseconds now = m_context.recorder.now();
        for (const Direction direction : {Direction::Up, Direction::Down}) {
            gate(direction).retry();
            editor(direction).keepWhole(m_context.hold.wants(direction));
            for (Unit &each : editor(direction).release(m_context.faults, now))
                gate(direction).take(std::move(each));
        }
    }
    if (const std::optional<Nanoseconds> end = idleEnd(); end && *end <= m_context.recorder.now())
        drop();
    while (!m_finished) {
        const bool up = moveUp();
        const bool down = moveDown();
        if (!up && !down)
            break;
    }
    const Nanoseconds now = m_context.recorder.now();
    if (m_up.isSpent(m_context.faults, now) || m_down.isSpent(m_context.faults, now))
        drop();
    if (!m_finished)
        schedule();
}

// Passes on what may leave as far as the server takes it. Whether there may be more.
bool Relay::moveUp()
{
    if (m_finished || !m_upstream->isConnected() || m_upstream->isBlocked())
        return false;
    bool moved = false;
    while (!m_finished && m_upstream->unwritten() < kWriteAtOnce && !m_context.faults.anyDue(now())) {
        const auto passage = m_up.take(m_context.faults, m_context.recorder.now());
        if (!passage)
            break;
        releaseUp(*passage);
        moved = true;
    }
    if (!m_finished)
        m_upstream->flush();
    return moved;
}

bool Relay::moveDown()
{
    if (m_finished || m_client->isBlocked())
        return false;
    bool moved = false;
    while (!m_finished && m_client->unwritten() < kWriteAtOnce && !m_context.faults.anyDue(now())) {
        const auto passage = m_down.take(m_context.faults, m_context.recorder.now());
        if (!passage)
            break;
        releaseDown(*passage);
        moved = true;
    }
    if (!m_finished)
        m_client->flush();
    return moved;
}

void Relay::schedule()
{
    const Nanoseconds now = m_context.recorder.now();
    std::optional<Nanoseconds> next;
    if (m_upstream->isConnected() && !m_upstream->isBlocked())
        next = m_up.due(m_context.faults, now);
    if (!m_client->isBlocked()) {
        const std::optional<Nanoseconds> down = m_down.due(m_context.faults, now);
        next = next && down ? std::min(*next, *down) : next ? next : down;
    }
    if (const std::optional<Nanoseconds> end = idleEnd())
        next = next ? std::min(*next, *end) : *end;
    for (const Editor *editor : {&m_editUp, &m_editDown}) {
        if (const std::optional<Nanoseconds> due = editor->due())
            next = next ? std::min(*next, *due) : *due;
    }
    if (next) {
        const Nanoseconds wait = std::max<Nanoseconds>(0, *next - now);
        m_timer->start(std::chrono::milliseconds((wait + kMillisecond - 1) / kMillisecond));
    } else {
        m_timer->stop();
    }
    m_client->setReading(!m_gateUp.isBlocked() &&
                         m_up.bytes() + m_editUp.bytes() + m_traffic.waiting() < kRoom &&
                         (m_exchanges.size() < kMostRequests || !m_traffic.readsAnswers()));
    m_upstream->setReading(!m_gateDown.isBlocked() && m_down.bytes() + m_editDown.bytes() < kRoom);
}

// A fault that waited for so many messages comes before the next one.
void Relay::countPassed(Direction direction, int messages)
{
    if (messages > 0 && !m_context.faults.later.empty() &&
        m_context.faults.countPassed(direction, messages, now()))
        Q_EMIT faultsUsed();
}

void Relay::releaseUp(const Pipe::Passage &passage)
{
    const Unit &unit = passage.unit;
    if (const Exchange *asked = m_exchanges.find(unit.exchange); asked && unit.request)
        m_context.registry.notePeer(m_upstream->localPort(), {m_context.client, asked->conn});
    countPassed(Direction::Up,
                m_exchanges.notePassed(Direction::Up, passage, unit.byLink ? link() : client()));
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
    countPassed(Direction::Down, m_exchanges.notePassed(Direction::Down, passage, by));
    m_client->write(unit.raw);
    if (answered && answered->dropsAfter && unit.response &&
        (unit.response->stream || unit.response->switched))
        QTimer::singleShot(std::chrono::milliseconds(*answered->dropsAfter / kMillisecond), this,
                           &Relay::drop);
    if (unit.response && !unit.response->interim && !unit.response->stream && !unit.response->switched) {
        if (answered && m_context.attachment && !answered->connection)
            m_context.recorder.record(
                answeredEvent(m_context.client, answered->request, unit.response->status));
        // An attempt that came to nothing is over with its answer.
        m_exchanges.noteClosed(answered, 1006, {}, by);
        m_exchanges.remove(unit.exchange);
    } else if (unit.streamEnds) {
        m_exchanges.noteClosed(answered, 0, {}, by);
        m_exchanges.remove(unit.exchange);
    } else if (unit.eof) {
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
    lose(Direction::Up, QStringLiteral("closed"));
    if (!clientClosed && m_traffic.readsFrames(Direction::Up)) {
        m_upstream->write(wire::encodeClose(m_closeInfo, static_cast<quint32>(m_random.next())));
        m_upstream->flush();
    }
    if (m_clientEnds || m_clientCloses)
        finish(false);
    else
        QTimer::singleShot(kCloseTimeoutMs, this, [this] { finish(false); });
}

void Relay::lose(Direction direction, const QString &why)
{
    for (const Pipe::Passage &passage : pipe(direction).drain())
        m_exchanges.noteLost(direction, passage.unit, why);
    gate(direction).lose();
    for (const Unit &unit : editor(direction).drain(m_context.recorder.now()))
        m_exchanges.noteLost(direction, unit, why);
}

void Relay::cut()
{
    if (m_finished)
        return;
    m_exchanges.noteCut();
    lose(Direction::Up, QStringLiteral("cut"));
    lose(Direction::Down, QStringLiteral("cut"));
    m_endedBy = link();
    finish(true);
}

void Relay::close(const wire::CloseInfo &info)
{
    const Exchange *live = m_exchanges.find(m_traffic.live());
    if (m_finished || m_closing != Closing::No || !live || live->closeNoted || m_clientDead ||
        m_clientCloses || m_serverCloses)
        return;
    for (Unit &unit : m_editDown.releaseAll(m_context.recorder.now()))
        push(Direction::Down, std::move(unit));
    m_gateDown.lose();
    m_closing = Closing::Inside;
    const int ordinal = m_traffic.live();
    if (m_traffic.isWebSocket() && m_traffic.readsFrames(Direction::Down)) {
        m_closeInfo = info;
        push(Direction::Down, closeFrame(ordinal, info));
    } else {
        // A stream; or a WebSocket in the middle of what cannot be read, where no frame would be one.
        if (m_traffic.isStream()) {
            const std::optional<QByteArray> end = m_editDown.ownChunks()
                                                      ? std::optional(QByteArrayLiteral("0\r\n\r\n"))
                                                      : m_traffic.streamEnd();
            push(
                Direction::Down,
                {.raw = end.value_or(QByteArray()), .exchange = ordinal, .streamEnds = true, .byLink = true});
        }
        push(Direction::Down, {.exchange = ordinal, .eof = true, .byLink = true});
    }
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
    lose(Direction::Up, QStringLiteral("closed"));
    lose(Direction::Down, QStringLiteral("closed"));
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
