#pragma once

#include "htmxversions.h"
#include "ledger/numberset.h"
#include "runconnection.h"

#include <core/event.h>
#include <core/sharedtext.h>

#include <QHash>
#include <QString>

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace swapscope {

class Trace;

// A data message that has left the link towards the page.
struct RunMessage
{
    ConnectionId conn;
    int n = 0;
    EventId id = 0;
    Word why = Word::None; // Live, Replay, Snapshot, Direct; None: not known

    // The first RunModel::kText characters.
    QString text() const;

    SharedText start; // in UTF-8, at least as much as text() needs
};

// A client and its page.
struct RunClient
{
    QString name;
    int document = 0; // how many documents the page has loaded
    Nanoseconds loadedAt = -1;
    Nanoseconds hiddenAt = -1; // when the page was hidden last; below 0: never
    bool hidden = false;
    bool frozen = false; // its link is frozen
    int held = 0;        // messages that a breakpoint has stopped at its link
};

// What all pages of a run have come to.
struct PagesNow
{
    std::set<QString> loaded;    // clients whose page has loaded a document
    Nanoseconds loadedLast = -1; // when any of them did; below 0: never
    std::size_t connecting = 0;  // attempts that have neither opened nor closed
    std::size_t open = 0;        // connections of whose end their page has not told

    friend bool operator==(const PagesNow &, const PagesNow &) = default;
};

// How long an EventSource waits before it reconnects, as a stream's `retry` said on the wire.
struct ReconnectionTime
{
    QString client;
    QString path;
    Nanoseconds time = 0;

    friend bool operator==(const ReconnectionTime &, const ReconnectionTime &) = default;
};

// What is known of a run so far, gathered once for everybody who asks: clients and their pages, connections,
// the latest messages. Its events go in, joined (trace/join.h) and in the order of the ids. What became of
// an update, the ledger knows; where the events of an update or a message are, the trace does.
//
// Does no I/O. Its memory is bounded (but grows with the clients): what is over longest ago is forgotten, and
// forgotten() says so; connectionOf() gives the whole of any connection all the same, by its trace.
//
// One thread pushes and reads; any thread may call what is said to be for any.
class RunModel
{
public:
    static constexpr std::size_t kEnded = 1000;         // connections that are over
    static constexpr std::size_t kConnections = 10'000; // of any kind
    static constexpr std::size_t kMessages = 2000;      // of all connections
    static constexpr std::size_t kReconnections = 1000; // times
    static constexpr int kText = 4096;                  // characters that are kept of a message

    RunModel() = default;
    // Of a whole trace.
    explicit RunModel(const Trace &trace);

    // Takes the next event of the run.
    void push(const Event &event);

    // Null if there is no such connection or it is forgotten. Valid until the next push().
    const RunConnection *connection(ConnectionId conn) const;
    const std::map<ConnectionId, RunConnection> &connections() const { return m_connections; }
    const RunClient &client(const QString &name) const; // one without a name if it is not known
    // The n-th data message of a connection towards the page; null if it was not read or is forgotten.
    const RunMessage *message(ConnectionId conn, int n) const;

    // The major version of htmx in the client's page, "2" or "4"; empty if it is not known.
    QString htmx(const QString &client) const { return htmxMajor(m_htmx.of(client)); }
    // True once the run is ending: connections that close now are meant to.
    bool quitting() const { return m_quitting; }
    // True if the server is away at `t`, or was a moment before: a deploy, or a new script.
    bool restarting(Nanoseconds t) const;
    // True while a turn of the script goes on that should have ended, and at `t` shortly after: nothing that
    // does not happen is the network's fault.
    bool stalled(Nanoseconds t) const;
    // When the script last came back from such a turn; below 0: never.
    Nanoseconds resumedAt() const { return m_resumedAt; }
    // The latest of each client and path; reconnectionChanges() counts how often any of them has changed.
    const std::vector<ReconnectionTime> &reconnections() const { return m_reconnections; }
    std::size_t reconnectionChanges() const { return m_reconnectionChanges; }

    // Any thread: as it is now. None if there is no such connection or it is forgotten.
    std::optional<RunConnection> connectionNow(ConnectionId conn) const;
    // Any thread. How many connections are known in part or not at all, because there were too many.
    std::size_t forgotten() const;
    // Any thread.
    PagesNow pagesNow() const;
    // Any thread: the version of htmx in the client's page, "2.0.11", when the event `upTo` had been noted.
    QString htmxVersion(const QString &client, EventId upTo) const;

private:
    RunClient &clientOf(const Event &event) { return m_clients[event.client]; }
    void server(const Event &event);
    void ofPage(const Event &event);
    void ofLink(const Event &event);
    void ofConnection(const Event &event);
    void retire(ConnectionId conn);
    void forget(ConnectionId conn);
    void keepMessage(const Event &event);
    void keepReconnection(const Event &event);

    mutable std::mutex m_mutex; // of what follows up to m_open, for writing and for other threads
    std::map<ConnectionId, RunConnection> m_connections;
    QHash<ConnectionId, RunConnection *> m_byNumber; // the same
    NumberSet m_forgotten;
    HtmxVersions m_htmx;
    std::set<QString> m_loaded;
    Nanoseconds m_loadedLast = -1;
    std::set<ConnectionId> m_connecting; // in pages
    std::set<ConnectionId> m_open;

    std::deque<ConnectionId> m_ended; // connections that are over, the longest first
    QHash<QString, RunClient> m_clients;
    std::deque<RunMessage> m_messages; // the latest
    QHash<std::pair<ConnectionId, int>, qint64>
        m_messageNumbers; // of each of these, counted from the first of the run
    qint64 m_messagesForgotten = 0;
    std::vector<ReconnectionTime> m_reconnections;
    std::size_t m_reconnectionChanges = 0;
    bool m_quitting = false;
    bool m_stalled = false; // by the script
    Nanoseconds m_resumedAt = -1;
    bool m_stopped = false;
    Nanoseconds m_stoppedAt = -1;
    Nanoseconds m_startedAt = -1;
};

// The whole of a connection of this trace: as the model of the same run has it, else from its events. One
// without a number if there is no such connection. Any thread.
RunConnection connectionOf(const Trace &trace, const RunModel &model, ConnectionId conn);

} // namespace swapscope
