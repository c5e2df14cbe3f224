#pragma once

#include "../messagestage.h"

#include <net/tcpend.h>

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace swapscope {

// The two TCP ends of one connection, joined by a message stage each way: reads what is sent at either,
// hands out what may leave as far as its receiver takes it, and wakes up when more may leave. What the bytes
// mean, and what leaving means, is the owner's matter: next() returns what is to be written.
class RelayEnds : public QObject
{
    Q_OBJECT

public:
    struct Leaving
    {
        Direction direction = Direction::Up;
        Shaper::Passage passage;
    };

    // Takes the client's connected end; the server's is to be connected. Stages and recorder must outlive it.
    RelayEnds(std::unique_ptr<TcpEnd> client, MessageStage &up, MessageStage &down, const Recorder &recorder);

    TcpEnd &client() { return *m_client; }
    TcpEnd &server() { return *m_server; }
    const TcpEnd &server() const { return *m_server; }

    // What leaves next, in either direction; nothing when no more may leave by now. The caller writes it to
    // its receiver, or calls close(), and asks again until there is nothing: bytes are sent to the system as
    // they become many, and by the call that returns nothing.
    std::optional<Leaving> next();
    // ready() comes when more may leave, or at `besides`, and received() as long as there is room.
    // `fromClient`: more is wanted from the client.
    void await(std::optional<Nanoseconds> besides, bool fromClient);
    // Which ends can be read still when both were ended in an orderly way.
    struct Kept
    {
        bool client = false;
        bool server = false;
    };
    // Ends both, in an orderly way or by a reset, with what has left; they are of `owner` from then on. The
    // last call, unless an end is kept, which a reset one is not: of the client's received() and ended()
    // still come, until closeClient(); the server's only the caller reads, until closeServer().
    void close(bool reset, QObject *owner, Kept kept);
    void closeClient(QObject *owner);
    void closeServer(QObject *owner);
    // What the sender of this direction has sent and nobody has read, up to a bound that only a sender passes
    // that goes on sending meanwhile. Its end is not reported, but see hasClientEnded().
    QByteArray takeUnread(Direction direction);
    // The client has ended its direction, as far as has been read.
    bool hasClientEnded() const { return m_clientEnded; }

Q_SIGNALS:
    // At the sender's end of this direction: bytes, and that it has ended it (see TcpEnd).
    void received(swapscope::Direction direction, const QByteArray &bytes);
    void ended(swapscope::Direction direction, bool reset);
    // Nobody takes any more what goes in this direction.
    void broken(swapscope::Direction direction);
    // pass() may have something to do.
    void ready();

private:
    void watch(Direction direction);
    void watchSender(Direction direction);
    void beginTurn(Direction direction);
    bool isOpen(Direction direction)
    {
        return receiver(direction).isConnected() && !receiver(direction).isBlocked();
    }
    TcpEnd &sender(Direction direction) { return direction == Direction::Up ? *m_client : *m_server; }
    TcpEnd &receiver(Direction direction) { return direction == Direction::Up ? *m_server : *m_client; }
    MessageStage &stage(Direction direction) { return direction == Direction::Up ? m_up : m_down; }

    std::unique_ptr<TcpEnd> m_client;
    std::unique_ptr<TcpEnd> m_server;
    MessageStage &m_up;
    MessageStage &m_down;
    const Recorder &m_recorder;
    QTimer m_timer;
    // Of next(): the direction whose units leave, until its receiver has enough for one write.
    std::optional<Direction> m_turn;
    bool m_turnIsOpen = false;
    bool m_turnHasMoved = false;
    bool m_over = false;
    bool m_clientEnded = false;
    bool m_isQuiet = false; // an end is not reported
    Kept m_kept;
};

} // namespace swapscope
