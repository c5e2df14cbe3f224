#pragma once

#include "editor.h"
#include "linkevents.h"
#include "pipe.h"
#include "tcpend.h"
#include "traffic.h"

#include <core/connections.h>
#include <core/random.h>
#include <core/recorder.h>
#include <wire/websocket.h>

#include <QHostAddress>
#include <QObject>

#include <map>
#include <memory>
#include <optional>

class QTimer;

namespace swapscope {

// What all relays of a link share.
struct RelayContext
{
    QString client;
    Recorder &recorder;
    ConnectionRegistry &registry;
    LinkFaults &faults;
    QHostAddress upstreamAddress;
    quint16 upstreamPort = 0;
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
    // The link is going away: what the server has said so far passes, then both sides end in an orderly way.
    void shutDown();

Q_SIGNALS:
    // Last of all; whoever owns it may delete it, later.
    void finished();

private:
    // Of a close that the link does in the server's name.
    enum class Closing {
        No,
        Inside, // it waits in the pipe; behind it the server says no more
        Sent    // the client and the server have it
    };
    // A request and its answer, until that has passed.
    struct Exchange
    {
        LinkRequest request;
        int conn = 0; // 0: a plain request
        Nanoseconds arrived = 0;
        std::optional<LinkConnection> connection; // a WebSocket or stream, or an attempt
        bool closeNoted = false;
        std::optional<Nanoseconds> dropsAfter; // it has opened
        // Data messages that have left, by direction.
        int outUp = 0;
        int outDown = 0;
    };

    void readClient();
    void readUpstream();
    void upstreamConnected();
    void upstreamFailed(const QString &why);
    void clientBroken();
    void upstreamBroken();

    void takeUp(std::vector<Unit> units);
    void takeDown(std::vector<Unit> units);
    void takeAfterClose(const Unit &unit);
    bool admit(Unit &unit);
    void answerInPlace(Exchange &exchange, const HttpAnswer &answer);
    // Ends both sides in an orderly way, as a server that lets go.
    void drop();
    void takeResponse(const Unit &unit);
    // Whether a half-open path swallows it.
    bool swallow(Direction direction, const Unit &unit);
    // When the connection has been idle for too long.
    std::optional<Nanoseconds> idleEnd() const;
    // Through the faults on messages, then push().
    void edit(Direction direction, Unit unit);
    void pushAll(Direction direction, std::vector<Unit> units);
    void push(Direction direction, Unit unit);

    bool moveUp();
    bool moveDown();
    void releaseUp(const Pipe::Passage &passage);
    void releaseDown(const Pipe::Passage &passage);
    void closeReleased(bool clientClosed);
    void schedule();

    void begin(Exchange &exchange, const QString &transport);
    Exchange *exchange(int ordinal);
    void noteMessages(Direction direction, const Pipe::Passage &passage);
    void noteLost(Direction direction, const Unit &unit, const QString &why);
    void lose(Direction direction, const QString &why);
    void noteClosed(Exchange *exchange, int code, const QString &reason, const QString &by);
    void noteAllClosed(const QString &by);
    void finish(bool reset);

    RelayContext m_context;
    Random m_random;
    Random m_decisions; // of the faults
    std::unique_ptr<TcpEnd> m_client;
    std::unique_ptr<TcpEnd> m_upstream;
    QTimer *m_timer;
    Traffic m_traffic;
    Editor m_editUp{Direction::Up};
    Editor m_editDown{Direction::Down};
    Pipe m_up{Direction::Up};
    Pipe m_down{Direction::Down};

    bool m_connecting = false;   // or connected
    bool m_upstreamDead = false; // nothing can be written to it any more
    bool m_clientDead = false;
    bool m_upHole = false; // what comes from the client is lost from here on, its end too
    bool m_downHole = false;
    bool m_upEndLost = false;
    bool m_downEndLost = false;
    Nanoseconds m_lastRead = 0;
    bool m_answered = false;   // by the link, in the server's place: that is the end
    bool m_clientEnds = false; // no more will be read from it
    bool m_upEnded = false;    // its end has left the link
    bool m_downEnded = false;
    bool m_finished = false;

    std::map<int, Exchange> m_exchanges;
    QString m_endedBy;           // the side that ended first: "client", "server", "link"
    bool m_clientCloses = false; // its close frame has come
    bool m_serverCloses = false;
    Closing m_closing = Closing::No;
    wire::CloseInfo m_closeInfo;
};

} // namespace swapscope
