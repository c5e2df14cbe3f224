#include "relayends.h"

#include <algorithm>

namespace swapscope {

namespace {

// So much goes to the system in one write.
constexpr qint64 kWriteAtOnce = 64 * 1024;

} // namespace

RelayEnds::RelayEnds(std::unique_ptr<TcpEnd> client, MessageStage &up, MessageStage &down,
                     const Recorder &recorder, Release release)
    : m_client(std::move(client)),
      m_server(std::make_unique<TcpEnd>()),
      m_up(up),
      m_down(down),
      m_recorder(recorder),
      m_release(std::move(release))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RelayEnds::ready);
    watch(Direction::Up);
    watch(Direction::Down);
    m_client->setReading(true);
}

void RelayEnds::watch(Direction direction)
{
    connect(&sender(direction), &TcpEnd::readable, this, [this, direction] {
        if (const QByteArray bytes = sender(direction).read(); !bytes.isEmpty())
            Q_EMIT said(direction, bytes);
    });
    connect(&sender(direction), &TcpEnd::ended, this,
            [this, direction](bool reset) { Q_EMIT ended(direction, reset); });
    connect(&receiver(direction), &TcpEnd::broken, this, [this, direction] { Q_EMIT broken(direction); });
    connect(&receiver(direction), &TcpEnd::written, this, &RelayEnds::ready);
}

void RelayEnds::pass()
{
    for (bool more = true; more;) {
        const bool up = move(Direction::Up);
        const bool down = move(Direction::Down);
        more = up || down;
    }
}

// Whether there may be more.
bool RelayEnds::move(Direction direction)
{
    if (m_over || !isOpen(direction))
        return false;
    TcpEnd &to = receiver(direction);
    bool moved = false;
    while (!m_over && to.unwritten() < kWriteAtOnce) {
        const std::optional<Shaper::Passage> passage = conduit(direction).next();
        if (!passage)
            break;
        m_release(direction, *passage);
        moved = true;
    }
    if (!m_over)
        to.flush();
    return moved;
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

void RelayEnds::letGo(bool reset, QObject *owner)
{
    m_over = true;
    m_timer.stop();
    for (std::unique_ptr<TcpEnd> *end : {&m_client, &m_server}) {
        (*end)->disconnect(this);
        if (reset) {
            // What has left the link is on the wire before the reset.
            (*end)->flush();
            (*end)->reset();
        }
        (*end)->letGo(owner);
        // Its own from now on: this may run within one of its signals.
        static_cast<void>(end->release());
    }
}

} // namespace swapscope
