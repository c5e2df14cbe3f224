#pragma once

#include "../linkevents.h"
#include "../shaper.h"

#include <core/connections.h>
#include <core/recorder.h>

#include <map>
#include <optional>

namespace swapscope {

// The HTTP exchanges of one TCP connection: each request with its answer, from the arrival of the request
// until the answer has left for the client. A WebSocket or an event stream is an exchange that lasts. Records
// their link.* events, and gives connections their numbers. It decides nothing. For the engine's thread.
//
// An exchange is named by its ordinal on the TCP connection (WireUnit::exchange), a connection by its number
// in the run.
class Exchanges
{
public:
    struct Exchange
    {
        LinkRequest request;
        ConnectionId conn;                        // none: a plain request
        Nanoseconds arrived = 0;                  // on the recorder's clock
        std::optional<LinkConnection> connection; // of a WebSocket, a stream, or the attempt at one
        bool closeNoted = false;                  // its link.closed is recorded
        // A fault ends the connection so long after it has opened.
        std::optional<Nanoseconds> dropsAfter;
        // Data messages that have left, in each direction.
        int outUp = 0;
        int outDown = 0;
    };

    // Recorder and registry must outlive it.
    Exchanges(const QString &client, Recorder &recorder, ConnectionRegistry &registry)
        : m_client(client), m_recorder(recorder), m_registry(registry)
    {
    }

    // A request has arrived. It gets the number of a connection if it asks for a WebSocket or stream, or if
    // its page sent a connection key with it. The reference is valid until the exchange is removed.
    Exchange &add(int ordinal, const LinkRequest &request, Nanoseconds now);
    // Null if there is no such exchange, or its answer has passed.
    Exchange *find(int ordinal);
    const Exchange *find(int ordinal) const;
    // The oldest one; null if there is none.
    const Exchange *first() const { return m_all.empty() ? nullptr : &m_all.begin()->second; }
    void remove(int ordinal) { m_all.erase(ordinal); }
    std::size_t size() const { return m_all.size(); }
    // True if one of them is a connection, or may turn out to be one: that has messages.
    bool hasConnections() const;

    // The request goes to the server; the attempt at a WebSocket or stream is a connection from now on.
    void noteAdmitted(Exchange &exchange);
    // The request does not reach the server: the link resets the connection (status 0), or answers with this
    // status itself. link.refused is recorded for attempts, and, if the link answers, also for a request
    // whose Accept header would have allowed a stream.
    void noteRefused(Exchange &exchange, int status = 0);
    // The same of a request that is wrong (LinkRequest::wrong): a warning says why, whatever it asks for.
    void noteWrong(Exchange &exchange, int status);
    // The head of the server's answer has arrived. Only now is it known whether the answer is an event
    // stream; `byServer` is the number that the server has given that, none if it has given none.
    void noteResponse(const WireUnit &unit, ConnectionId byServer);
    // A unit leaves the link: records its messages, and its close frame as one that `by` has sent. Returns
    // how many data messages it had.
    int notePassed(Direction direction, const Shaper::Passage &passage, Side by);
    void noteDelayed(Direction direction, const WireUnit &unit, Nanoseconds by);
    void noteDelayed(Direction direction, int ordinal, const LinkMessage &message, Nanoseconds by);
    void noteDuplicated(Direction direction, int ordinal, const LinkMessage &message);
    // `why`: as link.lost has it ("cut", "closed"). `held`: the id of its link.held event; 0: it was not
    // held.
    void noteLost(Direction direction, int ordinal, const LinkMessage &message, const QString &why,
                  EventId held = 0);
    void noteLost(Direction direction, const WireUnit &unit, const QString &why);
    // The same of what was sent and nobody has read when the connection ended: messages with content only.
    // Close frames and pings say nothing any more on a connection that is over. With the head of a stream
    // that is a connection from here on (`byServer` as in noteResponse()): noteAllClosed() has to follow.
    void noteUnread(Direction direction, const WireUnit &unit, const QString &why, ConnectionId byServer);
    // The id of the link.held event; 0 if the unit belongs to no connection, and nothing was recorded.
    EventId noteHeld(Direction direction, const WireUnit &unit);
    void noteReleased(Direction direction, const WireUnit &unit, EventId held);
    // A fault cuts every connection that is open, and those of which is known only afterwards that they were.
    void noteCut();
    // Records link.closed, once for each exchange; does nothing for a null one. Code 0: there is none, as of
    // a stream.
    void noteClosed(Exchange *closed, int code, const QString &reason, Side by);
    // A unit has left for the client. If it ends its exchange, the exchange is removed, and the end is
    // recorded: of a stream, of an attempt that was not accepted, and with `answers` (an attached server) of
    // a plain request. True if it has ended.
    bool noteEnd(const WireUnit &unit, Side by, bool answers);
    // Records the end of every connection that is still open, as one without a close frame (code 1006).
    void noteAllClosed(Side by);

private:
    // The exchange is a connection from now on; `transport` is "ws" or "sse".
    void accept(Exchange &exchange, const QString &transport);
    // Records what was changed in a head of it for an attached server; nothing if `changes` is empty.
    void noteFitted(const Exchange &exchange, const QStringList &changes);
    const LinkConnection *connection(int ordinal) const;
    void recordCut(const Exchange &exchange);

    QString m_client;
    Recorder &m_recorder;
    ConnectionRegistry &m_registry;
    std::map<int, Exchange> m_all;
    bool m_cut = false;
};

} // namespace swapscope
