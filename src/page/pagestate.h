#pragma once

#include <core/clock.h>
#include <core/event.h>

#include <QString>

#include <vector>

namespace swapscope {

// The state of a page's connection.
enum class PagePhase : quint8 {
    None,       // the page has no connection
    Connecting, // an attempt is under way
    Open,
    Backoff, // waiting before the next attempt
    Closed,  // closed, and no attempt is planned
};

// One connection of a page as its user sees it. A reconnection belongs to the same one, so `conn` changes
// with each attempt.
struct PageConnection
{
    ConnectionId conn; // the number of the latest attempt, over the whole run
    QString transport; // "ws" or "sse"
    QString url;       // as the page wrote it
    PagePhase phase = PagePhase::Connecting;
    int attempt = 0; // connecting: 0 for the first; back-off: from 1
    bool planned =
        true; // back-off: false where the browser keeps its wait to itself and `delay` is its usual one
    Nanoseconds delay = 0; // back-off: how long it was planned to be
    Nanoseconds due = 0;   // back-off: when the next attempt begins, on the recorder's clock
    int code = 0;          // closed or back-off: the close code; 0 for a stream
    bool ended = false;    // closed: a stream that the page itself closed, so nothing is wrong with it
    EventId backoff = 0;   // the page.backoff that the next attempt will name as its cause

    friend bool operator==(const PageConnection &, const PageConnection &) = default;
};

// What the header above a page shows. A plain value that follows the page.* events one by one.
//
// It is not the run's model (trace/runmodel.h), whose connections are those of the wire: here a reconnection
// goes on with the one before, a back-off counts down, and giving up and the page's own failures, of which no
// event tells, belong to it. It reads what the page's reader says on the window's thread, before the observer
// has heard of it, and so never lags behind what the page itself shows.
struct PageState
{
    bool loaded = false; // a document is there
    bool hidden = false; // document.hidden: as a background tab
    QString
        problem;  // why there is no page (server away, renderer crashed), as a sentence; empty: all is well
    QString htmx; // the version that the page runs, "" when none
    std::vector<PageConnection> connections; // in the order of their first attempts

    // The connection that a header with room for one shows: the latest that is in trouble (back-off before
    // connecting before closed), else an open one, else one that the page itself has ended; null when the
    // page has none.
    const PageConnection *headline() const;
    // headline()'s phase, or None.
    PagePhase phase() const;

    // Follows the next page.* event of this client; they come in the order of their ids. Returns true if
    // anything has changed.
    bool apply(const Event &event);
    // The attempt for which this connection waits will not be made. Returns true if anything has changed.
    bool giveUp(ConnectionId conn);

    friend bool operator==(const PageState &, const PageState &) = default;
};

} // namespace swapscope
