#include "hostfield.h"

#include <algorithm>

namespace swapscope::wire {

namespace {

// uri-host with its port (RFC 3986, section 3.2.2), as far as single characters tell: what stands in a
// registered name, in an address, in brackets or not, and the colon before the port.
bool isOfHost(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           QByteArrayView("-._~%!$&'()*+,;=:[]").contains(c);
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
    if (!std::all_of(value.begin(), value.end(), isOfHost))
        return QStringLiteral("The request's Host field is no host with its port.");
    return {};
}

} // namespace swapscope::wire
