#pragma once

#include "numberset.h"

#include <core/event.h>

#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <map>
#include <set>
#include <vector>

namespace swapscope {

class Trace;

// The account of one client, over one channel or over all of its channels. Counts of updates; times in
// nanoseconds. At every moment published == delivered + missed + inFlight, and
// missed == recoveredByReplay + recoveredBySnapshot + lost().
struct LedgerSummary
{
    int connections =
        0; // attempts, whether they succeeded or not (0 for a single channel's attempts that failed)
    int published = 0;         // of the channels that the client receives, since it first connected to each
    int delivered = 0;         // reached the page live
    int missed = 0;            // did not
    int recoveredByReplay = 0; // of the missed
    int recoveredBySnapshot = 0;
    int duplicated = 0;         // arrived once more
    int inFlight = 0;           // sent, fate not known yet
    int behind = 0;             // see Ledger::summary()
    bool inGap = false;         // has no connection to the channel (to one of them)
    Nanoseconds gapSince = 0;   // while inGap: since when
    bool stale = false;         // the page lacks an update
    Nanoseconds staleSince = 0; // while stale: publication of the first that it lacks
    Nanoseconds staleFor = 0;   // altogether, up to the moment asked for

    int recovered() const { return recoveredByReplay + recoveredBySnapshot; }
    int lost() const { return missed - recovered(); } // for good, as far as is known

    friend bool operator==(const LedgerSummary &, const LedgerSummary &) = default;
};

// Keeps account of which update reached which client. Pure and incremental: enriched events in the order of
// their ids go in, derived events come out (gap.opened, gap.closed, update.missed, update.recovered,
// update.duplicated; with t and cause, without an id). Reads no derived events, so a saved trace gives the
// same account again. Only stale times and gaps read the events' t; the counts do not.
//
// Who receives. A client receives a channel from its first server.opened with that channel. An update that is
// published while no connection of the client to the channel is open is missed at once ("away"); a connection
// is open from server.opened to the first of server.closed, link.cut with its number, link.closed,
// page.closed. Else the update is in flight on each of those connections.
//
// What is delivered. The point nearest to the user that will speak decides:
//   the page        page.message; for connections of a page in Swapscope
//   the link        link.message down; for what comes through a link without such a page
//   the server      server.sent; for clients that come directly, without a link.accepted
// A client has a page once expectPage() said so or any page.* event named it. A connection of such a client
// that no page.* event has named waits for one; it is a foreign browser's, and judged at the link, when page
// events of a later connection come first (a page reports in order).
//
// What is missed ("lost"). When a connection is over, what was in flight on it and on no other connection is
// missed. It is over: for a page at page.closed, because its reports come late but in order (or at
// page.loaded, when the link had ended it already and its document is gone); for a link at link.closed or
// link.cut with its number; else at server.closed. link.lost decides for its message at once.
//
// What is recovered. A replay (server.sent with why "replay") that arrives recovers its update if it was
// missed; a snapshot recovers all that were missed up to its update. A snapshot or replay of what was
// published before the client's account began counts nothing. An update in flight that is replayed on another
// connection and arrives there first is delivered. An update that turns out missed after a snapshot covered
// it is missed and recovered at once. A live copy that arrives after all counts as recovered by replay.
//
// What is duplicated. A second copy on the same connection; and a replay of an update that had arrived
// before, on whatever connection. Two connections of one client to a channel are each entitled to one live
// copy: no duplicates. A new document (page.loaded) starts with nothing, so what is sent to it again is none
// either.
//
// A server that starts again (server.started) numbers its channels anew. What was missed before stays missed
// and can no longer be recovered; it no longer counts as behind, and the stale time ends there.
class Ledger
{
public:
    // An update in flight for longer than this counts as behind.
    static constexpr Nanoseconds kBehindAfter = kSecond;

    // This client is a page in Swapscope. To be said before its first event; otherwise it is known with its
    // first page.* event, and what arrived before was judged at the link.
    void expectPage(const QString &client);

    std::vector<Event> consume(const Event &event);

    // The end of the run: settles what was in flight on connections that have ended (missed), and takes out
    // of `published` what is still in flight on open ones: its fate will never be known. Stale times end at
    // `now`. Consume nothing afterwards.
    std::vector<Event> finish(Nanoseconds now);

    // The ledger of a whole trace, as if its pages had been expected; not finished.
    static Ledger ofTrace(const Trace &trace);

    QStringList clients() const; // those that receive a channel or tried to, in order of appearance
    QStringList channelsOf(const QString &client) const; // in order of appearance
    // The account as it stands at `now`. behind: updates that were missed and not recovered, in the channel
    // as it now numbers, and updates in flight for longer than kBehindAfter (a frozen link). Over several
    // channels: counts are sums, stale times the time in which at least one channel was stale, gapSince the
    // earliest.
    LedgerSummary summary(const QString &client, Nanoseconds now) const;
    LedgerSummary summary(const QString &client, const QString &channel, Nanoseconds now) const;

    // The `clients` object that `play` prints: by client {connections, published, delivered, missed,
    // recovered, duplicated, stale_s}; stale_s in seconds to the millisecond. Before finish() published
    // includes what is in flight.
    QJsonObject toJson(Nanoseconds now) const;

private:
    enum class Judge { Page, Link, Server, Unknown };

    struct Flight // an update on its way
    {
        Nanoseconds published = 0;
        std::map<int, int> on; // connection -> n there, 0: not sent yet
    };
    // Spans of time that only grow: since when, and how long altogether.
    struct Meter
    {
        bool running = false;
        Nanoseconds since = 0;
        Nanoseconds lastEnd = 0;
        Nanoseconds total = 0;

        void start(Nanoseconds t);
        void stop(Nanoseconds t);
        Nanoseconds upTo(Nanoseconds now) const;
    };
    using Number = std::pair<int, qint64>; // life, update
    struct Account                         // a client and a channel
    {
        LedgerSummary counts;
        int life = 0;
        NumberSet missing;        // missed and not recovered, of this life
        NumberSet got;            // arrived at this document, of this life
        qint64 covered = 0;       // by a snapshot, of this life
        qint64 lastPublished = 0; // of this life
        std::map<Number, Flight> flights;
        std::set<int> open; // connections
        bool inGap = false;
        Nanoseconds gapSince = 0;
        int missedInGap = 0;
        Meter stale;
    };
    struct Arrival // crossed the link; who judges is not known yet
    {
        Event event;
    };
    struct Connection
    {
        QString client;
        QString channel; // empty: none
        int life = 0;
        bool linked = false;   // came through a link
        bool pageSeen = false; // a page event named it
        bool opened = false;
        bool wireEnded = false;
        bool over = false;
        NumberSet arrived; // updates, of its life
        NumberSet byLink;  // n of messages that the link confirmed
        std::vector<Arrival> waiting;
    };
    struct Client
    {
        bool page = false;
        int lastPageConnection = 0;
        std::set<int> attempts;
        std::set<int> connections; // not over
        std::vector<QString> channels;
        std::map<QString, Account> accounts;
        Meter stale;
    };

    Client &clientFor(const QString &name);
    Judge judge(const Client &client, int conn, const Connection &connection) const;
    Account *accountOf(const Connection &connection);

    void serverStarted(const Event &event);
    void opened(const Event &event);
    void published(const Event &event);
    void sent(const Event &event);
    void crossed(const Event &event);
    void pageEvent(const Event &event);
    void linkLost(const Event &event);
    void wireEnd(const Event &event);
    void arrive(int conn, Connection &connection, const Event &event, const Event &trigger);
    void settle(int conn, Connection &connection, const Event &trigger);
    void reconsider(const QString &client, const Event &trigger);
    void miss(const QString &client, const QString &channel, Account &account, Number number,
              Nanoseconds published, QLatin1StringView why, int conn, int n, const Event &trigger);
    void recover(const QString &client, const QString &channel, Account &account, qint64 update,
                 bool bySnapshot, const Event &trigger, int conn);
    void updateStale(Client &client, Account &account, Nanoseconds t);
    void derive(Kind kind, const QString &client, int conn, int n, qint64 update, QJsonObject data,
                const Event &trigger);
    LedgerSummary summaryOf(const Account &account, Nanoseconds now) const;

    std::map<QString, Client> m_clients;
    std::vector<QString> m_clientNames;
    QHash<int, Connection> m_connections;
    int m_life = 0;
    bool m_started = false;
    std::vector<Event> m_derived;
};

} // namespace swapscope
