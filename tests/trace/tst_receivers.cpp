#include "story.h"

#include <trace/ledger/receivers.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class ReceiversTest : public QObject
{
    Q_OBJECT

private:
    // A connection of B to the channel c, accepted at 0.
    static ReceiverConnection &connect(Receivers &receivers, int conn)
    {
        ReceiverConnection &connection =
            receivers.accept(story::event(u"link.accepted B conn=%1 t=0"_s.arg(conn)));
        connection.channel = u"c"_s;
        connection.epochs.emplace(0, 0);
        receivers.named(u"B"_s).accounts.try_emplace(u"c"_s, 0);
        return connection;
    }

private Q_SLOTS:
    void namesComeInOrder()
    {
        Receivers receivers;
        for (const QString &name : {u"B"_s, u"A"_s, u"B"_s})
            receivers.named(name);
        QCOMPARE(receivers.names(), (std::vector<QString>{u"B"_s, u"A"_s}));
        QVERIFY(receivers.find(u"A"_s));
        QVERIFY(!receivers.find(u"C"_s));
        QVERIFY(!receivers.account(u"A"_s, u"c"_s));
        QVERIFY(!receivers.account(u"C"_s, u"c"_s));
    }

    void aConnectionIsKnownUntilItsEnd()
    {
        Receivers receivers;
        QVERIFY(!receivers.connection(ConnectionId(1)));
        ReceiverConnection &connection = connect(receivers, 1);
        QCOMPARE(receivers.connection(ConnectionId(1)), &connection);
        QCOMPARE(receivers.accountOf(connection), receivers.account(u"B"_s, u"c"_s));
        QCOMPARE(receivers.find(u"B"_s)->live, std::set{ConnectionId(1)});
        QVERIFY(!receivers.isOver(ConnectionId(1)));
        QCOMPARE(receivers.end(ConnectionId(1))->client, u"B"_s);
        QVERIFY(receivers.isOver(ConnectionId(1)));
        QVERIFY(receivers.find(u"B"_s)->live.empty());
        QVERIFY(!receivers.connection(ConnectionId(1)));
        QVERIFY(!receivers.end(ConnectionId(1)));
    }

    void whatAnEventIsAbout()
    {
        Receivers receivers;
        const auto about = [&](const QString &line) { return receivers.receiving(story::event(line)); };
        receivers.accept(story::event(u"link.accepted B conn=2"_s));
        QVERIFY(!about(u"server.sent B conn=1 update=1 channel=c"_s));
        QVERIFY(!about(u"server.sent B conn=2 update=1 channel=c"_s)); // it has no channel
        ReceiverConnection &connection = connect(receivers, 1);
        QCOMPARE(about(u"server.sent B conn=1 update=1 channel=c"_s), &connection);
        QCOMPARE(about(u"server.sent B conn=1"_s), &connection);
        QVERIFY(!about(u"server.sent B conn=1 update=1 channel=d"_s));
    }

    void whoSpeaks()
    {
        Receivers receivers;
        ReceiverConnection &connection = connect(receivers, 1);
        Receiver &client = receivers.named(u"B"_s);
        QCOMPARE(receivers.witness(connection), Witness::Server);
        connection.linked = true;
        QCOMPARE(receivers.witness(connection), Witness::Link);
        connection.linked = false;
        client.linked = true; // the link will speak of it
        QCOMPARE(receivers.witness(connection), Witness::Link);
        client.page = true;
        QCOMPARE(receivers.witness(connection), Witness::Unknown);
        client.lastPageTime = Receivers::kForeignAfter;
        QCOMPARE(receivers.witness(connection), Witness::Unknown);
        client.lastPageTime = Receivers::kForeignAfter + 1;
        QCOMPARE(receivers.witness(connection), Witness::Link);
        connection.pageSeen = true;
        QCOMPARE(receivers.witness(connection), Witness::Page);
    }

    void aPageMayNameAConnectionBeforeItIsAccepted()
    {
        Receivers receivers;
        receivers.namedByPage(ConnectionId(1));
        QVERIFY(connect(receivers, 1).pageSeen);
        QVERIFY(!connect(receivers, 2).pageSeen);
    }

    void aConnectionCountsOnce()
    {
        Receivers receivers;
        Receiver &b = receivers.named(u"B"_s);
        receivers.attempted(b, ConnectionId(1));
        receivers.attempted(b, ConnectionId(1));
        receivers.attempted(receivers.named(u"A"_s), ConnectionId(2));
        receivers.attempted(b, ConnectionId(3));
        QCOMPARE(b.attempts, 2);
        QCOMPARE(receivers.named(u"A"_s).attempts, 1);
    }

    // However long ago it was accepted, it is not over before it ends.
    void aConnectionThatLastsIsNotOver()
    {
        Receivers receivers;
        connect(receivers, 1);
        const int later = 1 + static_cast<int>(RecentNumbers::kRemembered);
        for (const int conn : {2, later, later + 1}) {
            connect(receivers, conn);
            receivers.end(ConnectionId(conn));
            QVERIFY(receivers.isOver(ConnectionId(conn)));
        }
        QVERIFY(!receivers.isOver(ConnectionId(1)));
        receivers.end(ConnectionId(1));
        QVERIFY(receivers.isOver(ConnectionId(1)));
    }

    void numberingAnew()
    {
        Receivers receivers;
        ReceiverConnection &connection = connect(receivers, 1);
        connect(receivers, 2).channel = u"d"_s;
        connection.lastSent = 4;
        connection.arrived.insert(3);
        QVERIFY(receivers.broughtTo(receivers.named(u"B"_s), u"c"_s).contains(3));
        receivers.numbersAnew(u"c"_s, 1);
        QCOMPARE(connection.epochOf(4), 0);
        QCOMPARE(connection.epochOf(5), 1);
        QVERIFY(!receivers.broughtTo(receivers.named(u"B"_s), u"c"_s).contains(3));
        QCOMPARE(receivers.connection(ConnectionId(2))->epochOf(5), 0);
    }

    void aClientIsStaleWhileOneOfItsChannelsIs()
    {
        Receiver client;
        Outcomes outcomes;
        for (const auto &[channel, t] : {std::pair(u"c"_s, 1), std::pair(u"d"_s, 2)}) {
            Account &account = client.accounts.try_emplace(channel, 0).first->second;
            account.published(1, t * kSecond, outcomes); // nothing is open: missed
            client.followStale(t * kSecond);
        }
        QCOMPARE(client.stale.total(3 * kSecond), 2 * kSecond);
        client.accounts.at(u"c"_s).arrived({0, 1}, true, false, ConnectionId(1), 1, 4 * kSecond, outcomes);
        client.followStale(4 * kSecond);
        QVERIFY(client.stale.running());
        client.accounts.at(u"d"_s).arrived({0, 1}, true, false, ConnectionId(1), 1, 5 * kSecond, outcomes);
        client.followStale(5 * kSecond);
        QVERIFY(!client.stale.running());
        QCOMPARE(client.stale.total(9 * kSecond), 4 * kSecond);
    }
};

QTEST_GUILESS_MAIN(ReceiversTest)
#include "tst_receivers.moc"
