#pragma once

#include <core/event.h>

#include <QString>
#include <QStringList>

namespace swapscope {

// The event that told of something, and when that was; none where nothing has told of it.
struct Sighting
{
    EventId id = 0; // 0: none
    Nanoseconds t = -1;

    explicit operator bool() const { return id != 0; }
    friend bool operator==(const Sighting &, const Sighting &) = default;
};

// Data messages that the link has passed on in one direction.
struct Passed
{
    int messages = 0;
    qint64 bytes = 0; // on the wire

    friend bool operator==(const Passed &, const Passed &) = default;
};

// One WebSocket or event stream of a client, from the attempt to its end, as its events tell of it. A plain
// value; the same events always give the same one.
struct RunConnection
{
    ConnectionId conn;
    QString client;
    QString transport; // "ws", "sse"; empty: not known yet
    QString path;      // without the query
    QString url;       // as the page wrote it; empty: not made by a page in Swapscope
    int owner = 0;     // number of the HTML element that asked for it; 0: not known
    int attempt = 0;   // 0: the first attempt; n: the n-th after a back-off
    bool hearsKnown = false;
    QStringList hears; // names of the stream's events to which the page listens; only if hearsKnown

    // At the three points of observation. Of several events of a kind the last.
    Sighting connecting; // page.connecting
    Sighting opened;     // page.open
    Sighting closed;     // page.closed
    Sighting accepted;   // link.accepted
    Sighting refused;    // link.refused
    Sighting cut;        // link.cut, of this connection
    Sighting linkClosed; // link.closed
    Sighting served;     // server.opened
    Sighting unserved;   // server.closed
    QString endedBy;     // "server", "client" or "link": who ended it, by the first event that says so
    EventId ended = 0;   // that event

    QString channel;
    QString catchUp;
    bool spokenFor = false; // the server has sent something other than live updates: some kind of catch-up
    Passed down;            // towards the page
    Passed up;

    // False: what was told of it first is forgotten (RunModel), so that it may lack anything.
    bool whole = true;

    // True while it is connecting or open in the page.
    bool live() const { return connecting && !closed; }
    bool open() const { return opened && !closed; }
    // Link or server have told of its end.
    bool wireEnded() const { return cut || linkClosed || unserved; }

    // Whether an event of this kind, of a connection, tells what is kept here.
    static bool tells(Kind kind);
    // Takes its next event, joined (trace/join.h) and in the order of the ids; one that does not tell changes
    // nothing.
    void push(const Event &event);

    friend bool operator==(const RunConnection &, const RunConnection &) = default;
};

// The path of an address: "/chat" of "ws://127.0.0.1:8137/chat?room=4".
QString pathOf(const QString &url);

} // namespace swapscope
