#include "story.h"

#include <core/random.h>
#include <trace/trace.h>
#include <trace/tracefile.h>

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <deque>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// A run with pages on links, server, faults and late reports drawn at random, in which what each page gets is
// also counted the plain way.
class Run
{
public:
    explicit Run(quint64 seed) : m_random(seed)
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
    void add(const QString &line) { add(story::event(line)); }

    Nanoseconds now() const { return static_cast<Nanoseconds>(events.size()) * kMillisecond; }

    // The page sees it now, and will tell.
    void note(Client &client, const QString &line)
    {
        client.reports.push_back(story::event(line));
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

Ledger pages()
{
    Ledger ledger;
    for (const QString &name : {u"A"_s, u"B"_s, u"C"_s})
        ledger.expectPage(name);
    return ledger;
}

} // namespace

class LedgerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tells_data()
    {
        QTest::addColumn<QStringList>("story");
        QTest::addColumn<QStringList>("derived");

        QTest::newRow("a page is delivered to")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"link.message B conn=1 n=1 dir=down opcode=text"_s,
                           u"page.message B conn=1 n=1"_s}
            << QStringList{};

        const QStringList cut{u"link.accepted B conn=1"_s,
                              u"page.connecting B conn=1"_s,
                              u"server.opened B conn=1 channel=c"_s,
                              u"link.cut B conn=1"_s,
                              u"server.closed B conn=1 by=client"_s,
                              u"page.closed B conn=1"_s,
                              u"server.published update=1 channel=c"_s,
                              u"server.published update=2 channel=c"_s,
                              u"link.accepted B conn=2"_s,
                              u"page.connecting B conn=2"_s,
                              u"server.opened B conn=2 channel=c t=1.004"_s};
        const QStringList gap{u"gap.opened B conn=1 cause=4 channel=c"_s,
                              u"update.missed B update=1 cause=7 channel=c why=away"_s,
                              u"update.missed B update=2 cause=8 channel=c why=away"_s,
                              u"gap.closed B conn=2 cause=11 channel=c missed=2 seconds=1"_s};
        QTest::newRow("a cut and nothing to catch up with") << cut << gap;
        QTest::newRow("a cut and a replay")
            << cut + QStringList{u"server.sent B conn=2 update=1 channel=c why=replay"_s,
                                 u"link.message B conn=2 n=1 dir=down opcode=text"_s,
                                 u"server.sent B conn=2 update=2 channel=c why=replay"_s,
                                 u"link.message B conn=2 n=2 dir=down opcode=text"_s,
                                 u"page.message B conn=2 n=1"_s,
                                 u"page.message B conn=2 n=2"_s}
            << gap + QStringList{u"update.recovered B conn=2 n=1 update=1 cause=16 by=replay channel=c"_s,
                                 u"update.recovered B conn=2 n=2 update=2 cause=17 by=replay channel=c"_s};
        QTest::newRow("a cut and a snapshot")
            << cut + QStringList{u"server.sent B conn=2 update=2 channel=c why=snapshot"_s,
                                 u"link.message B conn=2 n=1 dir=down opcode=text"_s,
                                 u"page.message B conn=2 n=1"_s}
            << gap + QStringList{u"update.recovered B conn=2 n=1 update=1 cause=14 by=snapshot channel=c"_s,
                                 u"update.recovered B conn=2 n=1 update=2 cause=14 by=snapshot channel=c"_s};

        QTest::newRow("what crossed the link before the cut may still be reported")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"server.published update=2 channel=c"_s,
                           u"server.sent B conn=1 update=2 channel=c why=live"_s,
                           u"link.message B conn=1 n=1 dir=down opcode=text"_s,
                           u"link.message B conn=1 n=2 dir=down opcode=text"_s,
                           u"link.cut B conn=1"_s,
                           u"link.closed B conn=1 by=link"_s,
                           u"page.message B conn=1 n=1"_s,
                           u"page.closed B conn=1"_s}
            << QStringList{u"gap.opened B conn=1 cause=10 channel=c"_s,
                           u"update.missed B conn=1 n=2 update=2 cause=13 channel=c why=lost"_s};
        QTest::newRow("lost inside the link, known at once")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"link.lost B conn=1 n=1 dir=down why=loss"_s,
                           u"page.closed B conn=1"_s}
            << QStringList{u"update.missed B conn=1 n=1 update=1 cause=6 channel=c why=lost"_s,
                           u"gap.opened B conn=1 cause=7 channel=c"_s};
        QTest::newRow("a page that goes away without a word")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"link.closed B conn=1 by=client"_s,
                           u"page.loaded B"_s}
            << QStringList{u"gap.opened B conn=1 cause=6 channel=c"_s,
                           u"update.missed B conn=1 n=1 update=1 cause=7 channel=c why=lost"_s};
        QTest::newRow("replayed though it was there, and twice on one connection")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"link.message B conn=1 n=1 dir=down opcode=text"_s,
                           u"page.message B conn=1 n=1"_s,
                           u"link.message B conn=1 n=1 out=2 dir=down opcode=text"_s,
                           u"page.message B conn=1 n=2"_s,
                           u"page.closed B conn=1"_s,
                           u"link.accepted B conn=2"_s,
                           u"page.connecting B conn=2"_s,
                           u"server.opened B conn=2 channel=c"_s,
                           u"server.sent B conn=2 update=1 channel=c why=replay"_s,
                           u"link.message B conn=2 n=1 dir=down opcode=text"_s,
                           u"page.message B conn=2 n=1"_s}
            << QStringList{u"update.duplicated B conn=1 n=1 update=1 cause=9 channel=c"_s,
                           u"gap.opened B conn=1 cause=10 channel=c"_s,
                           u"gap.closed B conn=2 cause=13 channel=c missed=0 seconds=0.003"_s,
                           u"update.duplicated B conn=2 n=1 update=1 cause=16 channel=c"_s};
        QTest::newRow("held, discarded, duplicated, moved and written by hand")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"link.held B conn=1 n=1 dir=down opcode=text"_s,
                           u"server.published update=2 channel=c"_s,
                           u"server.sent B conn=1 update=2 channel=c why=live"_s,
                           u"link.held B conn=1 n=2 dir=down opcode=text"_s,
                           u"server.published update=3 channel=c"_s,
                           u"server.sent B conn=1 update=3 channel=c why=live"_s,
                           u"link.held B conn=1 n=3 dir=down opcode=text"_s,
                           u"link.duplicated B conn=1 n=3 dir=down opcode=text"_s,
                           u"link.held B conn=1 n=3 dir=down opcode=text"_s,
                           u"link.lost B conn=1 n=1 dir=down why=discarded cause=6"_s,
                           u"link.message B conn=1 out=1 dir=down opcode=text injected=true"_s,
                           u"page.message B conn=1 n=1"_s,
                           u"link.message B conn=1 n=3 out=2 dir=down opcode=text"_s,
                           u"page.message B conn=1 n=2"_s,
                           u"link.message B conn=1 n=2 out=3 dir=down opcode=text edited=true"_s,
                           u"page.message B conn=1 n=3"_s,
                           u"link.lost B conn=1 n=3 dir=down why=held copy=true cause=14"_s,
                           u"link.cut B conn=1"_s,
                           u"page.closed B conn=1"_s}
            << QStringList{u"update.missed B conn=1 n=1 update=1 cause=15 channel=c why=lost"_s,
                           u"gap.opened B conn=1 cause=23 channel=c"_s};
        QTest::newRow("a snapshot undoes what has overtaken it")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"link.message B conn=1 n=1 dir=down opcode=text"_s,
                           u"page.message B conn=1 n=1"_s,
                           u"link.cut B conn=1"_s,
                           u"page.closed B conn=1"_s,
                           u"link.accepted B conn=2"_s,
                           u"page.connecting B conn=2"_s,
                           u"server.opened B conn=2 channel=c"_s,
                           u"server.sent B conn=2 update=1 channel=c why=snapshot"_s,
                           u"server.published update=2 channel=c"_s,
                           u"server.sent B conn=2 update=2 channel=c why=live"_s,
                           u"link.message B conn=2 n=2 out=1 dir=down opcode=text"_s,
                           u"page.message B conn=2 n=1"_s,
                           u"link.message B conn=2 n=1 out=2 dir=down opcode=text"_s,
                           u"page.message B conn=2 n=2"_s,
                           u"link.message B conn=2 n=2 out=3 dir=down opcode=text"_s,
                           u"page.message B conn=2 n=3"_s}
            << QStringList{u"gap.opened B conn=1 cause=8 channel=c"_s,
                           u"gap.closed B conn=2 cause=12 channel=c missed=0 seconds=0.004"_s,
                           u"update.missed B conn=2 n=1 update=2 cause=19 channel=c why=undone"_s,
                           u"update.recovered B conn=2 n=2 update=2 cause=21 by=replay channel=c"_s};
        QTest::newRow("what leaves the history while the server waits for the page's cursor is missed")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.published update=2 channel=c"_s,
                           u"server.published update=3 channel=c"_s,
                           u"server.sent B conn=1 update=2 channel=c why=replay"_s,
                           u"server.published update=4 channel=c"_s,
                           u"server.sent B conn=1 update=4 channel=c why=live"_s,
                           u"link.message B conn=1 n=1 dir=down opcode=text"_s,
                           u"page.message B conn=1 n=1"_s}
            << QStringList{u"update.missed B update=1 cause=7 channel=c why=away"_s,
                           u"update.missed B update=2 cause=7 channel=c why=away"_s,
                           u"update.missed B update=3 cause=9 channel=c why=away"_s,
                           u"update.recovered B conn=1 n=1 update=2 cause=11 by=replay channel=c"_s};
        QTest::newRow("a replay to a new document is new")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"link.message B conn=1 n=1 dir=down opcode=text"_s,
                           u"page.message B conn=1 n=1"_s,
                           u"link.closed B conn=1 by=client"_s,
                           u"page.loaded B"_s,
                           u"link.accepted B conn=2"_s,
                           u"page.connecting B conn=2"_s,
                           u"server.opened B conn=2 channel=c"_s,
                           u"server.sent B conn=2 update=1 channel=c why=replay"_s,
                           u"link.message B conn=2 n=1 dir=down opcode=text"_s,
                           u"page.message B conn=2 n=1"_s}
            << QStringList{u"gap.opened B conn=1 cause=8 channel=c"_s,
                           u"gap.closed B conn=2 cause=12 channel=c missed=0 seconds=0.004"_s};
        QTest::newRow("two connections to one channel are no gap and no duplicates")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"link.accepted B conn=2"_s,
                           u"page.connecting B conn=2"_s,
                           u"server.opened B conn=2 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"server.sent B conn=2 update=1 channel=c why=live"_s,
                           u"link.message B conn=1 n=1 dir=down opcode=text"_s,
                           u"link.message B conn=2 n=1 dir=down opcode=text"_s,
                           u"page.message B conn=1 n=1"_s,
                           u"page.message B conn=2 n=1"_s,
                           u"page.closed B conn=1"_s}
            << QStringList{};

        QTest::newRow("without a page the link decides")
            << QStringList{u"link.accepted S conn=1"_s,
                           u"server.opened S conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent S conn=1 update=1 channel=c why=live"_s,
                           u"link.message S conn=1 n=1 dir=down opcode=text"_s,
                           u"server.published update=2 channel=c"_s,
                           u"server.sent S conn=1 update=2 channel=c why=live"_s,
                           u"server.closed S conn=1 by=server"_s,
                           u"link.closed S conn=1 by=server"_s}
            << QStringList{u"gap.opened S conn=1 cause=8 channel=c"_s,
                           u"update.missed S conn=1 n=2 update=2 cause=9 channel=c why=lost"_s};
        QTest::newRow("without a link the server decides")
            << QStringList{u"server.opened guest-1 conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent guest-1 conn=1 update=1 channel=c why=live"_s,
                           u"server.published update=2 channel=c"_s,
                           u"server.closed guest-1 conn=1 by=client"_s,
                           u"server.opened guest-1 conn=2 channel=c"_s,
                           u"server.sent guest-1 conn=2 update=2 channel=c why=replay"_s}
            << QStringList{u"gap.opened guest-1 conn=1 cause=5 channel=c"_s,
                           u"update.missed guest-1 conn=1 update=2 cause=5 channel=c why=lost"_s,
                           u"gap.closed guest-1 conn=2 cause=6 channel=c missed=1 seconds=0.001"_s,
                           u"update.recovered guest-1 conn=2 n=1 update=2 cause=7 by=replay channel=c"_s};
        QTest::newRow("what the link confirmed is no duplicate when the page turns up")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"link.message B conn=1 n=1 dir=down opcode=text"_s,
                           u"page.connecting B conn=1"_s,
                           u"page.message B conn=1 n=1"_s}
            << QStringList{};

        QTest::newRow("a stream of which the server speaks before the link")
            << QStringList{u"server.opened S conn=1 channel=c"_s,
                           u"server.sent S conn=1 n=1 update=4 channel=c why=replay"_s,
                           u"link.accepted S conn=1"_s,
                           u"link.message S conn=1 n=1 dir=down opcode=event"_s,
                           u"server.opened S conn=2 channel=c"_s,
                           u"server.published update=5 channel=c"_s,
                           u"server.sent S conn=2 n=1 update=5 channel=c why=live"_s,
                           u"link.accepted S conn=2"_s,
                           u"link.closed S conn=1 by=server"_s,
                           u"link.closed S conn=2 by=server"_s}
            << QStringList{u"gap.opened S conn=2 cause=10 channel=c"_s,
                           u"update.missed S conn=2 n=1 update=5 cause=10 channel=c why=lost"_s};
        QTest::newRow("published before the connection was live")
            << QStringList{u"server.opened B conn=1 channel=c"_s, u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=replay"_s}
            << QStringList{u"update.missed B update=1 cause=3 channel=c why=away"_s,
                           u"update.recovered B conn=1 n=1 update=1 cause=3 by=replay channel=c"_s};
        QTest::newRow("the first snapshot, the first replay and what is sent directly count nothing")
            << QStringList{u"server.published update=1 channel=c"_s, u"server.opened B conn=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=snapshot"_s,
                           u"server.sent B conn=1 update=1 channel=c why=replay"_s,
                           u"server.sent B conn=1 channel=c why=direct"_s}
            << QStringList{};
        QTest::newRow("a handshake that the cut overtook opens nothing")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"link.cut B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.closed B conn=1 by=client"_s,
                           u"page.closed B conn=1"_s}
            << QStringList{u"update.missed B update=1 cause=5 channel=c why=away"_s};
        QTest::newRow("other channels and other connections are not ours")
            << QStringList{u"server.opened B conn=1 channel=c"_s, u"server.opened B conn=2"_s,
                           u"server.published update=1 channel=d"_s, u"server.closed B conn=2 by=server"_s}
            << QStringList{};
    }
    void tells()
    {
        QFETCH(QStringList, story);
        Ledger ledger;
        QTEST(story::derived(ledger, story::joined(story)), "derived");
    }

    void aPagesStreamWaitsForThePage()
    {
        Ledger ledger = pages();
        const QStringList told =
            story::derived(ledger, story::joined({
                                       u"server.opened B conn=1 channel=c"_s,
                                       u"server.published update=1 channel=c"_s,
                                       u"server.sent B conn=1 update=1 channel=c why=live"_s,
                                       u"link.accepted B conn=1"_s,
                                       u"link.message B conn=1 n=1 dir=down opcode=event"_s,
                                       u"page.connecting B conn=1"_s,
                                   }));
        QCOMPARE(told, QStringList{});
        QCOMPARE(ledger.summary(u"B"_s, 0), (LedgerSummary{.connections = 1, .published = 1, .inFlight = 1}));
        Event message = story::event(u"page.message B conn=1 n=1 update=1 channel=c why=live"_s);
        QCOMPARE(story::lines(ledger.consume(message)), QStringList{});
        QCOMPARE(ledger.summary(u"B"_s, 0),
                 (LedgerSummary{.connections = 1, .published = 1, .delivered = 1}));
    }

    void aForeignBrowserThroughAPagesLink()
    {
        Ledger ledger = pages();
        const QStringList told = story::derived(
            ledger,
            story::joined({
                u"link.accepted A conn=1"_s, u"page.connecting A conn=1"_s, u"link.accepted A conn=2 t=1"_s,
                u"server.opened A conn=2 channel=c"_s, u"server.published update=1 channel=c"_s,
                u"server.sent A conn=2 update=1 channel=c why=live"_s,
                u"link.message A conn=2 n=1 dir=down opcode=text"_s, u"server.published update=2 channel=c"_s,
                u"server.sent A conn=2 update=2 channel=c why=live"_s,
                u"page.nodes A t=1.9"_s, // the page might have yet to tell of connection 2
            }));
        QCOMPARE(told, QStringList{});
        QCOMPARE(ledger.summary(u"A"_s, kSecond).inFlight, 2);
        Event later = story::event(u"page.nodes A t=2.1"_s);
        later.id = 11;
        QCOMPARE(story::lines(ledger.consume(later)), QStringList{});
        QCOMPARE(ledger.summary(u"A"_s, kSecond).delivered, 1);
        Event closed = story::event(u"link.closed A conn=2 by=client t=2.2"_s);
        closed.id = 12;
        QCOMPARE(story::lines(ledger.consume(closed)),
                 QStringList({u"gap.opened A conn=2 cause=12 channel=c"_s,
                              u"update.missed A conn=2 n=2 update=2 cause=12 channel=c why=lost"_s}));
    }

    void aNewScriptNumbersAnew()
    {
        Ledger ledger;
        const QStringList told =
            story::derived(ledger, story::joined({
                                       u"server.opened A conn=1 channel=c"_s,
                                       u"server.closed A conn=1 by=client t=1"_s,
                                       u"server.published update=1 channel=c t=2"_s,
                                       u"server.published update=2 channel=c t=3"_s,
                                       u"server.started t=4"_s,
                                       u"server.opened A conn=2 channel=c t=5"_s,
                                       u"server.sent A conn=2 why=snapshot t=6"_s,
                                       u"server.published update=1 channel=c t=7"_s,
                                       u"server.sent A conn=2 update=1 channel=c why=live t=7"_s,
                                       u"server.sent A conn=2 update=9 channel=c why=snapshot t=8"_s,
                                   }));
        QCOMPARE(told, QStringList({u"gap.opened A conn=1 cause=2 channel=c"_s,
                                    u"update.missed A update=1 cause=3 channel=c why=away"_s,
                                    u"update.missed A update=2 cause=4 channel=c why=away"_s,
                                    u"gap.closed A conn=2 cause=6 channel=c missed=2 seconds=4"_s}));
        const LedgerSummary sum = ledger.summary(u"A"_s, 10 * kSecond);
        QCOMPARE(sum,
                 (LedgerSummary{.connections = 2,
                                .published = 3,
                                .delivered = 1,
                                .missed = 2,
                                .staleFor = 4 * kSecond})); // from 2 s to the snapshot of the new numbering
        QCOMPARE(sum.lost(), 2);
        QCOMPARE(ledger.lacking(u"A"_s, u"c"_s), std::vector<qint64>()); // of the numbers that now count
    }

    void aDeployKeepsItsNumbers()
    {
        Ledger ledger;
        const QStringList told =
            story::derived(ledger, story::joined({
                                       u"server.opened A conn=1 channel=c"_s,
                                       u"server.published update=1 channel=c"_s,
                                       u"server.sent A conn=1 update=1 channel=c why=live"_s,
                                       u"server.stopped reason=restart"_s,
                                       u"server.closed A conn=1 by=server"_s,
                                       u"server.published update=2 channel=c"_s,
                                       u"server.started"_s,
                                       u"server.opened A conn=2 channel=c"_s,
                                       u"server.sent A conn=2 update=2 channel=c why=replay"_s,
                                   }));
        QCOMPARE(told,
                 QStringList({u"gap.opened A conn=1 cause=5 channel=c"_s,
                              u"update.missed A update=2 cause=6 channel=c why=away"_s,
                              u"gap.closed A conn=2 cause=8 channel=c missed=1 seconds=0.003"_s,
                              u"update.recovered A conn=2 n=1 update=2 cause=9 by=replay channel=c"_s}));
    }

    void aConnectionThatOutlivesTheNumbering()
    {
        Ledger ledger;
        const std::vector<Event> events = story::joined({
            u"link.accepted A conn=1"_s,
            u"page.connecting A conn=1"_s,
            u"server.opened A conn=1 channel=c"_s,
            u"server.published update=1 channel=c"_s,
            u"server.sent A conn=1 update=1 channel=c why=live"_s,
            u"server.published update=1 channel=c"_s, // the new script's first
            u"server.sent A conn=1 update=1 channel=c why=live"_s,
            u"link.message A conn=1 n=1 dir=down opcode=text"_s,
            u"link.message A conn=1 n=2 dir=down opcode=text"_s,
            u"page.message A conn=1 n=1"_s,
            u"page.message A conn=1 n=2"_s,
        });
        QCOMPARE(story::derived(ledger, events), QStringList{});
        QCOMPARE(ledger.summary(u"A"_s, kSecond),
                 (LedgerSummary{.connections = 1, .published = 2, .delivered = 2}));
    }

    void aServerThatDiedWithoutClosing()
    {
        Ledger ledger;
        QCOMPARE(story::derived(ledger, story::joined({
                                            u"server.opened A conn=1 channel=c"_s,
                                            u"server.published update=1 channel=c"_s,
                                            u"server.started"_s,
                                        })),
                 QStringList({u"gap.opened A conn=1 cause=3 channel=c"_s,
                              u"update.missed A conn=1 update=1 cause=3 channel=c why=lost"_s}));
    }

    void theAccountAsItStands()
    {
        Ledger ledger = pages();
        story::derived(ledger, story::joined({
                                   u"link.accepted B conn=1 t=0"_s,
                                   u"page.connecting B conn=1 t=0"_s,
                                   u"server.opened B conn=1 channel=c t=0"_s,
                                   u"server.opened B conn=9 channel=d t=0"_s,
                                   u"server.published update=1 channel=c t=1"_s,
                                   u"server.sent B conn=1 update=1 channel=c why=live t=1"_s,
                                   u"link.message B conn=1 n=1 dir=down opcode=text t=1"_s,
                                   u"page.message B conn=1 n=1 t=1"_s,
                                   u"link.refused B conn=2 t=2"_s,
                                   u"link.cut B conn=1 t=2"_s,
                                   u"page.closed B conn=1 t=2"_s,
                                   u"server.published update=2 channel=c t=3"_s,
                                   u"server.published update=1 channel=d t=4"_s,
                               }));
        QCOMPARE(ledger.clients(), QStringList({u"A"_s, u"B"_s, u"C"_s}));
        QCOMPARE(ledger.channelsOf(u"B"_s), QStringList({u"c"_s, u"d"_s}));
        QCOMPARE(ledger.summary(u"B"_s, u"c"_s, 4500 * kMillisecond),
                 (LedgerSummary{.published = 2,
                                .delivered = 1,
                                .missed = 1,
                                .behind = 1,
                                .inGap = true,
                                .gapSince = 2 * kSecond,
                                .stale = true,
                                .staleSince = 3 * kSecond,
                                .staleFor = 1500 * kMillisecond}));
        LedgerSummary both{.connections = 3,
                           .published = 3,
                           .delivered = 1,
                           .missed = 1,
                           .inFlight = 1,
                           .behind = 1,
                           .inGap = true,
                           .gapSince = 2 * kSecond,
                           .stale = true,
                           .staleSince = 3 * kSecond,
                           .staleFor = 1500 * kMillisecond};
        QCOMPARE(ledger.summary(u"B"_s, 4500 * kMillisecond), both);
        both.behind = 2; // in flight for a second: something holds it
        both.staleFor = 2 * kSecond;
        QCOMPARE(ledger.summary(u"B"_s, 5 * kSecond), both);
        QCOMPARE(ledger.summary(u"nobody"_s, kSecond), LedgerSummary());
        QCOMPARE(ledger.summary(u"B"_s, u"none"_s, kSecond), LedgerSummary());
        QCOMPARE(ledger.lacking(u"B"_s, u"c"_s), std::vector<qint64>{2});
        for (const auto &[client, channel] :
             {std::pair(u"B"_s, u"d"_s), {u"B"_s, u"none"_s}, {u"nobody"_s, u"c"_s}})
            QCOMPARE(ledger.lacking(client, channel), std::vector<qint64>());
    }

    void staleChannelsDoNotAddUp()
    {
        Ledger ledger;
        story::derived(ledger, story::joined({
                                   u"server.opened A conn=1 channel=c t=0"_s,
                                   u"server.opened A conn=2 channel=d t=0"_s,
                                   u"server.closed A conn=1 t=0"_s,
                                   u"server.closed A conn=2 t=0"_s,
                                   u"server.published update=1 channel=c t=1"_s,
                                   u"server.published update=1 channel=d t=2"_s,
                                   u"server.opened A conn=3 channel=c t=3"_s,
                                   u"server.sent A conn=3 update=1 channel=c why=replay t=3"_s,
                                   u"server.opened A conn=4 channel=d t=5"_s,
                                   u"server.sent A conn=4 update=1 channel=d why=replay t=5"_s,
                               }));
        QCOMPARE(ledger.summary(u"A"_s, u"c"_s, kSecond).staleFor, 2 * kSecond);
        QCOMPARE(ledger.summary(u"A"_s, u"d"_s, kSecond).staleFor, 3 * kSecond);
        QCOMPARE(ledger.summary(u"A"_s, kSecond).staleFor, 4 * kSecond);
    }

    void theEndOfARun()
    {
        Ledger ledger = pages();
        story::derived(ledger, story::joined({
                                   u"link.accepted A conn=1"_s,
                                   u"page.connecting A conn=1"_s,
                                   u"server.opened A conn=1 channel=c"_s,
                                   u"link.accepted B conn=2"_s,
                                   u"page.connecting B conn=2"_s,
                                   u"server.opened B conn=2 channel=c"_s,
                                   u"link.accepted C conn=3"_s,
                                   u"server.opened C conn=3 channel=c"_s,
                                   u"server.published update=1 channel=c t=1"_s,
                                   u"server.sent A conn=1 update=1 channel=c why=live"_s,
                                   u"server.sent B conn=2 update=1 channel=c why=live"_s,
                                   u"server.sent C conn=3 update=1 channel=c why=live"_s,
                                   u"link.cut B conn=2 t=2"_s,
                                   u"link.message C conn=3 n=1 dir=down opcode=text"_s,
                               }));
        // A's is on its way and nobody will know; B's page did not tell any more; C was never a page.
        const std::vector<Event> told = ledger.finish(3 * kSecond + 400'000);
        QCOMPARE(story::lines(told),
                 QStringList{u"update.missed B conn=2 n=1 update=1 channel=c why=lost"_s});
        QCOMPARE(told.front().t, 3 * kSecond + 400'000);
        QCOMPARE(QString::fromUtf8(
                     QJsonDocument(ledger.toJson(3 * kSecond + 400'000)).toJson(QJsonDocument::Compact)),
                 u"{\"A\":{\"connections\":1,\"delivered\":0,\"duplicated\":0,\"missed\":0,\"published\":0,"
                 "\"recovered\":0,\"stale_s\":0},"
                 "\"B\":{\"connections\":1,\"delivered\":0,\"duplicated\":0,\"missed\":1,\"published\":1,"
                 "\"recovered\":0,\"stale_s\":2},"
                 "\"C\":{\"connections\":1,\"delivered\":1,\"duplicated\":0,\"missed\":0,\"published\":1,"
                 "\"recovered\":0,\"stale_s\":0}}"_s);
    }

    void theBooksBalance_data()
    {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 40; ++seed)
            QTest::newRow(qPrintable(u"seed %1"_s.arg(seed))) << seed;
    }
    void theBooksBalance()
    {
        QFETCH(quint64, seed);
        Run run(seed);
        for (int i = 0; i < 600; ++i)
            run.step();
        run.endAll();

        Ledger ledger = pages();
        QMap<QString, QMap<Kind, int>> told;
        for (const Event &event : run.events) {
            for (const Event &derived : ledger.consume(event))
                ++told[derived.client][derived.kind];
            for (const QString &client : ledger.clients()) {
                const LedgerSummary sum = ledger.summary(client, event.t);
                QCOMPARE(sum.published, sum.delivered + sum.missed + sum.inFlight);
                QVERIFY(sum.inFlight >= 0 && sum.lost() >= 0 && sum.staleFor >= 0);
                QVERIFY(sum.behind >= sum.lost() && sum.behind <= sum.lost() + sum.inFlight);
                QCOMPARE(sum.stale, sum.lost() > 0);
                QCOMPARE(sum.missed, told[client][Kind::UpdateMissed]);
                QCOMPARE(sum.recovered(), told[client][Kind::UpdateRecovered]);
                QCOMPARE(sum.duplicated, told[client][Kind::UpdateDuplicated]);
            }
        }

        for (const QString &client : ledger.clients()) {
            // What the pages told, counted the plain way.
            QSet<qint64> live;
            QSet<qint64> known;
            QSet<qint64> published;
            qint64 covered = 0;
            bool receives = false;
            int again = 0;
            for (const Event &event : run.events) {
                const QString why = event.data.value("why"_L1).toString();
                if (event.kind == Kind::ServerOpened && event.client == client)
                    receives = true;
                if (event.kind == Kind::ServerPublished && receives)
                    published.insert(event.update);
                if (event.kind != Kind::PageMessage || event.client != client)
                    continue;
                const bool hasIt = known.contains(event.update) ||
                                   (event.update <= covered && published.contains(event.update));
                again += why == u"replay" && hasIt;
                if (why == u"live")
                    live.insert(event.update);
                if (why == u"snapshot")
                    covered = std::max(covered, event.update);
                else
                    known.insert(event.update);
            }
            int lost = 0;
            for (const qint64 update : published)
                lost += !known.contains(update) && update > covered;
            const LedgerSummary sum = ledger.summary(client, kSecond);
            QCOMPARE(sum.published, published.size());
            QCOMPARE(sum.delivered, live.size());
            QCOMPARE(sum.lost(), lost);
            QCOMPARE(sum.duplicated, again);
            QCOMPARE(sum.inFlight, 0);
        }
    }

    void timesDoNotChangeTheCounts()
    {
        Run run(77);
        for (int i = 0; i < 2000; ++i)
            run.step();
        run.drain();
        std::vector<Event> shaken = run.events;
        Random random(5);
        for (Event &event : shaken) {
            if (kindName(event.kind).startsWith("page."_L1))
                event.t =
                    std::max<Nanoseconds>(event.t - static_cast<Nanoseconds>(random.uniform() * 3e8), 0);
        }
        Ledger plain = pages();
        Ledger late = pages();
        QCOMPARE(story::derived(late, shaken).filter(u"update."_s),
                 story::derived(plain, run.events).filter(u"update."_s));
        for (const QString &client : plain.clients()) {
            const LedgerSummary a = plain.summary(client, 1000 * kSecond);
            const LedgerSummary b = late.summary(client, 1000 * kSecond);
            QVERIFY(a.published > 100 && a.missed > 10 && a.recovered() > 10 && a.duplicated > 0);
            QCOMPARE(b.published, a.published);
            QCOMPARE(b.delivered, a.delivered);
            QCOMPARE(b.missed, a.missed);
            QCOMPARE(b.recoveredByReplay, a.recoveredByReplay);
            QCOMPARE(b.recoveredBySnapshot, a.recoveredBySnapshot);
            QCOMPARE(b.duplicated, a.duplicated);
            QVERIFY(b.staleFor >= 0);
        }
    }

    void aSavedTraceGivesTheSameAccount()
    {
        Run run(78);
        for (int i = 0; i < 2000; ++i)
            run.step();
        run.drain();

        // As live: what is derived is recorded after what is waiting.
        Ledger live = pages();
        Trace trace;
        std::vector<Event> derived;
        std::size_t next = 0;
        for (const Event &event : run.events) {
            Event renumbered = event;
            renumbered.id = 0;
            renumbered.cause = 0;
            QVERIFY(trace.append(renumbered));
            for (Event &told : live.consume(trace.at(trace.size())))
                derived.push_back(std::move(told));
            for (; derived.size() > 20 && next < derived.size(); ++next)
                QVERIFY(trace.append(derived[next]));
        }
        QTemporaryDir dir;
        const QString path = dir.filePath(u"run.jsonl"_s);
        QVERIFY(saveTrace(path, trace).ok());
        const Result<TraceReading> reading = loadTrace(path);
        QVERIFY(reading.ok());
        Trace opened;
        for (const Event &event : reading->events)
            QVERIFY(opened.append(event));
        const Ledger again = Ledger::ofTrace(opened);
        const Nanoseconds now = trace.lastTime();
        for (const QString &client : live.clients())
            QCOMPARE(again.summary(client, now), live.summary(client, now));
        QCOMPARE(again.toJson(now), live.toJson(now));
    }

    // What only an attached server knows is unknown; what its ids tell is told, also when a trace is opened
    // again.
    void behindAnAttachedServer()
    {
        QStringList lines{u"server.attached url=http://localhost:8000/"_s,
                          u"link.accepted A conn=1 transport=sse path=/s"_s};
        for (const int id : {1, 2, 3})
            lines << u"link.message A conn=1 n=%1 dir=down opcode=event id=%1 text=x%1"_s.arg(id);
        lines << u"link.lost A conn=1 n=4 dir=down opcode=event why=fault"_s
              << u"link.message A conn=1 n=5 dir=down opcode=event id=5 text=x5"_s;
        Ledger ledger;
        QVERIFY(ledger.known());
        QStringList derived;
        for (const QString &line : lines) {
            for (const Event &told : ledger.consume(story::event(line)))
                derived << QString(kindName(told.kind)) + u' ' +
                               QString::fromUtf8(QJsonDocument(told.data).toJson(QJsonDocument::Compact));
        }
        QVERIFY(!ledger.known());
        QCOMPARE(derived, QStringList{uR"(update.missed {"channel":"/s","first":4,"last":4,"why":"id"})"_s});
        const LedgerSummary summary = ledger.summary(u"A"_s, kSecond);
        QVERIFY(!summary.known);
        QCOMPARE(summary.connections, 1);
        QCOMPARE(summary.missed, 0);
        QCOMPARE(summary.ids, (StreamReaders::Counts{4, 1, 0, 0}));
        QCOMPARE(QString::fromUtf8(QJsonDocument(ledger.toJson(kSecond)).toJson(QJsonDocument::Compact)),
                 uR"({"A":{"connections":1,"delivered":null,"duplicated":null,"ids":{"duplicated":0,)"_s
                 uR"("missed":1,"recovered":0,"seen":4},"missed":null,"published":null,"recovered":null,)"
                 uR"("stale_s":null}})");
    }
};

QTEST_GUILESS_MAIN(LedgerTest)
#include "tst_ledger.moc"
