#pragma once

#include <core/event.h>

#include <QHash>
#include <QString>
#include <QStringList>

#include <deque>
#include <map>
#include <optional>

namespace swapscope {

// What rules ask about a connection.
struct SceneConnection
{
    int conn = 0;
    QString client;
    QString transport; // "ws", "sse"; empty: not known yet
    QString path;      // without the query
    QString url;       // as the page has it; empty: no page of ours
    int owner = 0;     // number of the element that asked for it; 0: not known
    int attempt = 0;   // 0: the first
    bool hearsKnown = false;
    QStringList hears; // the names that the page listens to, where hearsKnown

    EventId connecting = 0; // page.connecting
    EventId opened = 0;     // page.open
    EventId served = 0;     // server.opened
    EventId closed = 0;     // page.closed
    Nanoseconds openedAt = -1;
    Nanoseconds servedAt = -1;
    Nanoseconds closedAt = -1;
    QString endedBy;   // "server", "client", "link": who ended it, as the first one said
    EventId ended = 0; // … in this event
    bool wireEnded = false;

    QString channel;
    QString catchUp;
    bool spokenFor = false; // the server sent something that was no live update: a catch-up of whatever kind

    // The page has it: it is connecting or open there.
    bool live() const { return connecting != 0 && closed == 0; }
    bool open() const { return opened != 0 && closed == 0; }
};

struct SceneMessage
{
    int conn = 0;
    int n = 0;
    EventId id = 0;
    QString why;  // "live", "replay", "snapshot", "direct"; empty: not known
    QString text; // its beginning
};

struct SceneClient
{
    QString name;
    QString htmx;     // "2", "4"; empty: none is known
    int document = 0; // counts up
    Nanoseconds loadedAt = -1;
    Nanoseconds hiddenAt = -1; // the last time
    bool hidden = false;
    bool frozen = false; // its link
    int held = 0;        // messages that wait at its link for a hand
};

// What is known of a run so far, gathered once for all rules. Pure: events in the order of their ids,
// enriched (trace/join.h); memory is bounded.
class Scene
{
public:
    static constexpr std::size_t kConnections = 1000; // the oldest that are over are forgotten
    static constexpr std::size_t kMessages = 2000;    // of all connections
    static constexpr int kText = 4096;                // characters of a message that are kept

    void take(const Event &event);

    // Null when unknown.
    const SceneConnection *connection(int conn) const;
    const std::map<int, SceneConnection> &connections() const { return m_connections; }
    const SceneClient &client(const QString &name) const; // an empty one when unknown
    // The message n that left the link towards the page; nothing when it was not read or is forgotten.
    const SceneMessage *message(int conn, int n) const;

    // "2", "4", or empty.
    QString htmx(const QString &client) const;
    // The run is being ended: what closes now says nothing.
    bool quitting() const { return m_quitting; }
    // The server is away, or was a moment ago: a deploy, a new script.
    bool restarting(Nanoseconds t) const;

private:
    SceneConnection &at(const Event &event);
    void ended(const Event &event, const QString &by);
    void takeMessage(const Event &event);

    std::map<int, SceneConnection> m_connections;
    QHash<QString, SceneClient> m_clients;
    std::deque<SceneMessage> m_messages;
    QString m_htmx;
    bool m_quitting = false;
    bool m_stopped = false;
    Nanoseconds m_stoppedAt = -1;
    Nanoseconds m_startedAt = -1;
};

// Fields of a payload.
QString textOf(const Event &event, const char *field);
int numberOf(const Event &event, const char *field, int otherwise = 0);
bool truthOf(const Event &event, const char *field, bool otherwise = false);

// "/chat" of "ws://127.0.0.1:8137/chat?room=4".
QString pathOf(const QString &url);
// "5.9 s".
QString secondsText(Nanoseconds time);
// A socket's message that is a JSON object or array; a whole page instead of a fragment.
bool looksLikeJson(const QString &text);
bool looksLikeWholePage(const QString &text);

} // namespace swapscope
