#pragma once

#include "window.h"

#include <core/bynumber.h>
#include <core/event.h>

#include <QSet>
#include <QString>

#include <deque>
#include <map>
#include <memory>
#include <string_view>
#include <unordered_map>

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
// connections, the last kAwaitedConnections that ended and whose page has not told so yet, and the last
// kEndedConnections that ended for everybody; what comes later about an older one is not joined.
// Of a connection it remembers what a page has not reported yet, up to kOutstanding; where no page reports,
// the last kUnreported messages; and of what has crossed the link the last kCrossed besides (a copy may
// follow).
class Join
{
public:
    static constexpr std::size_t kEndedConnections = 256;
    static constexpr std::size_t kAwaitedConnections = 8192;
    static constexpr std::size_t kUnreported = 1024;
    static constexpr std::size_t kCrossed = 1024;
    static constexpr std::size_t kOutstanding = 65'536; // that a page may still report
    static constexpr std::size_t kArrivals = 65'536;    // page.messages whose swaps may follow

    void enrich(Event &event);
    void reset();

private:
    using Name = quint32; // of a channel, or a reason, in m_names; 0: none

    struct Message
    {
        EventId sent = 0;
        qint64 update = 0;
        Name channel = 0;
        Name why = 0;
        SharedText eventId; // the stream event's own id
        bool hasEventId = false;
        bool crossed = false; // the link or nobody will speak of it any more
    };
    struct Crossing // a message that left the link towards the page
    {
        int n = 0;
        EventId link = 0;
        int place = 0; // its ordinal at the page
        int k = 0;     // of a stream's event: which of its name
        bool arrived = false;
        Message message; // as it crossed
    };
    struct Sent // a message up
    {
        EventId id = 0;
        bool joined = false;
    };
    struct Named // stream events of one name, in order
    {
        Window<Crossing> crossings; // by k, from 1
        int last = 0;
    };
    struct Connection
    {
        Window<Message> down;              // by n
        Window<Crossing> out;              // by ordinal at the page
        std::map<QByteArray, Named> named; // by the stream event's name
        Window<Sent> pageSent;             // by n
        Window<Sent> linkUp;               // by n
        int lastSent = 0;
        int lastPageSent = 0;
        int lastReceived = 0;
        EventId accepted = 0;
        EventId opened = 0;
        EventId cut = 0;
        EventId linkClosed = 0;
        EventId serverClosed = 0;
        EventId pageClosed = 0;
        bool mayReport = false; // a page has spoken of its client
        bool awaited = false;   // in m_awaited, or was
        bool retired = false;   // in m_ended
    };
    struct Arrived // what a page.message was
    {
        EventId id = 0;
        qint64 update = 0;
        ConnectionId conn;
        int n = 0;
        Name channel = 0;
    };

    void serverSent(Event &event);
    void linkDown(Event &event);
    void injected(const Event &event);
    void linkUp(Event &event);
    void pageMessage(Event &event);
    void pageEffect(Event &event);
    void upwards(Event &event);
    void lifeCycle(Event &event);
    void retire(ConnectionId conn, Connection &connection);
    Connection &connectionOf(ConnectionId conn);
    void crossed(Connection &connection, const Event &event, Crossing crossing);
    bool mayReport(Connection &connection, const Event &event) const;
    static Named &namedOf(Connection &connection, const Event &event);
    void joinArrival(Event &event, const Crossing &crossing);
    static void arrivedAs(Connection &connection, const Event &event, int place, int k);
    void noteArrival(const Event &event);
    const Arrived *arrivalOf(EventId id) const;
    Name nameOf(const Event &event, Field field);
    void fill(Event &event, Field field, Name name) const;

    ByNumber<std::unique_ptr<Connection>, ConnectionId> m_connections;
    QSet<QString> m_pages;                    // clients of which a page has spoken
    std::deque<Arrived> m_arrivals;           // page.messages, the oldest first
    std::map<QString, EventId> m_cutCommands; // link.cut without a connection, by client
    std::deque<ConnectionId> m_awaited;       // the page may still report what came before the end
    std::deque<ConnectionId> m_ended;

    std::deque<FieldValue> m_names; // by number, from 1
    std::unordered_map<std::string_view, Name> m_numbers;
};

} // namespace swapscope
