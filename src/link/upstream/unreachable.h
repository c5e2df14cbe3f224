#pragma once

#include "upstream.h"

#include <core/event.h>

#include <QByteArray>
#include <QString>

namespace swapscope {

// Why an attached server could not be had.
struct Unreachable
{
    enum class What : quint8 {
        Name,        // its name leads to no address
        Refused,     // nothing listens there, or the way there is barred
        Silent,      // no answer to the attempt to connect in time
        Tls,         // https was tried and did not come about
        Certificate, // it did, but the certificate is not to be trusted
        Empty,       // it closed the connection without an answer
        NotHttp      // it answered something else
    };

    What what = What::Refused;
    QString address; // what was tried: "localhost port 8000 (::1, 127.0.0.1)"
    QString why;     // in somebody else's words; may be empty
};

// One sentence without its full stop: "Nothing listens at localhost port 8000 (::1, 127.0.0.1): Connection
// refused".
QString sentence(const Unreachable &unreachable);

// The link.unreachable of the trace, without a time; `conn` 0: of a plain request.
Event unreachableEvent(const QString &client, ConnectionId conn, const Unreachable &unreachable);

// The whole answer that a link gives in the server's place to a request with this method: a page that says
// which address was tried, what happened and what to do; the head of it alone to HEAD. In light and dark.
QByteArray unreachablePage(const QByteArray &method, const Upstream &upstream,
                           const Unreachable &unreachable);

} // namespace swapscope
