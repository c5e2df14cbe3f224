#pragma once

#include "linkevents.h"
#include "shaper.h"

#include <core/connections.h>
#include <core/recorder.h>

#include <map>
#include <optional>

namespace swapscope {

// The requests of one TCP connection with their answers, until these have passed, their numbers, and what the
// trace is told of them. Decides nothing.
class Exchanges
{
public:
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

    // Recorder and registry must outlive it.
    Exchanges(const QString &client, Recorder &recorder, ConnectionRegistry &registry)
        : m_client(client), m_recorder(recorder), m_registry(registry)
    {
    }

    // Gives it its number, when it is an attempt or its page has named it.
    Exchange &add(int ordinal, const LinkRequest &request, Nanoseconds now);
    // Null when it has passed, or never was one.
    Exchange *find(int ordinal);
    const Exchange *find(int ordinal) const;
    // The oldest; null: none.
    const Exchange *first() const { return m_all.empty() ? nullptr : &m_all.begin()->second; }
    void remove(int ordinal) { m_all.erase(ordinal); }
    std::size_t size() const { return m_all.size(); }

    // It goes to the server. An attempt is a connection from now on.
    void noteAdmitted(Exchange &exchange);
    // It does not: it is reset (status 0), or answered in the server's place. Told of attempts, and of an
    // answer also where a stream would have been welcome.
    void noteRefused(Exchange &exchange, int status = 0);
    // The server's answer has come, to this local port: it may turn out to be a stream only now.
    void noteResponse(const WireUnit &unit, quint16 port);
    // What passes says, as it passes; `by` is the side that a close frame came from. How many data messages
    // there were.
    int notePassed(Direction direction, const Shaper::Passage &passage, Side by);
    void noteDelayed(Direction direction, const WireUnit &unit, Nanoseconds by);
    void noteDelayed(Direction direction, int ordinal, const LinkMessage &message, Nanoseconds by);
    void noteDuplicated(Direction direction, int ordinal, const LinkMessage &message);
    // `held`: the number of its link.held; 0: it was not held.
    void noteLost(Direction direction, int ordinal, const LinkMessage &message, const QString &why,
                  EventId held = 0);
    void noteLost(Direction direction, const WireUnit &unit, const QString &why);
    // The number of what was noted; 0: it is of no connection.
    EventId noteHeld(Direction direction, const WireUnit &unit);
    void noteReleased(Direction direction, const WireUnit &unit, EventId held);
    // A fault cuts every connection that is open.
    void noteCut();
    // Once for each; code 0 where there is none. A null exchange is none.
    void noteClosed(Exchange *closed, int code, const QString &reason, Side by);
    // What of it is over once this has left for the client: its answer, and with it an attempt that came to
    // nothing, or its stream. False when nothing is. `answers`: those to plain requests are told, too.
    bool noteEnd(const WireUnit &unit, Side by, bool answers);
    // No close frame has crossed: 1006.
    void noteAllClosed(Side by);

private:
    // It is a connection from now on, of this transport.
    void accept(Exchange &exchange, const QString &transport);
    // What was changed in a head of it for an attached server; empty is nothing.
    void noteFitted(const Exchange &exchange, const QStringList &changes);
    const LinkConnection *connection(int ordinal) const;

    QString m_client;
    Recorder &m_recorder;
    ConnectionRegistry &m_registry;
    std::map<int, Exchange> m_all;
};

} // namespace swapscope
