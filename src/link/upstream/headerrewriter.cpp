#include "headerrewriter.h"

#include "../protocol/headlines.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace swapscope {

namespace {

constexpr QByteArrayView kHostPrefix("__Host-");
constexpr QByteArrayView kSecurePrefix("__Secure-");

bool is(QByteArrayView name, QByteArrayView other)
{
    return name.compare(other, Qt::CaseInsensitive) == 0;
}

bool startsWith(QByteArrayView text, QByteArrayView prefix)
{
    return text.size() >= prefix.size() && is(text.first(prefix.size()), prefix);
}

qsizetype endOfAuthority(const QByteArray &reference, qsizetype start)
{
    while (start < reference.size() && reference[start] != '/' && reference[start] != '?' &&
           reference[start] != '#')
        ++start;
    return start;
}

// The reference behind this origin, which ends where an origin can.
std::optional<QByteArray> behind(const QByteArray &reference, const QByteArray &origin)
{
    if (!startsWith(reference, origin) || endOfAuthority(reference, origin.size()) != origin.size())
        return std::nullopt;
    return reference.mid(origin.size());
}

QString arrow(QByteArrayView name, const QByteArray &from, const QByteArray &to)
{
    return QStringLiteral("%1: %2 → %3")
        .arg(QString::fromLatin1(name), QString::fromUtf8(from), QString::fromUtf8(to));
}

bool asksForStream(const wire::HttpHead &head)
{
    return head.value("Accept").toLower().contains("text/event-stream");
}

} // namespace

HeaderRewriter::HeaderRewriter(const Upstream &upstream)
    : m_tls(upstream.tls),
      m_host(QUrl::toAce(upstream.host).toLower()),
      m_authority(upstream.authority().toLatin1()),
      m_origin(upstream.origin().toLatin1())
{
    if (m_host.isEmpty())
        m_host = upstream.host.toLower().toUtf8();
}

FittedHead HeaderRewriter::request(const wire::HttpHead &head, const QByteArray &raw) const
{
    FittedHead fitted{raw, {}};
    const QByteArray host = head.value("Host");
    const QByteArray linkOrigin = host.isEmpty() ? QByteArray() : "http://" + host;
    if (!linkOrigin.isEmpty()) {
        if (const auto rest = behind(head.target, linkOrigin)) {
            // The target stands once in the request line, right after the method.
            fitted.raw.replace(fitted.raw.indexOf(linkOrigin, head.method.size()), linkOrigin.size(),
                               m_origin);
        }
    }
    const bool stream = asksForStream(head);
    fitted.raw = editFields(fitted.raw, [&](QByteArrayView name, const QByteArray &value) -> FieldEdit {
        if (is(name, "Host"))
            return {false, m_authority};
        if (is(name, "Origin") && !linkOrigin.isEmpty() && is(value, linkOrigin))
            return {false, m_origin};
        if (is(name, "Referer") && !linkOrigin.isEmpty()) {
            const auto rest = behind(value, linkOrigin);
            return rest ? FieldEdit{false, m_origin + *rest} : FieldEdit();
        }
        if (is(name, "Sec-WebSocket-Extensions")) {
            fitted.changes << QStringLiteral("Sec-WebSocket-Extensions: %1 is not offered")
                                  .arg(QString::fromLatin1(value.left(200)));
            return {true, {}};
        }
        if (is(name, "Accept-Encoding") && stream)
            return {false, QByteArrayLiteral("identity")};
        if (is(name, "Cookie") && m_tls) {
            QByteArray own = cookiesUp(value);
            return own == value ? FieldEdit() : FieldEdit{false, std::move(own)};
        }
        return {};
    });
    return fitted;
}

FittedHead HeaderRewriter::response(const wire::HttpHead &, const QByteArray &raw,
                                    const QByteArray &host) const
{
    FittedHead fitted;
    const QByteArray linkOrigin = host.isEmpty() ? QByteArray() : "http://" + host;
    fitted.raw = editFields(raw, [&](QByteArrayView name, const QByteArray &value) -> FieldEdit {
        if (is(name, "Strict-Transport-Security")) {
            fitted.changes << QStringLiteral("Strict-Transport-Security: removed");
            return {true, {}};
        }
        if (is(name, "Set-Cookie")) {
            Cookie cookie = cookieDown(value);
            if (cookie.change.isEmpty())
                return {};
            fitted.changes << cookie.change;
            return {false, std::move(cookie.value)};
        }
        if (linkOrigin.isEmpty())
            return {};
        std::optional<QByteArray> own;
        if (is(name, "Location") || is(name, "Content-Location") || is(name, "HX-Redirect") ||
            is(name, "HX-Push-Url") || is(name, "HX-Replace-Url"))
            own = toLink(value, linkOrigin);
        else if (is(name, "Refresh"))
            own = refreshToLink(value, linkOrigin);
        else if (is(name, "HX-Location"))
            own = hxLocationToLink(value, linkOrigin);
        else if (is(name, "Access-Control-Allow-Origin") && is(value, m_origin))
            own = linkOrigin;
        if (!own)
            return {};
        fitted.changes << arrow(name, value, *own);
        return {false, std::move(own)};
    });
    return fitted;
}

std::optional<QByteArray> HeaderRewriter::afterOrigin(const QByteArray &reference) const
{
    const QByteArray scheme = m_tls ? QByteArrayLiteral("https:") : QByteArrayLiteral("http:");
    qsizetype start = startsWith(reference, scheme) ? scheme.size() : 0;
    if (!QByteArrayView(reference).sliced(start).startsWith("//"))
        return std::nullopt;
    start += 2;
    const qsizetype end = endOfAuthority(reference, start);
    QByteArray authority = reference.mid(start, end - start).toLower();
    const QByteArray usual = m_tls ? QByteArrayLiteral(":443") : QByteArrayLiteral(":80");
    if (authority.endsWith(usual))
        authority.chop(usual.size());
    return authority == m_authority.toLower() ? std::optional(reference.mid(end)) : std::nullopt;
}

std::optional<QByteArray> HeaderRewriter::toLink(const QByteArray &reference,
                                                 const QByteArray &linkOrigin) const
{
    const auto rest = afterOrigin(reference);
    return rest ? std::optional(linkOrigin + *rest) : std::nullopt;
}

// "5; url=http://…" (WHATWG HTML, 4.2.5.3, the declarative refresh).
std::optional<QByteArray> HeaderRewriter::refreshToLink(const QByteArray &value,
                                                        const QByteArray &linkOrigin) const
{
    const qsizetype found = value.toLower().indexOf("url=");
    if (found < 0)
        return std::nullopt;
    qsizetype start = found + 4;
    QByteArray reference = value.mid(start).trimmed();
    const char quote = reference.isEmpty() ? '\0' : reference[0];
    const bool quoted = quote == '\'' || quote == '"';
    if (quoted)
        reference = reference.mid(1);
    const auto own = toLink(reference, linkOrigin);
    if (!own)
        return std::nullopt;
    return value.left(start) + (quoted ? QByteArray(1, quote) : QByteArray()) + *own;
}

// A reference, or an object that names one as its path (htmx, the HX-Location response header).
std::optional<QByteArray> HeaderRewriter::hxLocationToLink(const QByteArray &value,
                                                           const QByteArray &linkOrigin) const
{
    if (!value.startsWith('{'))
        return toLink(value, linkOrigin);
    QJsonObject object = QJsonDocument::fromJson(value).object();
    const auto own = toLink(object.value(QLatin1StringView("path")).toString().toUtf8(), linkOrigin);
    if (!own)
        return std::nullopt;
    object.insert(QLatin1StringView("path"), QString::fromUtf8(*own));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

HeaderRewriter::Cookie HeaderRewriter::cookieDown(const QByteArray &value) const
{
    QByteArrayList parts = value.split(';');
    const QByteArray pair = parts.takeFirst();
    QByteArray name = pair.left(std::max<qsizetype>(pair.indexOf('='), 0)).trimmed();
    QByteArray kept = pair;
    QStringList said;
    if (m_tls && (startsWith(name, kHostPrefix) || startsWith(name, kSecurePrefix))) {
        const QByteArray renamed = kRenamed + name.mid(2);
        kept.replace(kept.indexOf(name), name.size(), renamed);
        said << QStringLiteral("named %1").arg(QString::fromUtf8(renamed));
    }
    for (const QByteArray &part : std::as_const(parts)) {
        const qsizetype equals = part.indexOf('=');
        const QByteArray attribute = part.left(equals < 0 ? part.size() : equals).trimmed();
        const QByteArray setting = equals < 0 ? QByteArray() : part.mid(equals + 1).trimmed();
        if (is(attribute, "Domain")) {
            QByteArray domain = setting.toLower();
            if (domain.startsWith('.'))
                domain.remove(0, 1);
            if (m_host == domain || m_host.endsWith('.' + domain)) {
                said << QStringLiteral("without Domain=%1").arg(QString::fromUtf8(setting));
                continue;
            }
        } else if (m_tls && (is(attribute, "Secure") || is(attribute, "Partitioned"))) {
            said << QStringLiteral("without %1").arg(QString::fromLatin1(attribute));
            continue;
        } else if (m_tls && is(attribute, "SameSite") && is(setting, "None")) {
            said << QStringLiteral("SameSite=Lax");
            kept += "; SameSite=Lax";
            continue;
        }
        kept += ';' + part;
    }
    if (said.isEmpty())
        return {value, {}};
    return {
        kept,
        QStringLiteral("Set-Cookie %1: %2").arg(QString::fromUtf8(name), said.join(QStringLiteral(", ")))};
}

QByteArray HeaderRewriter::cookiesUp(const QByteArray &value) const
{
    QByteArrayList cookies = value.split(';');
    for (QByteArray &cookie : cookies) {
        qsizetype start = 0;
        while (start < cookie.size() && (cookie[start] == ' ' || cookie[start] == '\t'))
            ++start;
        const QByteArrayView own = QByteArrayView(cookie).sliced(start);
        const QByteArray marked = kRenamed;
        if (startsWith(own, marked + "Host-") || startsWith(own, marked + "Secure-"))
            cookie.replace(start, marked.size(), "__");
    }
    return cookies.join(';');
}

} // namespace swapscope
