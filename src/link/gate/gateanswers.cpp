#include "gateanswers.h"

#include <wire/status.h>

#include <QAbstractSocket>

namespace swapscope {

QByteArray answerOfFault(const QByteArray &method, const AnswerRequest &answer)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' +
                      wire::reasonPhrase(answer.status) +
                      "\r\nCache-Control: no-store\r\nConnection: close\r\n";
    if (answer.retryAfter) // in whole seconds
        head += "Retry-After: " + QByteArray::number((*answer.retryAfter + kSecond - 1) / kSecond) + "\r\n";
    if (!answer.location.isEmpty())
        head += "Location: " + answer.location + "\r\n";
    if (answer.status == 401) // which has to name a way in (RFC 9110, section 15.5.2)
        head += "WWW-Authenticate: Bearer\r\n";
    if (answer.status == 204 || answer.status == 304)
        return head + "\r\n";
    const QByteArray page = "<!doctype html><title>" + QByteArray::number(answer.status) +
                            "</title><p>This answer is the network's, not the server's.</p>";
    head += "Content-Type: " + (answer.type.isEmpty() ? "text/html; charset=utf-8" : answer.type) +
            "\r\nContent-Length: " + QByteArray::number(page.size()) + "\r\n\r\n";
    return method == "HEAD" ? head : head + page;
}

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
            "<p>It may be restarting. This page asks again every second.</p>")
            .arg(server.toHtmlEscaped(), why.toHtmlEscaped())
            .toUtf8();
    return "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n"
           "Refresh: 1\r\nConnection: close\r\nContent-Length: " +
           QByteArray::number(page.size()) + "\r\n\r\n" + (method == "HEAD" ? QByteArray() : page);
}

QByteArray refusalOfRequest(const QByteArray &method, int status, const QString &why)
{
    const QByteArray text = why.toUtf8() + '\n';
    return "HTTP/1.1 " + QByteArray::number(status) + ' ' + wire::reasonPhrase(status) +
           "\r\nContent-Type: text/plain; charset=utf-8\r\nCache-Control: "
           "no-store\r\n"
           "Connection: close\r\nContent-Length: " +
           QByteArray::number(text.size()) + "\r\n\r\n" + (method == "HEAD" ? QByteArray() : text);
}

} // namespace swapscope
