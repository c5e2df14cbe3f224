#include "hostfield.h"

#include <algorithm>

namespace swapscope::wire {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// What stands in a registered name or an IPv4 address (RFC 3986, section 3.2.2), as far as single characters
// tell.
bool isOfName(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) ||
           QByteArrayView("-._~%!$&'()*+,;=").contains(c);
}

bool isOfAddress(char c)
{
    return c == ':' || isOfName(c);
}

// uri-host, and its port after a colon.
bool isHostAndPort(QByteArrayView value)
{
    const bool bracketed = value.startsWith('[');
    const qsizetype close = value.indexOf(']');
    if (bracketed && close < 0)
        return false;
    const qsizetype colon = value.indexOf(':', bracketed ? close : 0);
    const QByteArrayView host = value.first(colon < 0 ? value.size() : colon);
    const QByteArrayView port = colon < 0 ? QByteArrayView() : value.sliced(colon + 1);
    if (!std::all_of(port.begin(), port.end(), isDigit))
        return false;
    if (!bracketed)
        return std::all_of(host.begin(), host.end(), isOfName);
    const QByteArrayView address = host.sliced(1, close - 1);
    return close + 1 == host.size() && !address.isEmpty() &&
           std::all_of(address.begin(), address.end(), isOfAddress);
}

} // namespace

QString wrongHost(const HttpHead &head)
{
    const auto isHost = [](const HttpField &field) {
        return field.name.compare("Host", Qt::CaseInsensitive) == 0;
    };
    const auto fields = std::count_if(head.fields.begin(), head.fields.end(), isHost);
    if (fields == 0 && head.version >= 11)
        return QStringLiteral("The request has no Host field, which HTTP/1.1 demands.");
    if (fields > 1)
        return QStringLiteral("The request has %1 Host fields; one is allowed.").arg(fields);
    const QByteArray value = head.value("Host");
    if (!isHostAndPort(value))
        return QStringLiteral("The request's Host field is no host with its port.");
    return {};
}

} // namespace swapscope::wire
