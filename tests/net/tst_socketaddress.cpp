#include <net/socketaddress.h>
#include <net/tcppair.h>

#include <QTest>

#include <unistd.h>

using namespace swapscope;

class TestSocketAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesBothWays_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("family");
        QTest::newRow("IPv4") << QStringLiteral("127.0.0.1") << AF_INET;
        QTest::newRow("IPv6") << QStringLiteral("2001:db8::7") << AF_INET6;
        QTest::newRow("every IPv4") << QStringLiteral("0.0.0.0") << AF_INET;
        QTest::newRow("every IPv6") << QStringLiteral("::") << AF_INET6;
    }
    void goesBothWays()
    {
        QFETCH(QString, text);
        QFETCH(int, family);
        const SocketAddress made(QHostAddress(text), 8137);
        QCOMPARE(made.plain()->sa_family, family);
        QCOMPARE(made.address(), QHostAddress(text));
        QCOMPARE(made.port(), 8137);
    }

    void anyIsIpv6()
    {
        const SocketAddress any(QHostAddress(QHostAddress::Any), 1);
        QCOMPARE(any.plain()->sa_family, AF_INET6);
        QCOMPARE(any.address(), QHostAddress(QHostAddress::AnyIPv6));
    }

    void endsKnowThemselvesAndEachOther()
    {
        const auto pair = tcpPair();
        QVERIFY(pair);
        const auto [first, second] = *pair;
        QCOMPARE(SocketAddress::ofSelf(first).port(), SocketAddress::ofPeer(second).port());
        QCOMPARE(SocketAddress::ofPeer(first).port(), SocketAddress::ofSelf(second).port());
        QVERIFY(SocketAddress::ofSelf(first).port() != 0);
        QCOMPARE(SocketAddress::ofPeer(second).address(), QHostAddress(QHostAddress::LocalHost));
        ::close(first);
        ::close(second);
        QVERIFY(SocketAddress::ofPeer(-1).address().isNull());
        QCOMPARE(SocketAddress::ofSelf(-1).port(), 0);
    }
};

QTEST_GUILESS_MAIN(TestSocketAddress)
#include "tst_socketaddress.moc"
