#include "pageserver.h"

#include <QCryptographicHash>
#include <QFile>
#include <QHostAddress>

namespace {

QByteArray shipped(const QString &path)
{
    QFile file(qEnvironmentVariable("SWAPSCOPE_DATA") + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

PageServer::PageServer()
{
    connect(&m_server, &QTcpServer::newConnection, this, &PageServer::accept);
    m_server.listen(QHostAddress::LocalHost);
    m_port = m_server.serverPort();
}

QUrl PageServer::url(const QString &path) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path));
}

void PageServer::serve(const QString &path, const QByteArray &body, int status, const QByteArray &type)
{
    m_content[path] = {body, status, type};
}

void PageServer::servePage(const QString &path, const QString &version, const QString &extension,
                           const QByteArray &body)
{
    serve(path, "<!doctype html><meta charset=utf-8><title>Room</title><link rel=icon href='data:,'>"
                "<script src='/htmx/" +
                    version.toLatin1() +
                    "/htmx.js'></script>"
                    "<script src='/htmx/" +
                    version.toLatin1() + "/ext/" + extension.toLatin1() +
                    ".js'></script>"
                    "<body>" +
                    body + "</body>");
}

void PageServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
}

void PageServer::read(QTcpSocket *socket)
{
    const QByteArray head = socket->peek(65536);
    if (!head.contains("\r\n\r\n"))
        return;
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
    const QByteArray line = head.left(head.indexOf("\r\n"));
    requests << line;
    heads << head;
    socket->readAll();
    if (head.contains("Upgrade: websocket")) {
        upgrade(socket, head);
        return;
    }
    const QByteArray target = line.split(' ').value(1);
    const QByteArray path = target.split('?').value(0);
    if (path == "/sse")
        openStream(socket);
    else
        answer(socket, path);
}

void PageServer::upgrade(QTcpSocket *socket, const QByteArray &head)
{
    const qsizetype at = head.indexOf("Sec-WebSocket-Key: ") + 19;
    const QByteArray key = head.mid(at, head.indexOf("\r\n", at) - at);
    // RFC 6455, section 4.2.2.
    const QByteArray accepted =
        QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1)
            .toBase64();
    socket->write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  "Sec-WebSocket-Accept: " +
                  accepted + "\r\n\r\n");
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { readFrames(socket); });
    m_socket = socket;
}

// The page's frames are masked, whole messages each, and below 64 KiB.
void PageServer::readFrames(QTcpSocket *socket)
{
    for (;;) {
        const QByteArray bytes = socket->peek(1 << 20);
        const auto byte = [&bytes](qsizetype i) {
            return i < bytes.size() ? static_cast<uchar>(bytes.at(i)) : 0;
        };
        const bool large = (byte(1) & 0x7f) == 126;
        const qsizetype length = large ? byte(2) << 8 | byte(3) : byte(1) & 0x7f;
        const qsizetype head = large ? 8 : 6;
        if (bytes.size() < head + length)
            return;
        QByteArray payload = bytes.mid(head, length);
        for (qsizetype i = 0; i < length; ++i)
            payload[i] = static_cast<char>(byte(head + i) ^ byte(head - 4 + i % 4));
        socket->read(head + length);
        const int opcode = byte(0) & 0x0f;
        if (opcode == 1)
            received << QString::fromUtf8(payload);
        if (opcode == 8) {
            // The answer to a close, or to the page's own; whichever it is, nothing follows.
            if (socket == m_socket)
                write(8, payload);
            socket->disconnectFromHost();
            return;
        }
    }
}

void PageServer::write(int opcode, const QByteArray &payload)
{
    QByteArray head(1, static_cast<char>(0x80 | opcode));
    if (payload.size() < 126) {
        head.append(static_cast<char>(payload.size()));
    } else {
        const bool large = payload.size() > 0xffff;
        head.append(static_cast<char>(large ? 127 : 126));
        for (int shift = large ? 56 : 8; shift >= 0; shift -= 8)
            head.append(static_cast<char>(payload.size() >> shift));
    }
    m_socket->write(head + payload);
    m_socket->flush();
}

void PageServer::answer(QTcpSocket *socket, const QByteArray &path)
{
    Content content = m_content.value(QString::fromUtf8(path));
    if (path.startsWith("/htmx/"))
        content = {shipped(QString::fromUtf8(path)), 200, "text/javascript"};
    else if (content.type.isEmpty())
        content = {"nothing here", 404, "text/plain"};
    socket->write("HTTP/1.1 " + QByteArray::number(content.status) + " X\r\nContent-Type: " + content.type +
                  "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(content.body.size()) +
                  "\r\n\r\n" + content.body);
    socket->disconnectFromHost();
}

void PageServer::openStream(QTcpSocket *socket)
{
    if (streamStatus != 200) {
        socket->write(
            "HTTP/1.1 " + QByteArray::number(streamStatus) +
            " Busy\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbusy");
        socket->disconnectFromHost();
        return;
    }
    ++streams;
    m_stream = socket;
    socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n"
                  "Connection: close\r\n\r\n: hello\n\n");
}

void PageServer::say(const QString &text)
{
    write(1, text.toUtf8());
}

void PageServer::closeSocket(int code, const QByteArray &reason)
{
    QByteArray payload;
    if (code) {
        payload.append(static_cast<char>(code >> 8));
        payload.append(static_cast<char>(code));
        payload.append(reason);
    }
    write(8, payload);
    m_socket.clear();
}

void PageServer::cut()
{
    if (m_socket)
        m_socket->abort();
    if (m_stream)
        m_stream->abort();
    m_socket.clear();
}

void PageServer::stream(const QByteArray &chunk)
{
    m_stream->write(chunk);
    m_stream->flush();
}

void PageServer::endStream()
{
    m_stream->disconnectFromHost();
}

void PageServer::goAway()
{
    m_server.close();
    cut();
}

void PageServer::comeBack()
{
    m_server.listen(QHostAddress::LocalHost, m_port);
}
