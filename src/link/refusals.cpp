#include "refusals.h"

#include <QAbstractSocket>

namespace swapscope {

QByteArray badGateway(const QByteArray &method, const QHostAddress &address, quint16 port, const QString &why)
{
    const QString host = address.protocol() == QAbstractSocket::IPv6Protocol
                             ? QStringLiteral("[%1]").arg(address.toString())
                             : address.toString();
    const QString server = QStringLiteral("http://%1:%2/").arg(host).arg(port);
    const QByteArray page =
        QStringLiteral(
            "<!doctype html><meta charset=\"utf-8\"><title>The server does not answer</title>"
            "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:34em;margin:4em auto;padding:0 1em}"
            "code{background:#8882;padding:.1em .3em;border-radius:4px}</style>"
            "<h1>The server does not answer</h1>"
            "<p>Nothing listens at <code>%1</code>: %2.</p>"
            "<p>It may be restarting. Start it, then load this page again.</p>")
            .arg(server.toHtmlEscaped(), why.toHtmlEscaped())
            .toUtf8();
    return "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n"
           "Connection: close\r\nContent-Length: " +
           QByteArray::number(page.size()) + "\r\n\r\n" + (method == "HEAD" ? QByteArray() : page);
}

} // namespace swapscope
