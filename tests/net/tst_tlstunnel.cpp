#include "ends.h"
#include "loop.h"
#include "tlsserver.h"

#include <net/tcpend.h>
#include <net/tlstunnel.h>

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using test::End;
using test::TlsServer;

namespace {

const test::Certificate &certificate()
{
    static const test::Certificate made;
    return made;
}

// A tunnel that stands, with its two sides.
struct Stand
{
    TlsServer server{certificate()};
    QObject owner;
    QPointer<TlsTunnel> tunnel = new TlsTunnel(QStringLiteral("localhost"), true, &owner);
    std::unique_ptr<End> plain;

    Stand()
    {
        QObject::connect(tunnel, &TlsTunnel::ready, tunnel,
                         [this](qintptr descriptor) { plain = std::make_unique<End>(descriptor); });
        TcpEnd connected;
        QSignalSpy spy(&connected, &TcpEnd::connected);
        connected.connectTo(QHostAddress::LocalHost, server.serverPort());
        QVERIFY(spy.wait());
        tunnel->start(connected.takeDescriptor(), 10'000);
        QTRY_VERIFY(plain && server.socket);
    }
};

QByteArray many(qsizetype size)
{
    QByteArray bytes(size, '\0');
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(i * 31 + (i >> 8));
    return bytes;
}

constexpr qsizetype kMuch = 64 * 1024 * 1024; // more than the buffers on the way take in

} // namespace

class TestTlsTunnel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesGoBothWays()
    {
        Stand stand;
        stand.plain->send("up");
        QTRY_COMPARE(stand.server.received, "up");
        stand.server.socket->write("down");
        QTRY_COMPARE(stand.plain->received, "down");
    }

    // The server may say everything and end long before it is heard.
    void nothingIsLostToASlowReader()
    {
        Stand stand;
        stand.plain->setReading(false);
        const QByteArray much = many(kMuch);
        stand.server.socket->write(much);
        stand.server.socket->disconnectFromHost();
        const auto unsaid = [&stand] {
            return stand.server.socket->bytesToWrite() + stand.server.socket->encryptedBytesToWrite();
        };
        // Until the way is full and takes in no more.
        qint64 before = much.size() * 2;
        while (unsaid() < before) {
            before = unsaid();
            QTest::qWait(200);
        }
        QVERIFY(unsaid() > 0);
        stand.plain->setReading(true);
        QTRY_COMPARE_WITH_TIMEOUT(stand.plain->received.size(), much.size(), 30'000);
        QCOMPARE(stand.plain->received, much);
        QTRY_VERIFY(stand.plain->ended);
        QVERIFY(!stand.plain->wasReset);
    }

    void muchGoesUp()
    {
        Stand stand;
        const QByteArray much = many(kMuch);
        stand.plain->send(much);
        QTRY_COMPARE_WITH_TIMEOUT(stand.server.received.size(), much.size(), 30'000);
        QCOMPARE(stand.server.received, much);
    }

    void theServersEndIsAnEnd()
    {
        Stand stand;
        stand.server.socket->write("bye");
        stand.server.socket->disconnectFromHost();
        QTRY_VERIFY(stand.plain->ended);
        QCOMPARE(stand.plain->received, "bye");
        QVERIFY(!stand.plain->wasReset);
        QVERIFY(stand.tunnel);
        stand.plain->endWriting();
        QTRY_VERIFY(!stand.tunnel);
    }

    void aResetIsAnEnd()
    {
        Stand stand;
        stand.plain->reset();
        QTRY_COMPARE(stand.server.ended, 1);
        QTRY_VERIFY(!stand.tunnel);
    }

    // What the server still has to say comes, and then it is told.
    void theClientsEndIsToldWithTime()
    {
        Stand stand;
        stand.plain->send("last words");
        stand.plain->endWriting();
        QTRY_COMPARE(stand.server.received, "last words");
        QCOMPARE(stand.server.ended, 0);
        stand.server.socket->write("an answer");
        QTRY_COMPARE(stand.plain->received, "an answer");
        QTRY_COMPARE_WITH_TIMEOUT(stand.server.ended, 1, 3 * TlsTunnel::kGraceMs);
        QTRY_VERIFY(stand.plain->ended);
        QTRY_VERIFY(!stand.tunnel);
    }
};

SWAPSCOPE_LOOP_MAIN(TestTlsTunnel)
#include "tst_tlstunnel.moc"
