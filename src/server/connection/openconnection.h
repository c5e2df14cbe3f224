#pragma once

#include "../channel/peer.h"
#include "../routes.h"
#include "../serverlimits.h"
#include "outbox.h"

#include <core/event.h>

#include <net/tcpend.h>

#include <QHash>

#include <functional>
#include <memory>
#include <optional>

namespace swapscope::mock {

class OpenConnection;

// Of what was published, sent or received, so much goes into the trace.
inline constexpr qsizetype kMaxTracedText = 64LL * 1024;
// So much of a text in UTF-8, cut between two characters.
FieldValue tracedText(QByteArrayView text);

// What open connections need of the server.
class ConnectionHost
{
public:
    virtual ~ConnectionHost();

    virtual const ServerLimits &limits() const = 0;
    virtual EventId record(Event event) = 0;
    // The event that is being handled, as a cause; 0: none.
    virtual EventId cause() const = 0;
    // Runs a handler, with this event as the cause of what it does.
    template<typename Handler>
    void handle(EventId cause, Handler &&handler)
    {
        const EventId before = exchangeCause(cause);
        handler();
        exchangeCause(before);
    }
    // Runs it in the next turn of the event loop, before anything else is installed.
    virtual void later(std::function<void()> work) = 0;
    virtual Channel &channelOf(const QString &name) = 0;
    virtual std::optional<qint64> knownCursor(const OpenConnection &connection) const = 0;
    // flush() at the end of this turn.
    virtual void flushSoon(OpenConnection &connection) = 0;
    virtual Nanoseconds now() const = 0;
    // wake() at this time.
    virtual void wakeAt(OpenConnection &connection, Nanoseconds time) = 0;
    // It is closed: no more updates for it.
    virtual void closed(OpenConnection &connection) = 0;
    // Its socket is gone too.
    virtual void gone(OpenConnection &connection) = 0;

private:
    // What cause() is from now on; returns what it was.
    virtual EventId exchangeCause(EventId cause) = 0;
};

// An update on its way to many: each form of its bytes, and what the trace says of them, is made once.
struct Broadcast
{
    enum Form { Frame, ChunkedEvent, PlainEvent };

    const Update &update;
    const char *why; // "live" or "replay"

    const QByteArray &bytes(Form form);
    const Payload &data(const QString &path, const QString &channel, bool stream);

private:
    std::optional<QByteArray> m_bytes[3];
    QHash<std::pair<QString, bool>, Payload> m_data;
    // The latest of them: most receivers have the same path.
    QString m_path;
    bool m_stream = false;
    Payload m_latest;

public:
    Broadcast(const Update &of, const char *because) : update(of), why(because) {}
};

// One open WebSocket or event stream: its socket, its catch-up, what it is sent, and what the trace has of
// that.
class OpenConnection : public PeerConnection, public std::enable_shared_from_this<OpenConnection>
{
public:
    struct Origin
    {
        std::shared_ptr<const Peer::About> about;
        Request request;
        // Up to which number the client is known to have everything of the channel.
        std::optional<qint64> cursor;
        // The same, as its page was rendered with: the parameter "cursor" in the connection's address.
        std::optional<qint64> rendered;
    };

    ~OpenConnection() override;

    const Peer::About &about() const { return *m_about; }
    Peer peer() { return Peer(m_about, weak_from_this()); }
    const QString &channelName() const { return m_channel; }
    // Whether what is published now is sent to it at once.
    bool isLive() const { return m_open && m_live; }
    bool isOpen() const override { return m_open; }
    virtual bool isStream() const = 0;

    void deliver(Broadcast &broadcast);
    void flush();
    // Whether it was not yet waiting for its flush; from now on it is, until flushed().
    bool markUnflushed() { return !std::exchange(m_unflushed, true); }
    void flushed() { m_unflushed = false; }
    std::optional<qint64> rendered() const { return m_rendered; }
    // The bytes that the kernel has taken, and what it has not.
    qint64 taken() const { return m_end->taken(); }
    QByteArray unsent() const { return m_end->unsent(); }
    // The highest number of its channel that the kernel has taken.
    qint64 written() { return m_outbox.written(); }

    void sendDirect(const QByteArray &fragment, const QString &event, const QString &id) override;
    // What it has waited for until now happens.
    void wake(Nanoseconds now);

    // Binds it to a new table (MockServer::setRoutes); false when there is no route for it there.
    virtual bool bind(const std::shared_ptr<const Routes> &routes) = 0;
    // From now on numbers are those of a channel that began anew.
    void forgetNumbers();
    // No handshake, no last word: the socket is reset.
    void reset(const QString &reason);

protected:
    OpenConnection(ConnectionHost &host, std::unique_ptr<TcpEnd> end, Origin origin);

    enum class WaitFor { Nothing, Page };
    // Records the open, catches up, calls the open handler.
    void begin(const char *transport, CatchUp catchUp, WaitFor wait);
    // Before begin(): a Replay without a known number begins with the channel's history.
    void beginAtStart() { m_newcomersFrom = 0; }
    // What Replay does once the number is known.
    void replayFrom(std::optional<qint64> cursor);
    // What it does where the page was waited for and has not said a number: begins with what its session is
    // known to have, else with what was published since the connection opened.
    void replayUnsaid();

    void push(const QByteArray &bytes, qint64 update = 0);
    Event newEvent(Kind kind) const;
    void sendAlone(const QByteArray &fragment, const QString &event, const QString &id, const char *why,
                   EventId cause, qint64 update);
    // What is sent to it alone. What is not told of it is left out.
    struct Sent
    {
        FieldValue text;
        FieldValue event;
        FieldValue id;
    };
    void recordSent(const char *why, qsizetype bytes, EventId cause, qint64 update, Sent sent);
    const FieldValue &path() const { return m_path; } // of its route, for the trace
    void warn(const QString &text);
    // Marks it closed and records that; false when it was closed before.
    bool markClosed(std::optional<int> code, const QString &reason, bool byServer);
    void setChannel(const QString &name) { m_channel = name; }
    bool isWaiting() const { return m_open && m_waiting; }
    TcpEnd &end() { return *m_end; }
    // After this the bytes that are collected end what is sent. Its peer gets so much time to end as well.
    void endWriting();
    // The peer gets so much time for its last word, then the socket is reset.
    void startClosing();
    // The socket is gone.
    void finish();
    void setHeartbeat(Nanoseconds every);
    void setPageTime(std::optional<Nanoseconds> until);

    virtual Broadcast::Form form() const = 0;
    virtual QByteArray encode(const QByteArray &fragment, const QString &event, const QString &id) const = 0;
    virtual QByteArray snapshot(const Peer &peer) const = 0;
    // Marks it closed (markClosed()) and tells the route's handler.
    virtual void over(std::optional<int> code, const QString &reason, bool byServer) = 0;
    virtual void callOpen(const Peer &peer, const Request &request) = 0;
    // Before the first event of a stream, as a part of it.
    virtual QByteArray preamble() { return {}; }
    // Something has come from the peer; end() is to be read.
    virtual void readable() = 0;
    virtual void beat() = 0;

    ConnectionHost &m_host;
    int m_received = 0; // data messages

private:
    void sendSnapshot();
    void arm();

    // Of every delivery; near to each other, because a broadcast reads them of thousands of connections.
    std::shared_ptr<const Peer::About> m_about;
    std::unique_ptr<TcpEnd> m_end;
    Outbox m_outbox;
    QString m_channel;
    int m_sent = 0; // data messages
    bool m_open = true;
    bool m_live = false;
    bool m_waiting = false;
    bool m_overflown = false;
    bool m_unflushed = false;
    bool m_writingEnds = false;
    bool m_finished = false;

    FieldValue m_path;
    Nanoseconds m_armed = 0; // the earliest wake-up that the host was asked for; 0: none
    Nanoseconds m_heartbeat = 0;
    Nanoseconds m_nextBeat = 0;
    std::optional<Nanoseconds> m_pageTime;
    std::optional<Nanoseconds> m_closeTime;
    Request m_request;
    std::optional<qint64> m_cursor;
    std::optional<qint64> m_rendered;
    qint64 m_lastAtOpening = 0; // of the channel
    std::optional<qint64> m_newcomersFrom;
    EventId m_openedEvent = 0;
};

} // namespace swapscope::mock
