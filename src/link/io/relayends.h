#pragma once

#include "../messagestage.h"

#include <net/tcpend.h>

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace swapscope {

// The two TCP ends of one connection, joined by a conduit each way: reads what is said at either, passes on
// what may leave as far as its receiver takes it, and wakes up when more may leave. What is said, and what
// leaving means, is its owner's matter.
class RelayEnds : public QObject
{
    Q_OBJECT

public:
    // Must write what the passage has, and may end all by letGo().
    using Release = std::function<void(Direction, const Shaper::Passage &)>;

    // Takes the client's connected end; the server's is to be connected. Conduits and recorder must outlive
    // it.
    RelayEnds(std::unique_ptr<TcpEnd> client, MessageStage &up, MessageStage &down, const Recorder &recorder,
              Release release);

    TcpEnd &client() { return *m_client; }
    TcpEnd &server() { return *m_server; }

    // Passes on what may leave by now, in both directions.
    void pass();
    // ready() comes when more may leave, or at `besides`, and said() as long as there is room. `fromClient`:
    // more is wanted from the client.
    void await(std::optional<Nanoseconds> besides, bool fromClient);
    // Ends both, in an orderly way or by a reset, with what has left; they are of `owner` from then on. The
    // last call.
    void letGo(bool reset, QObject *owner);

Q_SIGNALS:
    // At the sender's end of this direction: bytes, and that it has ended it (see TcpEnd).
    void said(swapscope::Direction direction, const QByteArray &bytes);
    void ended(swapscope::Direction direction, bool reset);
    // Nobody takes any more what goes in this direction.
    void broken(swapscope::Direction direction);
    // pass() may have something to do.
    void ready();

private:
    void watch(Direction direction);
    bool move(Direction direction);
    bool isOpen(Direction direction)
    {
        return receiver(direction).isConnected() && !receiver(direction).isBlocked();
    }
    TcpEnd &sender(Direction direction) { return direction == Direction::Up ? *m_client : *m_server; }
    TcpEnd &receiver(Direction direction) { return direction == Direction::Up ? *m_server : *m_client; }
    MessageStage &conduit(Direction direction) { return direction == Direction::Up ? m_up : m_down; }

    std::unique_ptr<TcpEnd> m_client;
    std::unique_ptr<TcpEnd> m_server;
    MessageStage &m_up;
    MessageStage &m_down;
    const Recorder &m_recorder;
    Release m_release;
    QTimer m_timer;
    bool m_over = false;
};

} // namespace swapscope
