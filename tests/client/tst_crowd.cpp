#include <client/crowd.h>
#include <wire/websocket.h>

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace swapscope;

namespace {

// Takes in everybody.
struct Server
{
    QTcpServer server;
    std::vector<QTcpSocket *> here; // the server's
    QStringList paths;
    QByteArray said; // by all, after the handshakes

    Server()
    {
        server.listen(QHostAddress::LocalHost);
        QObject::connect(&server, &QTcpServer::newConnection, &server, [this] {
            QTcpSocket *socket = server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, &server, [this, socket] {
                if (std::find(here.begin(), here.end(), socket) != here.end()) {
                    said += socket->readAll();
                    return;
                }
                const QList<QByteArray> line = socket->readAll().split('\r').first().split(' ');
                paths << QString::fromLatin1(line.value(1));
                socket->write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                              "Connection: Upgrade\r\n\r\n");
                here.push_back(socket);
            });
        });
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort())); }
    void close(std::size_t who, int code) { here[who]->write(wire::encodeClose({code, {}})); }
    int came() const { return static_cast<int>(here.size()); }
};

} // namespace

class TestCrowd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybodyComesAndComesBack()
    {
        Server server;
        Crowd crowd({.name = QStringLiteral("All"),
                     .count = 5,
                     .path = QStringLiteral("/room"),
                     .policy = QStringLiteral("htmx4-ws"),
                     .jitter = false},
                    server.url(), Random(1));
        QVERIFY(crowd.start().ok());
        QTRY_COMPARE(crowd.present(), 5);
        QCOMPARE(server.paths, QStringList(5, QStringLiteral("/room")));
        QSignalSpy changes(&crowd, &Crowd::presentChanged);
        for (std::size_t i = 0; i < 5; ++i)
            server.close(i, 1012);
        QTRY_COMPARE(server.came(), 10);
        QTRY_COMPARE(crowd.present(), 5);
        QCOMPARE(changes.count(), 10); // each left and came
    }

    void nobodyComesBackAfterAGoodbye()
    {
        Server server;
        Crowd crowd({.name = QStringLiteral("All"),
                     .count = 3,
                     .path = QStringLiteral("/"),
                     .policy = QStringLiteral("htmx2-ws")},
                    server.url(), Random(1));
        QVERIFY(crowd.start().ok());
        QTRY_COMPARE(crowd.present(), 3);
        // One of each: only the second returns, so when it is there again the others have decided.
        server.close(0, 1000);
        server.close(2, 1001);
        QTRY_COMPARE(crowd.present(), 1);
        server.here[1]->abort();
        QTRY_COMPARE(server.came(), 4);
        QTRY_COMPARE(crowd.present(), 1);
    }

    void attemptsThatFailAreRepeated()
    {
        quint16 port = 0;
        {
            QTcpServer gone;
            QVERIFY(gone.listen(QHostAddress::LocalHost));
            port = gone.serverPort();
        }
        const QUrl url(QStringLiteral("http://127.0.0.1:%1").arg(port));
        Crowd crowd({.name = QStringLiteral("All"),
                     .count = 2,
                     .path = QStringLiteral("/"),
                     .policy = QStringLiteral("htmx4-ws"),
                     .jitter = false},
                    url, Random(1));
        QVERIFY(crowd.start().ok());
        // Refused at first.
        QTcpServer refusing;
        QVERIFY(refusing.listen(QHostAddress::LocalHost, port));
        QTRY_VERIFY(refusing.hasPendingConnections());
        refusing.nextPendingConnection()->abort();
        refusing.close();
        Server back;
        back.server.close();
        QVERIFY(back.server.listen(QHostAddress::LocalHost, port));
        QTRY_COMPARE(crowd.present(), 2);
    }

    void pingsAreAnswered()
    {
        Server server;
        Crowd crowd({.name = QStringLiteral("All"),
                     .count = 1,
                     .path = QStringLiteral("/"),
                     .policy = QStringLiteral("htmx2-ws")},
                    server.url(), Random(1));
        QVERIFY(crowd.start().ok());
        QTRY_COMPARE(crowd.present(), 1);
        server.here[0]->write(wire::encodeFrame(wire::Opcode::Ping, "are you there"));
        wire::FrameDecoder decoder(wire::FrameDecoder::Sender::Client);
        QTRY_VERIFY(server.said.size() >= 19);
        const auto units = decoder.feed(server.said);
        QCOMPARE(units.size(), std::size_t(1));
        const wire::Frame frame = std::get<wire::Frame>(units[0]);
        QCOMPARE(frame.opcode, wire::Opcode::Pong);
        QCOMPARE(frame.payload, QByteArray("are you there"));
    }

    void anUnknownPolicyIsAnError()
    {
        Crowd crowd({.policy = QStringLiteral("htmx3")}, QUrl(QStringLiteral("http://127.0.0.1:1")),
                    Random(1));
        const Result<void> started = crowd.start();
        QVERIFY(!started.ok());
        QCOMPARE(started.error().message, QStringLiteral("There is no reconnection policy \"htmx3\"."));
    }
};

QTEST_GUILESS_MAIN(TestCrowd)
#include "tst_crowd.moc"
