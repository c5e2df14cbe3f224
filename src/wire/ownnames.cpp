#include "ownnames.h"

#include "hostfield.h"

#include <algorithm>
#include <optional>

namespace swapscope::wire {

namespace {

constexpr quint16 kHttpPort = 80;
constexpr quint16 kHttpsPort = 443;
constexpr qsizetype kMaxShown = 200;

struct Authority
{
    QByteArray host; // lower-case; an IPv6 address in its brackets
    quint16 port = 0;
};

// Nothing when it has a port that is none.
std::optional<Authority> split(QByteArrayView text, quint16 usual)
{
    const qsizetype colon = text.indexOf(':', std::max<qsizetype>(0, text.indexOf(']')));
    Authority authority{text.first(colon < 0 ? text.size() : colon).toByteArray().toLower(), usual};
    const QByteArrayView port = colon < 0 ? QByteArrayView() : text.sliced(colon + 1);
    if (port.isEmpty())
        return authority;
    bool ok = false;
    authority.port = port.toByteArray().toUShort(&ok);
    return ok && port[0] != '+' ? std::optional(authority) : std::nullopt;
}

bool isAllowed(const OwnNames &names, const Authority &asked)
{
    return std::any_of(names.allowed.begin(), names.allowed.end(), [&asked](const QByteArray &one) {
        const std::optional<Authority> allowed = split(one, 0);
        return allowed && allowed->host == asked.host && (allowed->port == 0 || allowed->port == asked.port);
    });
}

// What --allow-host has to name.
QString optionFor(QByteArrayView authority)
{
    const QString text = QString::fromLatin1(authority.first(std::min(authority.size(), kMaxShown)));
    return parseAllowedHost(text)
               ? QStringLiteral(" Start swapscope with --allow-host %1 to allow it.").arg(text)
               : QString();
}

QByteArrayView withoutScheme(QByteArrayView text)
{
    const qsizetype colon = text.indexOf(QByteArrayView("://"));
    return colon < 0 ? QByteArrayView() : text.sliced(colon + 3);
}

} // namespace

bool OwnNames::have(QByteArrayView authority, quint16 usual) const
{
    const std::optional<Authority> asked = split(authority, usual);
    if (!asked)
        return false;
    const bool local = asked->host == "127.0.0.1" || asked->host == "localhost" || asked->host == "[::1]";
    return (local && ports.contains(asked->port)) || isAllowed(*this, *asked);
}

bool OwnNames::haveOrigin(QByteArrayView origin) const
{
    const QByteArray lower = origin.toByteArray().toLower();
    if (lower.startsWith("http://"))
        return have(withoutScheme(lower), kHttpPort);
    const std::optional<Authority> asked =
        lower.startsWith("https://") ? split(withoutScheme(lower), kHttpsPort) : std::nullopt;
    return asked && isAllowed(*this, *asked);
}

Result<QByteArray> parseAllowedHost(const QString &text)
{
    HttpHead head;
    head.fields = {{"Host", text.toUtf8()}};
    const std::optional<Authority> authority = split(head.fields[0].value, 0);
    const bool whole = authority && !authority->host.isEmpty() && !text.endsWith(u':') &&
                       (!text.contains(QStringLiteral(":")) || text.endsWith(u']') || authority->port != 0);
    if (!whole || !wrongHost(head).isEmpty())
        return Error{QStringLiteral("the name of a host, with or without a port, like dev.example or "
                                    "192.168.0.5:8137, is needed, not \"%1\"")
                         .arg(text.left(kMaxShown))};
    return text.toLatin1().toLower();
}

QString foreignHost(const HttpHead &head, const OwnNames &names)
{
    // RFC 9112, section 3.2: a client of HTTP/1.0 may leave it out; no browser does.
    QByteArray asked = head.value("Host");
    bool own = !head.has("Host") || names.have(asked);
    if (const QByteArrayView rest = withoutScheme(head.target);
        own && !head.target.startsWith('/') && !rest.isEmpty()) {
        const auto end =
            std::find_if(rest.begin(), rest.end(), [](char c) { return c == '/' || c == '?' || c == '#'; });
        asked = rest.first(end - rest.begin()).toByteArray();
        own = names.have(asked);
    }
    if (own)
        return {};
    return QStringLiteral(
               "The host \"%1\" is not answered to here, only 127.0.0.1, localhost and [::1] with this "
               "port.%2")
        .arg(QString::fromLatin1(asked.left(kMaxShown)), optionFor(asked));
}

QString foreignOrigin(const HttpHead &head, const OwnNames &names, const QStringList &others)
{
    for (const HttpField &field : head.fields) {
        if (field.name.compare("Origin", Qt::CaseInsensitive) != 0 || names.haveOrigin(field.value) ||
            others.contains(QStringLiteral("*")) || others.contains(QString::fromLatin1(field.value)))
            continue;
        return QStringLiteral("The origin \"%1\" is another page's, which may not ask here.%2")
            .arg(QString::fromLatin1(field.value.left(kMaxShown)), optionFor(withoutScheme(field.value)));
    }
    return {};
}

} // namespace swapscope::wire
