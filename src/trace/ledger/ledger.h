#pragma once

#include "../streamids.h"
#include "account.h"
#include "ledgersummary.h"
#include "receivers.h"

#include <core/event.h>

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <deque>
#include <map>
#include <utility>
#include <vector>

namespace swapscope {

class Trace;

// Keeps account of which update reached which client. Pure and incremental: enriched events in the order of
// their ids go in, derived events come out (gap.opened, gap.closed, update.missed, update.recovered,
// update.duplicated; with t and cause, without an id). Reads no derived events, so a saved trace gives the
// same account again. Times and lengths follow the events' t; counts follow the order of the ids.
//
// Who receives. A client receives a channel from its first server.opened with that channel. An update that is
// published while no connection of the client to the channel is open is missed at once ("away"); a connection
// is open from server.opened to the first of server.closed, link.cut with its number, link.closed,
// page.closed. Else the update is in flight on each of those connections.
//
// Before the first connection. A page can say up to which number of the channel it had everything when it was
// rendered. Its account then begins behind that number, and what was published between it and the connection
// is missed ("before"). The page says so by the `cursor` of that first server.opened (it came with the
// request: nobody remembers anything of a client that was never there), or by the first server.received with
// a `cursor` on that connection. Only the latest kRemembered updates of a channel are known for this: an
// account begins with the oldest of them at the earliest.
//
// What is delivered. The point nearest to the user that will speak decides:
//   the page        page.message; for connections of a page in Swapscope
//   the link        link.message down; for what comes through a link without such a page, and for a stream's
//                   events that such a page cannot tell of, because nobody on it hears their names (`hears`)
//   the server      server.sent; for clients that come directly, without any link.accepted
// A message that a farther point has spoken for is not counted again by a nearer one: of a client's first
// stream the server may speak before the link knows that it is one. A client has a page once expectPage()
// said so or any page.* event named it. A connection of such a client that no page.* event has named waits
// for one; it is a foreign browser's, and judged at the link, once the page speaks of a moment more than
// Receivers::kForeignAfter after the link accepted it, because a page reports in order.
//
// What is missed ("lost"). When a connection is over, what was in flight on it and on no other connection is
// missed. It is over: for a page at page.closed, because its reports come late but in order (or at
// page.loaded, when the link had ended it already and its document is gone); for a link at link.closed or
// link.cut with its number; else at server.closed. link.lost decides for its message at once, unless it says
// that the same message is in the link, or has left it, besides (`copy`).
//
// What is undone ("undone"). A snapshot takes the place of what the page shows. What it does not cover and
// had arrived before it on the same connection, because a fault changed their order, the page has no more: it
// counts as missed instead of delivered (or as not recovered again), and its next copy recovers it.
//
// What is recovered. A replay (server.sent with why "replay") that arrives recovers its update if it was
// missed; a snapshot recovers all that were missed up to its update. A snapshot or replay of what was
// published before the client's account began counts nothing. An update in flight that is replayed on another
// connection and arrives there first is delivered. One that was published while a connection was open but not
// live yet (it waits for its cursor) was missed once the server sends it, or a later one, there; caught up
// on, it is recovered. An update that turns out missed after a snapshot covered it is missed and recovered at
// once. A live copy that arrives after all counts as recovered by replay.
//
// What is duplicated. A second copy on the same connection; and a replay of an update that had arrived
// before, on whatever connection. Two connections of one client to a channel are each entitled to one live
// copy: no duplicates. A new document (page.loaded) has only what its own connections brought it, so what is
// sent to it again is none either.
//
// A channel that begins to number anew (an update with a number that is not above the last one's; after
// server.started also a snapshot below it) begins a new epoch. What was missed before stays missed and can no
// longer be recovered; it no longer counts as behind, and the stale time ends there. A deploy that keeps its
// channels goes on in the same epoch.
//
// Without a client's name or a connection's number an event counts for nobody.
//
// Behind an attached server (server.attached) nobody says what was published, and nothing of the above is
// known. What the ids of event streams tell is told (StreamReaders).
class Ledger
{
public:
    // Messages that wait until it is known who judges them; beyond, the link does.
    static constexpr std::size_t kMaxWaiting = 10'000;
    // How many updates of a channel are remembered for pages that were rendered and have not connected yet.
    static constexpr std::size_t kRemembered = 10'000;

    // This client is a page in Swapscope. To be said before its first event; otherwise it is known with its
    // first page.* event, and what arrived before was judged at the link.
    void expectPage(const QString &client);

    std::vector<Event> consume(const Event &event);

    // Whether updates are known: false behind an attached server.
    bool known() const { return m_known; }

    // The run's time is over at `t`: stale times end there, however much is still to be consumed.
    void endTimes(Nanoseconds t);
    // The end of the run: settles what was in flight on connections that have ended (missed). What is still
    // in flight on open ones stays so: its fate will never be known. Consume nothing afterwards.
    std::vector<Event> finish(Nanoseconds now);

    // One that expects the pages that a trace tells of; its events are still to be consumed.
    static Ledger forPagesOf(const Trace &trace);
    // The ledger of a whole trace, as if its pages had been expected; not finished.
    static Ledger ofTrace(const Trace &trace);

    QStringList clients() const; // those that receive a channel or tried to, in order of appearance
    QStringList channelsOf(const QString &client) const; // in order of appearance
    // The account as it stands at `now`. behind: updates that were missed and not recovered, in the channel
    // as it now numbers, and updates in flight for longer than LedgerSummary::kBehindAfter (a frozen link).
    // Over several channels: counts are sums, stale times the time in which at least one channel was stale,
    // gapSince the earliest.
    LedgerSummary summary(const QString &client, Nanoseconds now) const;
    LedgerSummary summary(const QString &client, const QString &channel, Nanoseconds now) const;

    // The updates that the client missed and that were not recovered, in the channel as it now numbers,
    // ascending.
    std::vector<qint64> lacking(const QString &client, const QString &channel) const;

    // The `clients` object that `play` prints: by client {connections, published, delivered, missed,
    // missed_before, recovered, duplicated, stale_s}, and in_flight where something is on its way; stale_s in
    // seconds to the millisecond. Where updates are not known all but connections is null, and
    // `ids` holds {seen, missed, recovered, duplicated}.
    QJsonObject toJson(Nanoseconds now) const;

private:
    struct Channel
    {
        int epoch = 0;
        qint64 last = 0;
        bool restarted = false;             // the server started again since `last`
        std::vector<std::size_t> receivers; // their places
        std::deque<std::pair<qint64, Nanoseconds>>
            latest; // updates of this epoch and when they were published
    };

    void attempted(const Event &event);
    void opened(const Event &event);
    void published(const Event &event);
    void received(const Event &event);
    void rendered(std::size_t receiver, const QString &channel, qint64 cursor, qint64 last,
                  const Event &trigger);
    void sent(const Event &event);
    void crossed(const Event &event);
    void lostInLink(const Event &event);
    void wireEnded(const Event &event);
    void restarted(const Event &event);
    void pageEvent(const Event &event);
    void newDocument(Receiver &client, const Event &event);
    void renumber(const QString &name, Channel &channel, const Event &trigger);
    void endWire(ConnectionId conn, ReceiverConnection &connection, const Event &trigger);
    void arrive(ConnectionId conn, ReceiverConnection &connection, const Event &message);
    void arriveAtLink(ConnectionId conn, ReceiverConnection &connection, const Event &message);
    void hears(ReceiverConnection &connection, const Event &event);
    void settle(ConnectionId conn, const Event &trigger);
    void decideWaiting(const Receiver &client, const Event &trigger);
    void tell(std::size_t receiver, const QString &channel, const Outcomes &outcomes, const Event &trigger);

    Receivers m_receivers;
    std::map<QString, Channel> m_channels;
    bool m_known = true;
    StreamReaders m_streams; // while updates are not known
    std::vector<Event> m_derived;
};

} // namespace swapscope
