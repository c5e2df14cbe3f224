#pragma once

#include "closewatch.h"
#include "openconnection.h"

#include <QObject>
#include <QTimer>
#include <QWebSocket>

#include <memory>

namespace swapscope::mock {

// An open WebSocket. QWebSocket receives, answers pings and closes; what is sent goes through the outbox.
class SocketConnection final : public QObject, public OpenConnection
{
    Q_OBJECT

public:
    // Both are of one connection; the QWebSocket owns the TCP socket.
    SocketConnection(ConnectionHost &host, std::unique_ptr<QWebSocket> webSocket, QTcpSocket *socket,
                     CloseWatch *watch, Origin origin, std::shared_ptr<const Routes> routes,
                     const SocketRoute *route);
    ~SocketConnection() override;

    void open();

    bool isStream() const override { return false; }
    void sendDirectBinary(const QByteArray &data) override;
    void closeByServer(int code, const QString &reason) override;
    bool bind(const std::shared_ptr<const Routes> &routes) override;
    void abortSocket() override;

private:
    Broadcast::Form form() const override { return Broadcast::Frame; }
    QByteArray encode(const QByteArray &fragment, const QString &event, const QString &id) const override;
    QByteArray snapshot(const Peer &peer) const override;
    void over(std::optional<int> code, const QString &reason, bool byServer) override;
    void callOpen(const Peer &peer, const Request &request) override;

    EventId recordReceived(const char *opcode, qsizetype bytes, const QString &text,
                           std::optional<qint64> cursor = {});
    void receiveText(const QString &text);
    void receiveBinary(const QByteArray &data);
    void disconnected();
    void beat();
    void startHeart();

    std::unique_ptr<QWebSocket> m_webSocket;
    QPointer<QTcpSocket> m_socket;
    std::shared_ptr<const Routes> m_routes; // keeps m_route
    const SocketRoute *m_route;
    CloseWatch *m_watch; // the socket's
    QTimer m_heart;
    QTimer m_pageTime;
    int m_unanswered = 0; // pings since the last sign of life
};

} // namespace swapscope::mock
