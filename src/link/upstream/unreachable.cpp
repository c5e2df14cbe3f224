#include "unreachable.h"

namespace swapscope {

namespace {

using What = Unreachable::What;

QString whatName(What what)
{
    switch (what) {
    case What::Name:
        return QStringLiteral("name");
    case What::Refused:
        return QStringLiteral("refused");
    case What::Silent:
        return QStringLiteral("silent");
    case What::Tls:
        return QStringLiteral("tls");
    case What::Certificate:
        return QStringLiteral("certificate");
    case What::Empty:
        return QStringLiteral("empty");
    case What::NotHttp:
        return QStringLiteral("not http");
    }
    return {};
}

QString happened(const Unreachable &unreachable)
{
    const QString &address = unreachable.address;
    switch (unreachable.what) {
    case What::Name:
        return QStringLiteral("No address is known for %1").arg(address);
    case What::Refused:
        return QStringLiteral("Nothing answers at %1").arg(address);
    case What::Silent:
        return QStringLiteral("%1 does not react").arg(address);
    case What::Tls:
        return QStringLiteral("%1 does not speak https").arg(address);
    case What::Certificate:
        return QStringLiteral("The certificate of %1 is not accepted").arg(address);
    case What::Empty:
        return QStringLiteral("%1 closed the connection without an answer").arg(address);
    case What::NotHttp:
        return QStringLiteral("%1 answers something that is not HTTP").arg(address);
    }
    return {};
}

QString title(What what)
{
    switch (what) {
    case What::Certificate:
        return QStringLiteral("The server’s certificate is not accepted");
    case What::Tls:
    case What::NotHttp:
        return QStringLiteral("The server speaks another language");
    case What::Name:
        return QStringLiteral("The server’s name is not known");
    default:
        return QStringLiteral("The server does not answer");
    }
}

QString advice(const Upstream &upstream, const Unreachable &unreachable)
{
    const QString url = upstream.url().toString().toHtmlEscaped();
    QString other = url;
    other.replace(0, upstream.tls ? 5 : 4, upstream.tls ? QStringLiteral("http") : QStringLiteral("https"));
    switch (unreachable.what) {
    case What::Name:
        return QStringLiteral("Look whether the name is written as it should be, and whether this machine is "
                              "connected. Then reload this page.");
    case What::Certificate:
        return QStringLiteral("If this is a development server with a certificate of its own, attach with "
                              "<code>swapscope attach %1 --insecure</code>. The link then takes any "
                              "certificate.")
            .arg(url);
    case What::Tls:
        return QStringLiteral("If the server speaks plain HTTP, attach with "
                              "<code>swapscope attach %1</code>.")
            .arg(other);
    case What::Empty:
    case What::NotHttp:
        return QStringLiteral("Look whether this is the port of the web server. If it speaks https, attach "
                              "with <code>swapscope attach %1</code>.")
            .arg(other);
    default:
        return QStringLiteral("Start your server, then reload this page. The link stays where it is.");
    }
}

constexpr char kPage[] = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>%1</title>
<style>
  :root { color-scheme: light dark; --text: #1d2329; --muted: #5a6570; --line: #d9dee3; --ground: #f6f7f9;
          --card: #fff; --mark: #b3261e; }
  @media (prefers-color-scheme: dark) {
    :root { --text: #e4e8ec; --muted: #9aa5b1; --line: #333b44; --ground: #15191e; --card: #1d2329;
            --mark: #ff8a80; }
  }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground);
         color: var(--text); font: 16px/1.55 Inter, system-ui, sans-serif; }
  main { box-sizing: border-box; width: min(36rem, 100%); margin: 1.5rem; padding: 2rem 2.25rem;
         background: var(--card); border: 1px solid var(--line); border-top: 3px solid var(--mark);
         border-radius: 8px; }
  h1 { margin: 0 0 1rem; font-size: 1.35rem; line-height: 1.3; font-weight: 600; }
  p { margin: 0 0 1rem; overflow-wrap: anywhere; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.25rem; margin: 0 0 1.25rem; }
  dt { color: var(--muted); }
  dd { margin: 0; overflow-wrap: anywhere; }
  code { font: .9em "JetBrains Mono", ui-monospace, monospace; }
  footer { padding-top: 1rem; border-top: 1px solid var(--line); color: var(--muted); font-size: .875rem; }
</style>
</head>
<body>
<main>
<h1>%1</h1>
<dl>
<dt>Attached to</dt><dd><code>%2</code></dd>
<dt>What happened</dt><dd>%3.</dd>
</dl>
<p>%4</p>
<footer>This page is Swapscope’s. Your server has not seen the request.</footer>
</main>
</body>
</html>
)";

} // namespace

QString sentence(const Unreachable &unreachable)
{
    return unreachable.why.isEmpty() ? happened(unreachable)
                                     : QStringLiteral("%1: %2").arg(happened(unreachable), unreachable.why);
}

Event unreachableEvent(const QString &client, ConnectionId conn, const Unreachable &unreachable)
{
    Event event;
    event.kind = Kind::LinkUnreachable;
    event.client = client;
    event.conn = conn;
    event.data = {{Field::Address, unreachable.address},
                  {Field::What, whatName(unreachable.what)},
                  {Field::Text, sentence(unreachable)}};
    return event;
}

QByteArray unreachablePage(const QByteArray &method, const Upstream &upstream, const Unreachable &unreachable)
{
    QString page = QString::fromUtf8(kPage);
    if (unreachable.what == What::Empty || unreachable.what == What::NotHttp)
        page.remove(QStringLiteral(" Your server has not seen the request."));
    const QByteArray body = page.arg(title(unreachable.what), upstream.url().toString().toHtmlEscaped(),
                                     sentence(unreachable).toHtmlEscaped(), advice(upstream, unreachable))
                                .toUtf8();
    return "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n"
           "Connection: close\r\nContent-Length: " +
           QByteArray::number(body.size()) + "\r\n\r\n" + (method == "HEAD" ? QByteArray() : body);
}

} // namespace swapscope
