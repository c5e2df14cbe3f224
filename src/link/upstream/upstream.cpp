#include "upstream.h"

namespace swapscope {

namespace {

constexpr quint16 kHttpPort = 80;
constexpr quint16 kHttpsPort = 443;
constexpr qsizetype kLongest = 2000; // characters of an address

Error wrong(const QString &text, const QString &what)
{
    return Error{QStringLiteral("\"%1\" is no address of a server: %2").arg(text.left(200), what)};
}

} // namespace

Result<Upstream> Upstream::parse(const QString &text)
{
    if (text.trimmed().isEmpty())
        return Error{QStringLiteral("an address is needed, such as http://localhost:8000")};
    if (text.size() > kLongest)
        return wrong(text, QStringLiteral("it is longer than %1 characters").arg(kLongest));
    const bool named = text.contains(QLatin1StringView("://"));
    const QUrl url(named ? text.trimmed() : QStringLiteral("http://") + text.trimmed(), QUrl::StrictMode);
    if (!url.isValid())
        return wrong(text, url.errorString().section(u';', 0, 0));
    const QString scheme = url.scheme();
    if (scheme == u"ws" || scheme == u"wss") {
        return wrong(text, QStringLiteral("give the address of its pages, %1://; sockets come with it")
                               .arg(scheme == u"ws" ? QStringLiteral("http") : QStringLiteral("https")));
    }
    if (scheme != u"http" && scheme != u"https")
        return wrong(text, QStringLiteral("\"%1\" is neither http nor https").arg(scheme));
    if (url.host().isEmpty())
        return wrong(text, QStringLiteral("it names no host"));
    if (!url.userInfo().isEmpty())
        return wrong(text, QStringLiteral("leave out the name and password; the page will ask for them"));
    if (url.hasQuery() || url.hasFragment()) {
        return wrong(text, QStringLiteral("leave out what follows the path, from \"%1\" on")
                               .arg(QChar(url.hasQuery() ? u'?' : u'#')));
    }
    if (url.port() == 0)
        return wrong(text, QStringLiteral("a port is a number from 1 to 65535"));
    Upstream upstream;
    upstream.tls = scheme == u"https";
    upstream.host = url.host(QUrl::FullyDecoded);
    upstream.port = static_cast<quint16>(url.port(upstream.tls ? kHttpsPort : kHttpPort));
    const QString path = url.path(QUrl::FullyEncoded);
    upstream.path = path.isEmpty() ? QStringLiteral("/") : path;
    return upstream;
}

QString Upstream::authority() const
{
    const QString name =
        host.contains(u':') ? QStringLiteral("[%1]").arg(host) : QString::fromLatin1(QUrl::toAce(host));
    // toAce() gives nothing for what is an address, or a name that DNS would not take.
    const QString written = name.isEmpty() ? host : name;
    return port == (tls ? kHttpsPort : kHttpPort) ? written : QStringLiteral("%1:%2").arg(written).arg(port);
}

QString Upstream::origin() const
{
    return (tls ? QStringLiteral("https://") : QStringLiteral("http://")) + authority();
}

QUrl Upstream::url() const
{
    return QUrl(origin() + path);
}

} // namespace swapscope
