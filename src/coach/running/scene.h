#pragma once

#include <core/event.h>

#include <QHash>
#include <QString>
#include <QStringList>

#include <deque>
#include <map>
#include <optional>

namespace swapscope {

// What rules can ask about one WebSocket or event stream of a client.
struct SceneConnection
{
    int conn = 0;
    QString client;
    QString transport; // "ws", "sse"; empty: not known yet
    QString path;      // without the query
    QString url;       // as the page wrote it; empty: not made by a page in Swapscope
    int owner = 0;     // number of the HTML element that asked for it; 0: not known
    int attempt = 0;   // 0: the first attempt; n: the n-th after a back-off
    bool hearsKnown = false;
    QStringList hears; // names of the stream's events to which the page listens; only if hearsKnown

    EventId connecting = 0; // page.connecting
    EventId opened = 0;     // page.open
    EventId served = 0;     // server.opened
    EventId closed = 0;     // page.closed
    Nanoseconds openedAt = -1;
    Nanoseconds servedAt = -1;
    Nanoseconds closedAt = -1;
    QString endedBy;   // "server", "client" or "link": who ended it, by the first event that says so
    EventId ended = 0; // that event
    bool wireEnded = false;

    QString channel;
    QString catchUp;
    bool spokenFor = false; // the server has sent something other than live updates: some kind of catch-up

    // True while it is connecting or open in the page.
    bool live() const { return connecting != 0 && closed == 0; }
    bool open() const { return opened != 0 && closed == 0; }
};

// A data message that has left the link towards the page.
struct SceneMessage
{
    int conn = 0;
    int n = 0;
    EventId id = 0;
    QString why;  // "live", "replay", "snapshot", "direct"; empty: not known
    QString text; // the first kText characters
};

// What rules can ask about a client and its page.
struct SceneClient
{
    QString name;
    QString htmx;     // major version in the page: "2" or "4"; empty: none is known
    int document = 0; // how many documents the page has loaded
    Nanoseconds loadedAt = -1;
    Nanoseconds hiddenAt = -1; // when the page was hidden last; below 0: never
    bool hidden = false;
    bool frozen = false; // its link is frozen
    int held = 0;        // messages that a breakpoint has stopped at its link
};

// What is known of a run so far, gathered once for all rules from its events, joined (trace/join.h) and in
// the order of the ids. Does no I/O; its memory is bounded; one thread.
class Scene
{
public:
    static constexpr std::size_t kConnections = 1000; // beyond, the oldest closed ones are forgotten
    static constexpr std::size_t kMessages = 2000;    // of all connections; beyond, the oldest are forgotten
    static constexpr int kText = 4096;                // characters that are kept of a message

    // Takes the next event of the run.
    void push(const Event &event);

    // Null if there is no such connection or it is forgotten. Valid until the next push().
    const SceneConnection *connection(int conn) const;
    const std::map<int, SceneConnection> &connections() const { return m_connections; }
    const SceneClient &client(const QString &name) const; // one without a name if it is not known
    // The n-th data message of a connection towards the page; null if it was not read or is forgotten.
    const SceneMessage *message(int conn, int n) const;

    // The major version of htmx in the client's page, "2" or "4"; empty if it is not known.
    QString htmx(const QString &client) const;
    // True once the run is ending: connections that close now are no finding.
    bool quitting() const { return m_quitting; }
    // True if the server is away at `t`, or was a moment before: a deploy, or a new script.
    bool restarting(Nanoseconds t) const;

private:
    SceneConnection &at(const Event &event);
    void ended(const Event &event, const QString &by);
    void keepMessage(const Event &event);

    std::map<int, SceneConnection> m_connections;
    QHash<QString, SceneClient> m_clients;
    std::deque<SceneMessage> m_messages;
    QString m_htmx;
    bool m_quitting = false;
    bool m_stopped = false;
    Nanoseconds m_stoppedAt = -1;
    Nanoseconds m_startedAt = -1;
};

// A field of an event's payload; `otherwise` if the event does not have it.
QString textOf(const Event &event, Field field);
int numberOf(const Event &event, Field field, int otherwise = 0);
bool truthOf(const Event &event, Field field, bool otherwise = false);

// The path of an address: "/chat" of "ws://127.0.0.1:8137/chat?room=4".
QString pathOf(const QString &url);
// A duration as users read it: "5.9 s".
QString secondsText(Nanoseconds time);
// True if a socket's message is a JSON object or array, or a whole page instead of a fragment.
bool looksLikeJson(const QString &text);
bool looksLikeWholePage(const QString &text);

} // namespace swapscope
