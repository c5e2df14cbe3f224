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
        QCOMPARE(registry.fresh(), 1);
        QCOMPARE(registry.forKey("aa"), 2);
        QCOMPARE(registry.fresh(), 3);
        QCOMPARE(registry.forKey("bb"), 4);
        QCOMPARE(registry.forKey("aa"), 2);
    }

    // However often pages come back, what is remembered of those that are gone has an end.
    void theKeyOfAnEndedConnectionIsForgottenInTheEnd()
    {
        ConnectionRegistry registry;
        const int open = registry.forKey("open");
        const int first = registry.forKey("first");
        registry.ended(first);
        registry.ended(first);
        registry.ended(4711); // has no key
        QCOMPARE(registry.forKey("first"), first);
        int last = 0;
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
        QCOMPARE(registry.forKey("aa"), 1);
        registry.reset();
        QCOMPARE(registry.forKey("bb"), 1);
        QCOMPARE(registry.forKey("aa"), 2);
    }

    void peersAreKnownByTheirPort()
    {
        ConnectionRegistry registry;
        QVERIFY(!registry.peer(4000));
        registry.notePeer(4000, {QStringLiteral("A"), 7});
        QCOMPARE(registry.peer(4000)->client, QStringLiteral("A"));
        QCOMPARE(registry.peer(4000)->conn, 7);
        registry.notePeer(4000, {QStringLiteral("A"), 8});
        QCOMPARE(registry.peer(4000)->conn, 8);
        registry.forgetPeer(4000);
        QVERIFY(!registry.peer(4000));
    }
};

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
