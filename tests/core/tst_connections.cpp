#include <core/connections.h>

#include <QTest>

using namespace swapscope;

class TestConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersAreGivenOnce()
    {
        ConnectionRegistry registry;
        QCOMPARE(registry.fresh(), ConnectionId(1));
        QCOMPARE(registry.forKey("aa"), ConnectionId(2));
        QCOMPARE(registry.fresh(), ConnectionId(3));
        QCOMPARE(registry.forKey("bb"), ConnectionId(4));
        QCOMPARE(registry.forKey("aa"), ConnectionId(2));
    }

    // However often pages come back, what is remembered of those that are gone has an end.
    void theKeyOfAnEndedConnectionIsForgottenInTheEnd()
    {
        ConnectionRegistry registry;
        const ConnectionId open = registry.forKey("open");
        const ConnectionId first = registry.forKey("first");
        registry.ended(first);
        registry.ended(first);
        registry.ended(ConnectionId(4711)); // has no key
        QCOMPARE(registry.forKey("first"), first);
        ConnectionId last;
        for (std::size_t i = 1; i < ConnectionRegistry::kEndedKeys; ++i) {
            last = registry.forKey("key" + QByteArray::number(i));
            registry.ended(last);
        }
        QCOMPARE(registry.forKey("first"), first);
        registry.ended(registry.forKey("one more"));
        QCOMPARE_GT(registry.forKey("first"), last);
        QCOMPARE(registry.forKey("open"), open);
    }

    void aNewRunStartsAtOne()
    {
        ConnectionRegistry registry;
        QCOMPARE(registry.forKey("aa"), ConnectionId(1));
        registry.reset();
        QCOMPARE(registry.forKey("bb"), ConnectionId(1));
        QCOMPARE(registry.forKey("aa"), ConnectionId(2));
    }

    void peersAreKnownByTheirPort()
    {
        ConnectionRegistry registry;
        QVERIFY(!registry.peer(4000));
        registry.notePeer(4000, {QStringLiteral("A"), ConnectionId(7)});
        QCOMPARE(registry.peer(4000)->client, QStringLiteral("A"));
        QCOMPARE(registry.peer(4000)->conn, ConnectionId(7));
        registry.notePeer(4000, {QStringLiteral("A"), ConnectionId(8)});
        QCOMPARE(registry.peer(4000)->conn, ConnectionId(8));
        registry.forgetPeer(4000);
        QVERIFY(!registry.peer(4000));
    }
};

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
