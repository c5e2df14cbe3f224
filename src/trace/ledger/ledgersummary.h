#pragma once

#include "../streamids.h"

#include <core/event.h>

#include <QJsonObject>

namespace swapscope {

class Account;
class SpanMeter;

// The account of one client, over one channel or over all of its channels, as it stands at one moment. Counts
// of updates; times in nanoseconds. At every moment published == delivered + missed + inFlight, and
// missed == recoveredByReplay + recoveredBySnapshot + lost(). A plain value.
struct LedgerSummary
{
    // An update in flight for longer than this counts as behind.
    static constexpr Nanoseconds kBehindAfter = kSecond;

    int connections = 0;  // attempts, also those that failed; 0 in the account of a single channel
    int published = 0;    // of the channels that the client receives, since its account of each began
    int delivered = 0;    // reached the page live
    int missed = 0;       // did not
    int missedBefore = 0; // of the missed: published between the page's rendering and its first connection
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
    bool known = true;          // false: an attached server, whose updates nobody knows; all above but
                                // connections is 0 and means nothing then, and this is all there is:
    StreamReaders::Counts ids;  // what the ids of its event streams tell; in the account of a client

    int recovered() const { return recoveredByReplay + recoveredBySnapshot; }
    int lost() const { return missed - recovered(); } // for good, as far as is known

    friend bool operator==(const LedgerSummary &, const LedgerSummary &) = default;
};

// The account of a single channel at `now`, in nanoseconds. Pure, any thread.
LedgerSummary summaryOf(const Account &account, Nanoseconds now);

// Adds the account of one channel to that of its client: counts add up, a gap in it is one of the client's,
// the earliest is told. Stale times do not add up, channels are stale at the same time: see setStale(). Pure,
// any thread.
void addChannel(LedgerSummary *client, const LedgerSummary &channel);

// Says since when and for how long, at `now`, something was lacking. Pure, any thread.
void setStale(LedgerSummary *summary, const SpanMeter &stale, Nanoseconds now);

// What `play` prints of one client; see Ledger::toJson(). Pure, any thread.
QJsonObject summaryJson(const LedgerSummary &summary);

} // namespace swapscope
