#include "loop.h"

#include <net/socketaddress.h>
#include <net/tcplistener.h>

#include <QTcpSocket>

#include <vector>

#include <sys/resource.h>
#include <unistd.h>

using namespace swapscope;

namespace {

struct Accepting
{
    TcpListener listener;
    std::vector<int> descriptors;
    Accepting()
    {
        QObject::connect(&listener, &TcpListener::accepted, &listener,
                         [this](qintptr descriptor) { descriptors.push_back(static_cast<int>(descriptor)); });
    }
    ~Accepting()
    {
        for (const int descriptor : descriptors)
            ::close(descriptor);
    }
    quint16 listen(const QHostAddress &address = QHostAddress(QHostAddress::LocalHost), quint16 port = 0)
    {
        const Result<quint16> got = listener.listen(address, port);
        return got ? *got : 0;
    }
};

bool connects(const QHostAddress &address, quint16 port)
{
    QTcpSocket client;
    client.connectToHost(address, port);
    return client.waitForConnected(5000);
}

} // namespace

class TestTcpListener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOverWhoComes()
    {
        Accepting server;
        const quint16 port = server.listen();
        QVERIFY(port != 0);
        QCOMPARE(server.listener.port(), port);
        std::vector<std::unique_ptr<QTcpSocket>> clients;
        for (int i = 0; i < 200; ++i) { // more than are taken in one turn
            clients.push_back(std::make_unique<QTcpSocket>());
            clients.back()->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        }
        QTRY_COMPARE(server.descriptors.size(), 200U);
        QCOMPARE(SocketAddress::ofSelf(server.descriptors.front()).port(), port);
    }

    void aPortThatIsTakenSaysSo()
    {
        Accepting first;
        const quint16 port = first.listen();
        TcpListener second;
        const Result<quint16> got = second.listen(QHostAddress(QHostAddress::LocalHost), port);
        QVERIFY(!got);
        QCOMPARE(got.error().message, QStringLiteral("it is in use by another program"));
        QVERIFY(second.foundInUse());
        QVERIFY(!second.isListening());
        QCOMPARE(second.port(), 0);
    }

    void anAddressThatIsNotOursIsRefusedWithTheReason()
    {
        TcpListener listener;
        const Result<quint16> got = listener.listen(QHostAddress(QStringLiteral("192.0.2.1")), 0);
        QVERIFY(!got);
        QVERIFY(!listener.foundInUse());
        QCOMPARE(got.error().message, qt_error_string(EADDRNOTAVAIL));
    }

    void aClosedPortRefusesAndCanBeHadAgain()
    {
        Accepting server;
        const quint16 port = server.listen();
        server.listener.close();
        QVERIFY(!server.listener.isListening());
        QVERIFY(!connects(QHostAddress(QHostAddress::LocalHost), port));
        QCOMPARE(server.listen(QHostAddress(QHostAddress::LocalHost), port), port);
        QVERIFY(connects(QHostAddress(QHostAddress::LocalHost), port));
        QTRY_COMPARE(server.descriptors.size(), 1U);
    }

    void anyAddressTakesIpv4()
    {
        Accepting server;
        const quint16 port = server.listen(QHostAddress(QHostAddress::Any));
        QVERIFY(port != 0);
        QVERIFY(connects(QHostAddress(QHostAddress::LocalHost), port));
        QTRY_COMPARE(server.descriptors.size(), 1U);
    }

    void mayCloseWhileItHandsOver()
    {
        TcpListener listener;
        int count = 0;
        connect(&listener, &TcpListener::accepted, &listener, [&](qintptr descriptor) {
            ++count;
            ::close(static_cast<int>(descriptor));
            listener.close();
        });
        const Result<quint16> port = listener.listen(QHostAddress(QHostAddress::LocalHost), 0);
        QVERIFY(port);
        QTcpSocket one;
        QTcpSocket two;
        one.connectToHost(QHostAddress(QHostAddress::LocalHost), *port);
        two.connectToHost(QHostAddress(QHostAddress::LocalHost), *port);
        QTRY_COMPARE(count, 1);
        QTRY_COMPARE(one.state(), QAbstractSocket::UnconnectedState);
        QTRY_COMPARE(two.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(count, 1);
    }

    void withoutDescriptorsItPausesAndGoesOn()
    {
        Accepting server;
        const quint16 port = server.listen();
        QTcpSocket client;
        client.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        QVERIFY(client.waitForConnected(5000));
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
        const int lowest = ::dup(0); // what the next one would be
        ::close(lowest);
        const rlimit none{static_cast<rlim_t>(lowest), before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
        int turns = 0;
        QTimer::singleShot(0, this, [&] { ++turns; });
        QTRY_COMPARE(turns, 1);
        QCOMPARE(server.descriptors.size(), 0U);
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
        QTRY_COMPARE(server.descriptors.size(), 1U);
    }
};

SWAPSCOPE_LOOP_MAIN(TestTcpListener)
#include "tst_tcplistener.moc"
