#pragma once

#include "numberset.h"

#include <core/event.h>

#include <boost/container/flat_map.hpp>
#include <boost/container/flat_set.hpp>
#include <boost/container/small_vector.hpp>

#include <compare>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace swapscope {

// Adds up spans of time: how long all of them were, and since when the present one runs. Spans do not
// overlap: one that starts before the end of the last starts there, one that would end before its start is
// empty.
class SpanMeter
{
public:
    void start(Nanoseconds t); // while it runs: moves its start back, never forward
    void stop(Nanoseconds t);

    bool running() const { return m_running; }
    Nanoseconds since() const { return m_since; } // only while it runs
    Nanoseconds total(Nanoseconds now) const;
    // Time after this moment no longer counts.
    void endAt(Nanoseconds t) { m_end = t; }

private:
    Nanoseconds m_end = std::numeric_limits<Nanoseconds>::max();
    bool m_running = false;
    Nanoseconds m_since = 0;
    Nanoseconds m_lastEnd = 0;
    Nanoseconds m_total = 0;
};

// One update of a channel: its number, from 1, in one of the channel's numberings (0, then one more each time
// it begins anew). In the order of publication.
struct UpdateNumber
{
    int epoch = 0;
    qint64 number = 0;

    friend auto operator<=>(const UpdateNumber &,
                            const UpdateNumber &) = default; // NOLINT(modernize-use-nullptr): its zero
};

// What became of an update at a client. The Ledger makes an update.* event of it.
struct Outcome
{
    enum class What {
        MissedBefore,        // published before the client's first connection
        MissedAway,          // published while it had no connection
        MissedLost,          // sent, and lost on the way
        MissedUndone,        // arrived, and a later snapshot has taken it away again
        RecoveredByReplay,   // missed, and then sent again
        RecoveredBySnapshot, // missed, and then part of a snapshot
        Duplicated           // arrived more than once
    };
    What what;
    qint64 update;
    ConnectionId conn; // on which it was lost or arrived; none: on no connection
    int n = 0;         // ordinal of the message on that connection; 0: not known

    friend bool operator==(const Outcome &, const Outcome &) = default;
};
using Outcomes = std::vector<Outcome>;

// What became of every update of one channel at one client. It is told what was published, sent, lost and
// received, and counts; the Ledger finds that out from the events. For one thread.
//
// An update is named by its number and an epoch: how often the channel had begun to number anew before it.
// Times are those of the run's clock. Functions with `outcomes` add to it what they have decided.
class Account
{
public:
    struct Counts
    {
        int published = 0;
        int delivered = 0;
        int missed = 0;
        int missedBefore = 0; // those of `missed` that were published before the first connection
        int recoveredByReplay = 0;
        int recoveredBySnapshot = 0;
        int duplicated = 0;

        friend bool operator==(const Counts &, const Counts &) = default;
    };
    // A time without a connection is over.
    struct GapEnd
    {
        Nanoseconds length;
        int missed;
    };

    explicit Account(int epoch) : m_epoch(epoch) {}

    // The server has opened a connection to the channel. Returns the gap that this ends, if there was one.
    std::optional<GapEnd> opened(ConnectionId conn, Nanoseconds t);
    // The connection is no longer open. True: it was the client's last one, and a gap begins.
    bool ended(ConnectionId conn, Nanoseconds t);

    // An update that was published at `t`, before the client's first connection, and is not in its page: it
    // counts as missed. Only for the account's first epoch, and once for each number.
    void publishedBefore(qint64 update, Nanoseconds t, Outcomes &outcomes);
    // An update is published. It is in flight on every open connection; without one it is missed.
    void published(qint64 update, Nanoseconds t, Outcomes &outcomes);
    // The server has sent the update live on a connection, as message n. It sends in order, so an earlier
    // update that is in flight on this connection and was not sent on it never will be, and counts as missed.
    void sentLive(UpdateNumber update, ConnectionId conn, int n, Outcomes &outcomes);
    // The server catches the client up, by a replay or a snapshot, as far as `last`. Updates in flight on
    // this connection up to there that were not sent live on it count as missed: they were published before
    // the client was live.
    void catchingUp(UpdateNumber last, ConnectionId conn, Outcomes &outcomes);

    // A copy of the update has reached the client. `again`: there was one on this connection before.
    void arrived(UpdateNumber update, bool replayed, bool again, ConnectionId conn, int n, Nanoseconds t,
                 Outcomes &outcomes);
    // A snapshot that covers everything up to `upTo` has reached the client. It replaces what the page had:
    // updates that it does not cover and that arrived before it on its connection (`before`) count as missed.
    void covered(UpdateNumber upTo, const NumberSet &before, ConnectionId conn, int n, Nanoseconds t,
                 Outcomes &outcomes);
    // This update will not arrive on this connection; over(): nor will any other that is in flight on it.
    void lost(UpdateNumber update, ConnectionId conn, Outcomes &outcomes);
    void over(ConnectionId conn, Outcomes &outcomes);

    // The page has loaded a new document, which contains these updates alone.
    void newDocument(const NumberSet &has) { m_got = has; }
    // The channel has begun to number anew.
    void newEpoch(int epoch, Nanoseconds t);
    // Stale times end at `t`.
    void endTimes(Nanoseconds t) { m_stale.endAt(t); }

    int epoch() const { return m_epoch; }
    const Counts &counts() const { return m_counts; }
    int inFlight() const { return static_cast<int>(m_flights.size()); }
    int missing() const { return static_cast<int>(m_missing.size()); } // missed and not recovered, this epoch
    std::vector<qint64> lacking() const { return NumberSet(m_missing).takeUpTo(m_missing.last()); }
    // How many updates in flight were published at `t` or before. Cheap if `t` does not go back from call to
    // call: each update is then looked at once.
    int inFlightSince(Nanoseconds t) const;
    bool inGap() const { return m_inGap; }
    Nanoseconds gapSince() const { return m_gapSince; }
    const SpanMeter &stale() const { return m_stale; }

private:
    struct Flight
    {
        Nanoseconds published = 0;
        // connection -> n on it; 0: not sent there (yet). Most clients have one.
        boost::container::flat_map<ConnectionId, int, std::less<>,
                                   boost::container::small_vector<std::pair<ConnectionId, int>, 2>>
            on;
        mutable bool old = false; // counted in m_old
    };
    using Flights = std::map<UpdateNumber, Flight>;

    void passedOver(UpdateNumber end, ConnectionId conn, Outcomes &outcomes);
    void miss(UpdateNumber update, Nanoseconds published, const Outcome &how, Outcomes &outcomes);
    void undone(qint64 update, ConnectionId conn, int n, Nanoseconds t, Outcomes &outcomes);
    Flights::iterator erase(Flights::iterator flight);
    Flights::iterator drop(Flights::iterator flight, ConnectionId conn, Outcome::What what,
                           Outcomes &outcomes);

    int m_epoch;
    Counts m_counts;
    NumberSet m_missing;   // of this epoch
    NumberSet m_got;       // reached this document, of this epoch
    NumberSet m_replayed;  // missed, and recovered by replay, of this epoch
    qint64 m_covered = 0;  // by a snapshot, of this epoch
    Flights m_flights;     // of all epochs
    mutable int m_old = 0; // of these, published at m_oldAt or before
    mutable Nanoseconds m_oldAt = -1;
    mutable UpdateNumber m_oldUpTo{-1, 0}; // all up to it were looked at
    using Numbers = boost::container::flat_set<UpdateNumber>;
    boost::container::flat_map<ConnectionId, Numbers>
        m_unsent;                  // connection -> in flight on it, not sent there yet
    std::set<ConnectionId> m_open; // connections
    bool m_inGap = false;
    Nanoseconds m_gapSince = 0;
    int m_missedInGap = 0;
    SpanMeter m_stale;
};

} // namespace swapscope
