#include <server/channel/peer.h>

#include <QStringList>
#include <QTest>

using namespace swapscope;

namespace {

class Recording : public PeerConnection
{
public:
    void sendDirect(const QByteArray &fragment, const QString &event, const QString &id) override
    {
        calls += QStringLiteral("send %1 %2 %3").arg(QString::fromUtf8(fragment), event, id);
    }
    void sendDirectBinary(const QByteArray &data) override
    {
        calls += QStringLiteral("binary %1").arg(data.size());
    }
    void closeByServer(int code, const QString &reason) override
    {
        calls += QStringLiteral("close %1 %2").arg(code).arg(reason);
    }
    bool isOpen() const override { return true; }

    QStringList calls;
};

} // namespace

class TestPeer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaksThroughItsConnection()
    {
        auto connection = std::make_shared<Recording>();
        const Peer peer(std::make_shared<const Peer::About>(
                            Peer::About{QStringLiteral("A"), ConnectionId(7), {}, {}, {}}),
                        connection);
        QCOMPARE(peer.name(), QStringLiteral("A"));
        QCOMPARE(peer.id(), ConnectionId(7));
        peer.send("x", QStringLiteral("tick"), QStringLiteral("3"));
        peer.sendBinary("12");
        peer.close();
        peer.close(4000, QStringLiteral("why"));
        QCOMPARE(connection->calls,
                 (QStringList{QStringLiteral("send x tick 3"), QStringLiteral("binary 2"),
                              QStringLiteral("close 1000 "), QStringLiteral("close 4000 why")}));
    }

    void outlivesIt()
    {
        auto connection = std::make_shared<Recording>();
        const Peer peer(std::make_shared<const Peer::About>(
                            Peer::About{QStringLiteral("A"), ConnectionId(7), {}, {}, {}}),
                        connection);
        const Peer copy = peer;
        QVERIFY(peer.isOpen());
        connection.reset();
        QVERIFY(!peer.isOpen());
        peer.send("x");
        peer.sendBinary("x");
        peer.close();
        QCOMPARE(peer.name(), QStringLiteral("A"));
        QCOMPARE(copy, peer);
        QCOMPARE(Peer().id(), ConnectionId());
        QVERIFY(!Peer().isOpen());
    }
};

QTEST_GUILESS_MAIN(TestPeer)
#include "tst_peer.moc"
