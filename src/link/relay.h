#pragma once

#include "gate/exchanges.h"
#include "gate/requestgate.h"
#include "io/connector.h"
#include "io/relayends.h"
#include "messagestage.h"
#include "protocol/traffic.h"
#include "unreadmessages.h"

#include <core/connections.h>
#include <core/random.h>
#include <core/recorder.h>
#include <wire/websocket.h>

#include <QObject>

#include <memory>
#include <optional>

namespace swapscope {

// What all relays of a link share.
struct RelayContext
{
    QString client;
    Recorder &recorder;
    ConnectionRegistry &registry;
    LinkFaults &faults;
    HoldQueue &hold;
    Destination server;
    QObject *owner = nullptr; // of sockets that still have bytes to write when their relay is done
};

// One TCP connection of a client, and the one to the server that belongs to it. It reads only as long as its
// stages have room, so a held or frozen path pushes back on the sender as a full network would. Either side
// may end its direction alone, and the other goes on; a WebSocket or stream is over when its server ends. For
// the engine's thread.
class Relay : public QObject
{
    Q_OBJECT

public:
    // Takes the client's connected end.
    Relay(const RelayContext &context, std::unique_ptr<TcpEnd> client, const Random &random);

    // Writes what may leave by now. To be called when the faults have changed.
    void pump();
    // A fault resets the connection; what is inside is lost.
    void cut();
    // A fault closes it: a WebSocket gets this close frame, a stream ends, a plain request goes on.
    void close(const wire::CloseInfo &info);
    // A fault ends both TCP connections without a reset and without a close frame.
    void drop();
    // The link shuts down: what the server has sent so far still passes, then both TCP connections end
    // without a reset.
    void shutDown();

    // The number of the WebSocket or stream that is open; none if there is none.
    ConnectionId liveConnection() const;
    // The number of the WebSocket or stream that is open, was, or is asked for; of an answer that the server
    // has begun as a stream, also before the link has read so. None if there is none.
    ConnectionId connection() const;
    // After finished(): whether a side does not know yet that it is over. What it sends until then is told as
    // lost, so the relay has to be kept for it, for a while at most.
    bool isAwaiting() const { return m_awaitsClient || !m_awaited.isNone(); }
    // The connection whose server that is; none: it is not.
    ConnectionId awaited() const { return m_awaited; }
    // The server's socket is gone, and is not awaited any more. Of what it had written, the system has taken
    // so many bytes, and `unsent` not: what of both has not passed is told as lost.
    void serverGone(qint64 taken, const QByteArray &unsent);
    // Awaits nobody any more.
    void closeEnds();
    // Sends a held message on.
    void goOn(HoldQueue::Held held);
    // Sends a message of the user's own; see Link::inject().
    Result<void> inject(Direction direction, const QString &text, const QString &event);

Q_SIGNALS:
    // A message was held, or a held one is lost.
    void holdChanged();
    // A fault for the next n messages has acted, or one that waited is due. Nothing leaves until the link has
    // applied that.
    void faultsUsed();
    // A message was to be held, and the queue is full.
    void holdFull();
    // Held messages are lost, so that those of other connections have room again.
    void holdFreed();
    // The last signal, unless the relay isAwaiting(). The owner may delete it once control has returned to
    // the event loop.
    void finished();
    // After finished(): nobody is awaited any more, because the client has noticed.
    void clientGone();

private:
    // How far a close is that the link makes in the server's name.
    enum class Closing {
        No,
        Inside, // it waits in the queue; what the server sends from now on is lost
        Sent    // the client and the server have it
    };
    using Exchange = Exchanges::Exchange;

    void receive(Direction direction, const QByteArray &bytes);
    void receiveEnd(Direction direction, bool reset);
    void receiverLost(Direction direction);
    void receiveAnswer(std::vector<WireUnit> units);
    // The server cannot be reached: a plain request gets this page, the attempt at a WebSocket or stream is
    // reset.
    void answerForServer(const QByteArray &page);
    // The server has ended the connection before it has answered anything.
    bool endedUnheard() const;

    void processUp(std::vector<WireUnit> units);
    void processDown(std::vector<WireUnit> units);
    void processAfterClose(const WireUnit &unit);
    bool admit(WireUnit &unit);
    // Sends a complete answer of the link's own, and ends the connection after it.
    void answer(const QByteArray &page);
    // The same, to leave with the next pump().
    void putAnswer(const QByteArray &page);
    // The answer to a request that was refused is put where it belongs, as soon as that can be.
    void answerRefused();
    // True if the unit goes no further: a half-open path swallows it, or has swallowed the other side's end,
    // or the other side no longer knows the connection.
    bool swallow(Direction direction, const WireUnit &unit);
    // Once a half-open path is whole again, TCP retransmits what was lost and gets a reset, because the other
    // side no longer knows the connection (RFC 9293, sections 3.5.1 and 3.10.7.1). So the side whose bytes
    // were lost is reset now; the one that only listens notices nothing until it sends something.
    void reportHoles();
    void reportDead(Direction sender);
    // When a fault ends the connection for being idle; nothing: none does.
    std::optional<Nanoseconds> idleEnd() const;

    void releaseUp(const Shaper::Passage &passage);
    void releaseDown(const Shaper::Passage &passage);
    void closeReleased(bool clientClosed);

    Nanoseconds now() const { return m_context.recorder.now(); }
    MessageStage &stage(Direction direction) { return direction == Direction::Up ? m_up : m_down; }
    MessageStage makeStage(Direction direction);
    // Emits the signals for what a call of a stage means for others.
    void notify(const MessageStage::Effects &effects);
    void finish(bool reset);
    // All is over: what either side has sent, and nobody has read or will, is told as lost, and every
    // connection as closed.
    void noteOver();
    // The number that the mock server has given to what it answers with; none if it has given none.
    ConnectionId numberByServer() const;

    RelayContext m_context;
    Random m_random;
    Random m_decisions; // of the faults
    Traffic m_traffic;
    Exchanges m_exchanges;
    UnreadMessages m_unread;
    Connector m_connector;
    RequestGate m_gate;
    MessageStage m_up;
    MessageStage m_down;
    RelayEnds m_ends;

    bool m_connecting = false; // or connected
    bool m_heard = false;      // something has come from the server
    bool m_serverDead = false; // nothing can be written to it any more
    bool m_clientDead = false;
    Nanoseconds m_lastRead = 0;
    bool m_answered = false;   // by the link, in the server's place: that is the end
    bool m_clientEnds = false; // no more will be read from it
    bool m_upEnded = false;    // its end has left the link
    bool m_downEnded = false;
    bool m_finished = false;

    std::optional<Direction> m_reportedDead; // whose sender was told that the connection is dead
    std::optional<Side> m_endedBy;           // first
    bool m_clientCloses = false;             // its close frame has come
    bool m_serverCloses = false;
    ConnectionId m_awaited;
    bool m_awaitsClient = false;
    Closing m_closing = Closing::No;
    wire::CloseInfo m_closeInfo;
};

} // namespace swapscope
