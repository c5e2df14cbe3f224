#pragma once

#include "exchanges.h"
#include "io/connector.h"
#include "io/relayends.h"
#include "messagestage.h"
#include "protocol/traffic.h"

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

// One TCP connection of a client and the one to the server that belongs to it. Reads as fast as its pipes
// have room, so a held or frozen path pushes back on the sender as a full network would; and what the
// receiver does not take stays in the pipe. Either side may end its direction alone; what the other still
// says goes on, but for a WebSocket or stream whose server has ended, which is over.
class Relay : public QObject
{
    Q_OBJECT

public:
    // Takes the client's connected end.
    Relay(const RelayContext &context, std::unique_ptr<TcpEnd> client, const Random &random);

    // The faults have changed: what may leave now leaves.
    void pump();
    // A fault resets the connection: what is inside is lost.
    void cut();
    // A fault closes it: a WebSocket gets the frame, a stream ends; a plain request goes on.
    void close(const wire::CloseInfo &info);
    // A fault ends both sides in an orderly way, as a server that lets go.
    void drop();
    // The link is going away: what the server has said so far passes, then both sides end in an orderly way.
    void shutDown();

    // The number of the WebSocket or stream that is open; 0: none.
    int liveConnection() const;
    // Lets a message go on that was held.
    void goOn(HoldQueue::Held held);
    // Sends a text message or an event that no sender said; see Link::inject().
    Result<void> inject(Direction direction, const QString &text, const QString &event);

Q_SIGNALS:
    // A message stopped, or what was held is lost.
    void holdChanged();
    // A fault that is bounded has acted, or one that waited is due; nothing leaves until that is applied.
    void faultsUsed();
    // One should have stopped, and there is no room.
    void holdFull();
    // What was held is lost, and messages of other connections have room again.
    void holdFreed();
    // Last of all; whoever owns it may delete it, later.
    void finished();

private:
    // Of a close that the link does in the server's name.
    enum class Closing {
        No,
        Inside, // it waits in the pipe; behind it the server says no more
        Sent    // the client and the server have it
    };
    using Exchange = Exchanges::Exchange;

    void takeBytes(Direction direction, const QByteArray &bytes);
    void takeEnd(Direction direction, bool reset);
    void takeBroken(Direction direction);
    void takeAnswer(std::vector<WireUnit> units);
    // In place of a server that cannot be had: a page for who asked for one, a reset for an attempt.
    void answerForServer(const QByteArray &page);
    // It has ended before it said anything.
    bool endedUnheard() const;

    void takeUp(std::vector<WireUnit> units);
    void takeDown(std::vector<WireUnit> units);
    void takeAfterClose(const WireUnit &unit);
    bool admit(WireUnit &unit);
    // With a whole answer of the link's own, which is the last.
    void answer(const QByteArray &page);
    // True if it goes no further: a half-open path swallows it, or has swallowed the other side's end, or has
    // left a connection that the other side does not know any more.
    bool swallow(Direction direction, const WireUnit &unit);
    // A half-open path is whole again. TCP sends again what was lost, and the answer is a reset, because the
    // other side does not know the connection any more (RFC 9293, sections 3.5.1 and 3.10.7.1). So whose
    // bytes were lost is told now; who only listens hears nothing, and is told when it sends something.
    void tellOfHoles();
    void tellDead(Direction sender);
    // When the connection has been idle for too long.
    std::optional<Nanoseconds> idleEnd() const;

    void releaseUp(const Shaper::Passage &passage);
    void releaseDown(const Shaper::Passage &passage);
    void closeReleased(bool clientClosed);

    Nanoseconds now() const { return m_context.recorder.now(); }
    MessageStage &conduit(Direction direction) { return direction == Direction::Up ? m_up : m_down; }
    MessageStage makeConduit(Direction direction);
    // Says what a call of a conduit means for others.
    void tell(const MessageStage::Effects &effects);
    void finish(bool reset);

    RelayContext m_context;
    Random m_random;
    Random m_decisions; // of the faults
    Traffic m_traffic;
    Exchanges m_exchanges;
    Connector m_connector;
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

    std::optional<Direction> m_toldDead; // whose sender was told that the connection is dead
    std::optional<Side> m_endedBy;       // first
    bool m_clientCloses = false;         // its close frame has come
    bool m_serverCloses = false;
    Closing m_closing = Closing::No;
    wire::CloseInfo m_closeInfo;
};

} // namespace swapscope
