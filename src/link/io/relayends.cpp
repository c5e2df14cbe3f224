#include "relayends.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace swapscope {

namespace {

// So much goes to the system in one write.
constexpr qint64 kWriteAtOnce = 64 * 1024;
// More than systems keep for a socket.
constexpr qsizetype kMostUnread = 16 * 1024 * 1024;

} // namespace

RelayEnds::RelayEnds(std::unique_ptr<TcpEnd> client, MessageStage &up, MessageStage &down,
                     const Recorder &recorder)
    : m_client(std::move(client)),
      m_server(std::make_unique<TcpEnd>()),
      m_up(up),
      m_down(down),
      m_recorder(recorder)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RelayEnds::ready);
    watch(Direction::Up);
    watch(Direction::Down);
    m_client->setReading(true);
}

void RelayEnds::watchSender(Direction direction)
{
    connect(&sender(direction), &TcpEnd::readable, this, [this, direction] {
        if (const QByteArray bytes = sender(direction).read(); !bytes.isEmpty())
            Q_EMIT received(direction, bytes);
    });
    connect(&sender(direction), &TcpEnd::ended, this, [this, direction](bool reset) {
        m_clientEnded = m_clientEnded || direction == Direction::Up;
        if (!m_isQuiet)
            Q_EMIT ended(direction, reset);
    });
}

void RelayEnds::watch(Direction direction)
{
    watchSender(direction);
    connect(&receiver(direction), &TcpEnd::broken, this, [this, direction] { Q_EMIT broken(direction); });
    connect(&receiver(direction), &TcpEnd::written, this, &RelayEnds::ready);
}

void RelayEnds::beginTurn(Direction direction)
{
    m_turn = direction;
    m_turnIsOpen = !m_over && isOpen(direction);
    m_turnHasMoved = false;
}

// The directions take turns until neither has anything in its turn.
std::optional<RelayEnds::Leaving> RelayEnds::next()
{
    if (!m_over && !m_turn)
        beginTurn(Direction::Up);
    for (int idle = 0; !m_over && idle < 2;) {
        const Direction direction = *m_turn;
        TcpEnd &to = receiver(direction);
        if (m_turnIsOpen && to.unwritten() < kWriteAtOnce) {
            if (std::optional<Shaper::Passage> passage = stage(direction).next()) {
                m_turnHasMoved = true;
                return Leaving{direction, std::move(*passage)};
            }
        }
        idle = m_turnHasMoved ? 0 : idle + 1;
        if (m_turnIsOpen)
            to.flush(); // may end all, or come back here, by its signals
        beginTurn(direction == Direction::Up ? Direction::Down : Direction::Up);
    }
    m_turn.reset();
    return std::nullopt;
}

void RelayEnds::await(std::optional<Nanoseconds> besides, bool fromClient)
{
    std::optional<Nanoseconds> next = besides;
    for (const std::optional<Nanoseconds> due :
         {m_up.due(isOpen(Direction::Up)), m_down.due(isOpen(Direction::Down))}) {
        if (due)
            next = next ? std::min(*next, *due) : *due;
    }
    if (next) {
        const Nanoseconds wait = std::max<Nanoseconds>(0, *next - m_recorder.now());
        m_timer.start(std::chrono::milliseconds((wait + kMillisecond - 1) / kMillisecond));
    } else {
        m_timer.stop();
    }
    m_client->setReading(fromClient);
    m_server->setReading(m_down.hasRoom());
}

QByteArray RelayEnds::takeUnread(Direction direction)
{
    TcpEnd *const end = (direction == Direction::Up ? m_client : m_server).get();
    QByteArray bytes;
    if (!end)
        return bytes;
    const QScopedValueRollback quiet(m_isQuiet, true);
    while (bytes.size() < kMostUnread) {
        const QByteArrayView piece = end->readInPlace();
        if (piece.isEmpty())
            break;
        bytes += piece;
    }
    return bytes;
}

void RelayEnds::closeClient(QObject *owner)
{
    if (!std::exchange(m_kept.client, false))
        return;
    m_client->closeLingering(owner);
    static_cast<void>(m_client.release());
}

void RelayEnds::closeServer(QObject *owner)
{
    if (!std::exchange(m_kept.server, false))
        return;
    m_server->closeLingering(owner);
    static_cast<void>(m_server.release());
}

void RelayEnds::close(bool reset, QObject *owner, Kept kept)
{
    m_over = true;
    m_timer.stop();
    m_kept = {!reset && kept.client, !reset && kept.server};
    for (std::unique_ptr<TcpEnd> *end : {&m_client, &m_server}) {
        (*end)->disconnect(this);
        if (end == &m_client ? m_kept.client : m_kept.server) {
            (*end)->setReading(end == &m_client);
            (*end)->endWriting();
            continue;
        }
        if (reset) {
            // What has left the link is on the wire before the reset.
            (*end)->flush();
            (*end)->reset();
        }
        (*end)->closeLingering(owner);
        // Its own from now on: this may run within one of its signals.
        static_cast<void>(end->release());
    }
    if (m_kept.client)
        watchSender(Direction::Up);
}

} // namespace swapscope
