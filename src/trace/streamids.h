#pragma once

#include <core/event.h>

#include <QString>

#include <deque>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace swapscope {

// What the ids of one event stream's events tell its reader of what it has not got, when nothing else is
// known of the stream. Ids that are whole numbers, each one above the last, count: behind a jump something
// never came. Of every other id only the second coming is telling. What the last kRemembered ids were is
// remembered, no more.
class StreamIds
{
public:
    static constexpr std::size_t kRemembered = 4096;
    static constexpr std::size_t kMostGaps = 1000; // that may still be filled

    struct Finding
    {
        enum class What { Missed, Recovered, Duplicated };
        What what = What::Missed;
        qint64 first = 0; // the number of the id; of what is missed, the first. 0: the id is none
        qint64 last = 0;  // of what is missed

        friend bool operator==(const Finding &, const Finding &) = default;
    };

    // The next event of the stream has this id. `content` tells two events with one id apart (0: not known):
    // a server that numbers anew repeats nothing. `lossy`: something can have been lost since the last one,
    // in the link or between two connections; where it cannot, a jump is the server's way of counting, and
    // gaps are not claimed any more.
    std::optional<Finding> arrived(const QString &id, std::size_t content, bool lossy);

    const QString &last() const { return m_last; }

private:
    std::optional<Finding> number(qint64 number, bool lossy);
    bool fill(qint64 number);
    void startAnew();

    QString m_last;
    std::deque<QString> m_order; // of m_contents, the oldest first
    std::unordered_map<QString, std::size_t> m_contents;
    qint64 m_highest = -1;
    int m_steps = 0;                 // of one, in a row
    bool m_byOne = true;             // until a jump shows otherwise
    std::map<qint64, qint64> m_gaps; // first to last, of what never came
};

// Keeps StreamIds for every reader of an event stream behind an attached server: enriched events in the order
// of their ids go in, update.missed, update.recovered and update.duplicated come out, with the stream's path
// for a channel. Pure.
//
// A reader is a document, or a program: its connections to one path follow each other. Of a page in Swapscope
// what arrived is what the page says (page.message), and a new document (page.loaded) is a new reader. Of any
// other client it is what left the link, and a connection goes on a reader's account only when it names that
// reader's last id (Last-Event-ID); without it, it may be a new document, and nothing is claimed. A foreign
// program on the link of a page is not judged.
class StreamReaders
{
public:
    struct Counts
    {
        int seen = 0; // events with an id
        int missed = 0;
        int recovered = 0; // of the missed
        int duplicated = 0;

        friend bool operator==(const Counts &, const Counts &) = default;
    };

    void expectPage(const QString &client);
    std::vector<Event> consume(const Event &event);
    Counts counts(const QString &client) const;

private:
    struct Reader
    {
        int number = 0;
        QString path;
        StreamIds ids;
        bool busy = false; // a connection of its own is open
    };
    struct Connection
    {
        QString client;
        QString path;
        std::optional<QString> lastEventId;
        int reader = 0; // 0: not known yet
        bool lossy = true;
        bool ended = false;
        std::map<int, std::size_t> contents; // of what has left the link and the page has not told of
    };
    struct Client
    {
        bool page = false;
        std::deque<Reader> readers; // the one used last is the last
        Counts counts;
    };

    Reader &readerOf(Client &client, Connection &connection);
    std::optional<Event> arrived(Connection &connection, const Event &message, std::size_t content);
    void ended(ConnectionId conn);

    std::map<QString, Client> m_clients;
    std::unordered_map<ConnectionId, Connection> m_connections;
    std::deque<ConnectionId> m_over; // connections that have ended, whose pages may still tell of them
    int m_lastReader = 0;
};

} // namespace swapscope
