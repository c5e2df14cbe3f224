#pragma once

#include <wire/websocket.h>

#include <QByteArray>
#include <QByteArrayView>

#include <QObject>
#include <QTcpSocket>

#include <optional>

namespace swapscope::mock {

// The close frame with which a WebSocket client's bytes end, if they do; only the last 131 matter.
std::optional<wire::CloseInfo> closeAtEnd(QByteArrayView bytes);

// Reads along what comes over a socket that a QWebSocket receives from. QWebSocket tells a close without a
// status as 1000, and does not tell whether the client closed or broke the protocol; the trace has to.
class CloseWatch : public QObject
{
    Q_OBJECT

public:
    // Before the QWebSocket is made, so that it sees the bytes first. Belongs to the socket.
    explicit CloseWatch(QTcpSocket *socket);
    // After it was made: from here on the bytes are frames.
    void begin();

    std::optional<wire::CloseInfo> close() const { return closeAtEnd(m_tail); }

private:
    void note();

    QTcpSocket *m_socket;
    QByteArray m_tail;
    qint64 m_unread = 0; // noted, and left in the socket by the QWebSocket
    bool m_begun = false;
};

} // namespace swapscope::mock
