#pragma once

#include "account.h"
#include "numberset.h"

#include <core/event.h>

#include <QHash>
#include <QString>
#include <QStringList>

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace swapscope {

// The point nearest to the user that speaks of what arrives on a connection.
enum class Witness {
    Page,
    Link,
    Server,
    Unknown // the page, if it turns out to be the page's
};

// A connection of a client that is not over.
struct ReceiverConnection
{
    QString client;
    std::size_t receiver = 0;  // the client's place in Receivers
    QString channel;           // empty: none
    std::map<int, int> epochs; // from message n on -> epoch of its channel
    int lastSent = 0;          // n
    // Of the connection that began its client's account of the channel: the channel's last number then, until
    // the page has said with which one it was rendered.
    std::optional<qint64> beganAfter;
    Nanoseconds acceptedAt = 0; // by the link or the server
    bool linked = false;        // came through a link
    bool pageSeen = false;      // a page event named it
    bool foreign = false;       // it will not be named any more
    bool linkEnded = false;     // link.closed or link.cut
    bool wireEnded = false;     // that, or server.closed
    NumberSet arrived;          // updates, of the current epoch
    NumberSet judgedAtServer;   // the n of messages that arrived by the server's word
    NumberSet judgedAtLink;     // the n of messages that arrived by the link's word
    std::vector<Event> waiting; // link.messages, while the witness is unknown
    // Of a stream's events a page can report those whose names it hears; page.open says which.
    std::optional<QStringList> hears;
    std::vector<Event> unheard; // link.messages with names, while that is unknown

    int epochOf(int n) const; // only while it has a channel
    // What is sent from now on is of this epoch.
    void numbersAnew(int epoch);
};

// A client that receives a channel or tried to.
struct Receiver
{
    bool page = false;             // in Swapscope
    bool linked = false;           // comes through a link
    Nanoseconds lastPageTime = 0;  // that an event of its page named
    int attempts = 0;              // connections, also those that failed
    std::set<ConnectionId> live;   // connections that are not over
    std::vector<QString> channels; // in order of appearance
    std::map<QString, Account> accounts;
    SpanMeter stale; // over all channels

    // Follows the stale times of the accounts, after any of them has changed at `t`.
    void followStale(Nanoseconds t);
};

// Who receives: the clients of a run with their connections and accounts, and who speaks for what arrives
// on them. Ledger says in words who does. Pointers and references hold until their connection is over; those
// to clients and accounts as long as this. One thread.
class Receivers
{
public:
    // A page reports in order: once it speaks of a moment more than this after a connection was accepted, it
    // will not name it any more.
    static constexpr Nanoseconds kForeignAfter = kSecond;

    // The client with this name, new at its first mention.
    Receiver &named(const QString &name) { return at(placeOf(name)); }
    // Its place, in the order of appearance.
    std::size_t placeOf(const QString &name);
    Receiver &at(std::size_t place) { return m_receivers[place]; }
    const Receiver *find(const QString &name) const;                             // null: never named
    const std::vector<QString> &names() const { return m_names; }                // in order of appearance
    std::vector<std::pair<QString, Receiver *>> all();                           // by name
    const Account *account(const QString &client, const QString &channel) const; // null: there is none

    // Null where it is not known or over.
    ReceiverConnection *connection(ConnectionId conn);
    // The connection of a client that this event (with both) accepts; one already known has a new beginning.
    ReceiverConnection &accept(const Event &event);
    // The connection is over: taken out of the books. Empty where it was not known.
    std::optional<ReceiverConnection> end(ConnectionId conn);
    // Was ended. One may be opened at the server after its link was cut.
    bool isOver(ConnectionId conn) const
    {
        return m_over.contains(conn.number()) && !m_connections.contains(conn);
    }
    // Counts it as one of the client's connections, unless it was before.
    void attempted(Receiver &client, ConnectionId conn)
    {
        client.attempts += m_attempted.insert(conn.number()) ? 1 : 0;
    }
    // An event of a page has named it.
    void namedByPage(ConnectionId conn) { m_namedByPage.insert(conn.number()); }

    // The connection that an event with an update is about, where the update is of its channel; else null.
    ReceiverConnection *receiving(const Event &event);
    // Of its client over its channel; null: it has none.
    Account *accountOf(const ReceiverConnection &connection);
    Witness witness(const ReceiverConnection &connection) const;

    // The updates of a channel that the client's connections which are not over have brought it.
    NumberSet broughtTo(const Receiver &client, const QString &channel);
    // The channel numbers anew, on all of its connections.
    void numbersAnew(const QString &channel, int epoch);

private:
    std::deque<Receiver> m_receivers;    // in the order of m_names
    QHash<QString, std::size_t> m_index; // in both, by name
    std::vector<QString> m_names;
    std::unordered_map<ConnectionId, ReceiverConnection> m_connections;
    // Numbers of connections.
    RecentNumbers m_attempted;
    RecentNumbers m_namedByPage;
    RecentNumbers m_over;
};

} // namespace swapscope
