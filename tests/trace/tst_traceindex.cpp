#include "story.h"

#include <trace/store/traceindex.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;
using Ids = std::vector<EventId>;

// The index alone; what a trace answers with it, tst_trace tells.
class TraceIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyListHasItsEvents()
    {
        Arena arena;
        TraceIndex index(arena);
        add(index, {u"server.published update=1 channel=c"_s,
                    u"server.sent A conn=1 n=1 update=1 channel=c cause=1"_s,
                    u"server.sent B conn=2 n=1 update=1 channel=c cause=1"_s,
                    u"link.message A conn=1 n=1 dir=down update=1 channel=c cause=2"_s,
                    u"page.sent A conn=1 n=1"_s});
        QCOMPARE(index.ofClient(u"A"_s), (Ids{2, 4, 5}));
        QCOMPARE(index.ofClient(u"nobody"_s), Ids{});
        QCOMPARE(index.ofConnection(ConnectionId(2)), (Ids{3}));
        QCOMPARE(index.ofKind(Kind::ServerSent), (Ids{2, 3}));
        QCOMPARE(index.ofUpdate("c", 1, {}), (Ids{1, 2, 3, 4}));
        QCOMPARE(index.ofUpdate("d", 1, {}), Ids{});
        QCOMPARE(index.publishedOf("c", 1, {}), EventId(1));
        QCOMPARE(index.publishedOf("c", 9, {}), EventId(0));
        QCOMPARE(index.publishedOf("d", 1, {}), EventId(0));
        QCOMPARE(index.effectsOf(1), (Ids{2, 3}));
        QCOMPARE(index.effectsOf(99), Ids{});
        QCOMPARE(index.connectionsOf(u"A"_s), std::vector{ConnectionId(1)});
        QCOMPARE(index.clients(), (std::vector<QString>{u"A"_s, u"B"_s}));
        const TraceIndex::Message down = index.message({ConnectionId(1), Way::Down, 1});
        QCOMPARE(down.sent, 2U);
        QCOMPARE(down.link, 4U);
        QCOMPARE(index.message({ConnectionId(1), Way::Up, 1}).sent, 5U);
        QCOMPARE(index.message({ConnectionId(1), Way::Up, 2}).sent, 0U);
    }

    void aChannelThatNumbersAnewHasOtherUpdates()
    {
        Arena arena;
        TraceIndex index(arena);
        add(index, {u"server.published update=1 channel=c"_s, u"server.published update=2 channel=c"_s,
                    u"server.published update=1 channel=c"_s});
        QCOMPARE(index.ofUpdate("c", 1, 0), (Ids{1}));
        QCOMPARE(index.ofUpdate("c", 1, 1), (Ids{3}));
        QCOMPARE(index.ofUpdate("c", 1, {}), (Ids{3})); // the latest
        QCOMPARE(index.publishedOf("c", 1, 0), EventId(1));
        QCOMPARE(index.publishedOf("c", 1, {}), EventId(3));
    }

    // As only a file can have them: numbers that do not follow one another, and no word of the publication.
    void updatesWithStrayNumbers()
    {
        Arena arena;
        TraceIndex index(arena);
        add(index,
            {u"server.published update=1000000 channel=c"_s, u"server.published update=9000000 channel=c"_s,
             u"server.sent A conn=1 n=1 update=9000000 channel=c"_s,
             u"server.sent A conn=1 n=2 update=9000001 channel=c"_s});
        QCOMPARE(index.ofUpdate("c", 9'000'000, {}), (Ids{2, 3}));
        QCOMPARE(index.publishedOf("c", 9'000'000, {}), EventId(2));
        QCOMPARE(index.ofUpdate("c", 9'000'001, {}), (Ids{4}));
        QCOMPARE(index.publishedOf("c", 9'000'001, {}), EventId(0));
    }

private:
    static void add(TraceIndex &index, const QStringList &lines)
    {
        QStringList clients;
        for (const Event &event : story::events(lines)) {
            quint32 client = 0;
            if (!event.client.isEmpty()) {
                if (!clients.contains(event.client))
                    clients << event.client;
                client = static_cast<quint32>(clients.indexOf(event.client) + 1);
            }
            QVERIFY(index.add(event, index.epochOf(event, {}), client));
        }
    }
};

QTEST_GUILESS_MAIN(TraceIndexTest)
#include "tst_traceindex.moc"
