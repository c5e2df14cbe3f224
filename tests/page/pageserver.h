#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

// A small server for pages under test: files, the shipped htmx, WebSockets at /ws, event streams at /sse, on
// one port. Every answer ends its TCP connection but those of sockets and streams.
class PageServer : public QObject
{
    Q_OBJECT

public:
    PageServer();

    QUrl url(const QString &path) const;
    quint16 port() const { return m_port; }
    // What a path answers.
    void serve(const QString &path, const QByteArray &body, int status = 200,
               const QByteArray &type = QByteArrayLiteral("text/html"));
    // A page with htmx of this version and its extension ("ws" or "sse"); body as given.
    void servePage(const QString &path, const QString &version, const QString &extension,
                   const QByteArray &body);

    // Whether the latest socket is open.
    bool socket() const { return m_socket; }
    void say(const QString &text);
    // Writes a close frame with this code (0: without one, which the page sees as 1005); the page answers it.
    void closeSocket(int code, const QByteArray &reason = {});
    // Ends every socket and stream as a broken network does.
    void cut();
    // Hands a chunk to the latest stream.
    void stream(const QByteArray &chunk);
    // Ends the latest stream as a server does that is done.
    void endStream();
    // Stops listening, and listens again on the same port.
    void goAway();
    void comeBack();

    QList<QByteArray> requests; // first lines, in order
    QList<QByteArray> heads;    // whole heads
    QStringList received;       // texts from sockets
    int streams = 0;            // event streams that were opened
    int streamStatus = 200;     // what a stream is answered with

private:
    void accept();
    void read(QTcpSocket *socket);
    void upgrade(QTcpSocket *socket, const QByteArray &head);
    void readFrames(QTcpSocket *socket);
    void write(int opcode, const QByteArray &payload);
    void answer(QTcpSocket *socket, const QByteArray &path);
    void openStream(QTcpSocket *socket);

    struct Content
    {
        QByteArray body;
        int status = 200;
        QByteArray type;
    };
    QTcpServer m_server;
    quint16 m_port = 0;
    QHash<QString, Content> m_content;
    QPointer<QTcpSocket> m_socket; // with a WebSocket on it
    QPointer<QTcpSocket> m_stream;
};
