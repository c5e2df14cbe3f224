#pragma once

#include "story.h"

#include <core/random.h>
#include <trace/join.h>

#include <algorithm>
#include <deque>
#include <vector>

namespace swapscope::story {

using namespace Qt::Literals::StringLiterals;

// A run with pages on links, server, faults and late reports drawn at random, in which what each page gets is
// also counted the plain way.
class RandomRun
{
public:
    explicit RandomRun(quint64 seed) : m_random(seed)
    {
        for (const QString &name : {u"A"_s, u"B"_s, u"C"_s})
            m_clients.push_back({name, {}, {}});
        add(u"server.started"_s);
    }

    std::vector<Event> events;

    void step()
    {
        Client &client = m_clients[m_random.next() % m_clients.size()];
        switch (m_random.next() % 8) {
        case 0:
        case 1:
            return publish();
        case 2:
        case 3:
            return client.conn == 0 ? connect(client) : cross(client);
        case 4:
        case 5:
            for (int i = 0; i < 3; ++i)
                cross(client);
            return;
        case 6:
            return report(client);
        default:
            if (m_random.next() % 4 == 0)
                end(client);
            return report(client);
        }
    }

    // Every page tells what it has to tell.
    void drain()
    {
        for (Client &client : m_clients) {
            while (!client.link.empty())
                cross(client);
            while (!client.reports.empty())
                report(client);
        }
    }

    void endAll()
    {
        for (Client &client : m_clients)
            end(client);
        drain();
    }

private:
    struct Client
    {
        QString name;
        std::deque<int> link;      // n of what is inside the link
        std::deque<Event> reports; // what the page has yet to tell
        int conn = 0;              // 0: away
        int sent = 0;              // n
    };

    void add(Event event)
    {
        event.id = events.size() + 1;
        if (event.t < 0)
            event.t = now();
        m_join.enrich(event);
        events.push_back(event);
    }
    void add(const QString &line) { add(event(line)); }

    Nanoseconds now() const { return static_cast<Nanoseconds>(events.size()) * kMillisecond; }

    // The page sees it now, and will tell.
    void note(Client &client, const QString &line)
    {
        client.reports.push_back(event(line));
        client.reports.back().t = now();
    }

    void send(Client &client, qint64 update, const QString &why)
    {
        add(u"server.sent %1 conn=%2 n=%3 update=%4 channel=c why=%5"_s.arg(client.name)
                .arg(client.conn)
                .arg(++client.sent)
                .arg(update)
                .arg(why));
        client.link.push_back(client.sent);
    }

    void publish()
    {
        add(u"server.published update=%1 channel=c"_s.arg(++m_last));
        for (Client &client : m_clients) {
            if (client.conn != 0)
                send(client, m_last, u"live"_s);
        }
    }

    void connect(Client &client)
    {
        client.conn = ++m_connections;
        client.sent = 0;
        add(u"link.accepted %1 conn=%2"_s.arg(client.name).arg(client.conn));
        note(client, u"page.connecting %1 conn=%2"_s.arg(client.name).arg(client.conn));
        add(u"server.opened %1 conn=%2 channel=c"_s.arg(client.name).arg(client.conn));
        switch (m_random.next() % 3) {
        case 0:
            return send(client, m_last, u"snapshot"_s);
        case 1:
            for (qint64 update = std::max<qint64>(m_last - 5, 1); update <= m_last; ++update)
                send(client, update, u"replay"_s);
            return;
        default:
            return;
        }
    }

    void cross(Client &client)
    {
        if (client.link.empty())
            return;
        const int n = client.link.front();
        client.link.pop_front();
        add(u"link.message %1 conn=%2 n=%3 dir=down opcode=text"_s.arg(client.name).arg(client.conn).arg(n));
        note(client, u"page.message %1 conn=%2 n=%3"_s.arg(client.name).arg(client.conn).arg(n));
    }

    void end(Client &client)
    {
        if (client.conn == 0)
            return;
        add(u"link.cut %1 conn=%2"_s.arg(client.name).arg(client.conn));
        for (const int n : client.link) {
            if (m_random.next() % 2 == 0)
                add(u"link.lost %1 conn=%2 n=%3 dir=down why=cut"_s.arg(client.name).arg(client.conn).arg(n));
        }
        client.link.clear();
        add(u"link.closed %1 conn=%2 code=1006 by=link"_s.arg(client.name).arg(client.conn));
        add(u"server.closed %1 conn=%2 by=client"_s.arg(client.name).arg(client.conn));
        note(client, u"page.closed %1 conn=%2"_s.arg(client.name).arg(client.conn));
        client.conn = 0;
    }

    void report(Client &client)
    {
        if (client.reports.empty())
            return;
        add(client.reports.front());
        client.reports.pop_front();
    }

    Random m_random;
    Join m_join;
    std::vector<Client> m_clients;
    qint64 m_last = 0;
    int m_connections = 0;
};

} // namespace swapscope::story
