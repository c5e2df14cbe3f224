#pragma once

#include <core/event.h>

#include <QHash>
#include <QString>

#include <deque>
#include <map>
#include <vector>

namespace swapscope {

// Joins what the three points saw of the same message: fills in `n`, `update`, `cause` and, in the payload,
// `channel` and `why`, wherever they follow exactly from what was noted before. Never by guess: what cannot
// be joined keeps its 0. Never changes what an event already says, but for one thing: the `n` of a
// page.message, see below.
//
//   server.sent        counts the data messages of its connection where it has no n
//   link.message down  (conn, n) <- server.sent: update, cause, channel, why; link.lost, link.held, … alike,
//                      without why (theirs says what the link did)
//   page.message       (conn, ordinal) <- link.message. A stream's has no ordinal: the k-th of its name is
//   the
//                      k-th link.message of that name; where both have an event id the two must be equal.
//                      Where faults changed the order, link.message says `out`, its ordinal at the page:
//                      page.message then gets the message's own n, and the page's ordinal as `out`.
//                      What was written by hand at the link has an `out` alone, and so has its page.message:
//                      no n and no update.
//   page.swap, page.swapMissed, page.ignored, page.error  <- the page.message that they name as their cause:
//   conn, n,
//                      update, channel
//   page.sent          counts the messages of its connection where it has no n
//   link.message up    (conn, n) <- page.sent, if that was noted first (Trace::causeOf() finds a later one)
//   server.received    (conn, n) <- link.message up
//   page.closed        <- link.cut of the connection, else its link.closed, else its server.closed
//   link.closed        <- link.cut of the connection; when the server closed: server.closed
//   server.closed      when the client closed: <- link.cut or link.closed of the connection
//   link.cut of a connection  <- the client's last link.cut without a connection, until link.mended
//   page.backoff       <- page.closed of the connection
//   server.opened      <- link.accepted;  page.open <- server.opened
//
// Pure and incremental: events in the order of their ids, numbered. Times play no part. Remembers the open
// connections and the last kEndedConnections that ended; what comes later about an older one is not joined.
class Join
{
public:
    static constexpr std::size_t kEndedConnections = 256;

    void enrich(Event &event);
    void reset();

private:
    struct Message
    {
        EventId sent = 0;
        qint64 update = 0;
        QString channel;
        QString why;
        QString eventId; // the stream event's own id
        bool hasEventId = false;
    };
    struct Crossing // a message that left the link towards the page
    {
        int n = 0;
        EventId link = 0;
    };
    struct Connection
    {
        QHash<int, Message> down;                    // by n
        QHash<int, Crossing> out;                    // by ordinal at the page
        QHash<QString, std::vector<Crossing>> named; // stream events by name, in order
        QHash<int, EventId> pageSent;                // by n
        QHash<int, EventId> linkUp;                  // by n
        std::vector<EventId> pageMessages;
        int lastSent = 0;
        int lastPageSent = 0;
        int lastReceived = 0;
        EventId accepted = 0;
        EventId opened = 0;
        EventId cut = 0;
        EventId linkClosed = 0;
        EventId serverClosed = 0;
        EventId pageClosed = 0;
        bool retired = false; // in m_ended
    };
    struct Arrived // what a page.message was
    {
        int conn = 0;
        int n = 0;
        qint64 update = 0;
        QString channel;
    };

    void serverSent(Event &event);
    void linkDown(Event &event);
    void injected(const Event &event);
    void linkUp(Event &event);
    void pageMessage(Event &event);
    void pageEffect(Event &event);
    void upwards(Event &event);
    void lifeCycle(Event &event);
    void retire(int conn, Connection &connection);

    QHash<int, Connection> m_connections;
    QHash<EventId, Arrived> m_arrived;        // page.message by id
    std::map<QString, EventId> m_cutCommands; // link.cut without a connection, by client
    std::deque<int> m_ended;
};

} // namespace swapscope
