#include "status.h"

#include <boost/beast/http/status.hpp>

#include <QDateTime>
#include <QLocale>

namespace swapscope::wire {

QByteArray reasonPhrase(int status)
{
    namespace http = boost::beast::http;
    // Statuses that RFC 9110 renamed, or that Beast does not have.
    switch (status) {
    case 413:
        return "Content Too Large";
    case 418:
        return "I'm a teapot";
    case 422:
        return "Unprocessable Content";
    case 425:
        return "Too Early";
    default:
        break;
    }
    const http::status known = http::int_to_status(static_cast<unsigned>(status));
    if (known == http::status::unknown)
        return {};
    const auto phrase = http::obsolete_reason(known);
    return {phrase.data(), static_cast<qsizetype>(phrase.size())};
}

QByteArray httpDate(qint64 msecsSinceEpoch)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(msecsSinceEpoch, Qt::UTC);
    return QLocale::c().toString(time, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'")).toLatin1();
}

} // namespace swapscope::wire
