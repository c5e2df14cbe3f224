#pragma once

#include "linkevents.h"
#include "pipe.h"
#include "traffic.h"

#include <core/connections.h>
#include <core/random.h>
#include <core/recorder.h>
#include <wire/websocket.h>

#include <QHostAddress>
#include <QObject>

#include <memory>
#include <optional>

class QTcpSocket;
class QTimer;

namespace swapscope {

// What all relays of a link share.
struct RelayContext
{
    QString client;
    Recorder &recorder;
    ConnectionRegistry &registry;
    const LinkFaults &faults;
    QHostAddress upstreamAddress;
    quint16 upstreamPort = 0;
    QObject *owner = nullptr; // of sockets that still have bytes to write when their relay is done
};

// One TCP connection of a client and the one to the server that belongs to it: the only place of the library
// that reads and writes sockets. Reads as fast as its pipes have room, so a held or frozen path pushes back
// on the sender as a full network would.
class Relay : public QObject
{
    Q_OBJECT

public:
    // Takes the client's socket, which is connected.
    Relay(const RelayContext &context, std::unique_ptr<QTcpSocket> client, const Random &random);
    ~Relay() override;

    // The faults have changed: what may leave now leaves.
    void pump();
    // A fault resets the connection: what is inside is lost, and `record` says how the trace names the end.
    void cut();
    // A fault closes it: a WebSocket gets the frame, a stream ends; a plain request goes on.
    void close(const wire::CloseInfo &info);
    // The link is going away: ends both sides in an orderly way.
    void shutDown();

Q_SIGNALS:
    void finished();

private:
    enum class Closing { No, Injected };

    void connectUpstream();
    void readClient();
    void readUpstream();
    void clientGone();
    void upstreamGone();
    void upstreamFailed();
    void takeUp(std::vector<Unit> units);
    void takeDown(std::vector<Unit> units);
    void takeAfterClose(const Unit &unit);
    bool takeRequest(Unit &unit);
    void takeResponse(const Unit &unit);
    void push(Pipe &pipe, Direction direction, Unit unit);
    void release(Direction direction, const Pipe::Passage &passage);
    void releaseUp(const Pipe::Passage &passage);
    void releaseDown(const Pipe::Passage &passage);
    void noteMessages(Direction direction, const Pipe::Passage &passage);
    void noteLost(Direction direction, const Unit &unit, const QString &why);
    void lose(Pipe &pipe, Direction direction, const QString &why);
    void noteClosed(int code, const QString &reason, const QString &by);
    void begin(int conn, const QString &transport, const QString &path);
    void finish(bool reset);
    void schedule();

    RelayContext m_context;
    Random m_random;
    std::unique_ptr<QTcpSocket> m_client;
    std::unique_ptr<QTcpSocket> m_upstream;
    std::unique_ptr<QTimer> m_timer;
    Traffic m_traffic;
    Pipe m_up;
    Pipe m_down;
    bool m_upstreamReady = false;
    bool m_clientEnded = false; // no more will be read from it
    bool m_upstreamEnded = false;
    bool m_finished = false;
    bool m_answered = false;    // the server has sent something
    quint16 m_upstreamPort = 0; // ours, towards the server

    std::optional<LinkRequest> m_request; // the one under way
    Nanoseconds m_requestTime = 0;
    int m_requestConn = 0;
    std::optional<LinkConnection> m_connection; // a WebSocket or stream
    bool m_closeNoted = false;                  // its end is in the trace
    Closing m_closing = Closing::No;
    wire::CloseInfo m_closeInfo;
};

} // namespace swapscope
