#pragma once

#include <wire/http.h>

#include <QByteArray>

namespace swapscope {

// The head of an embedded page's request says which connection it begins; the server must not see that.
struct ConnectionKey
{
    QByteArray key; // empty: the request carries none
    QByteArray raw; // the head's bytes without the key, all else as it was
};

// Takes the key (core/connections.h) out of a request's head. `head` is what `raw` says.
ConnectionKey takeKey(const wire::HttpHead &head, const QByteArray &raw);

} // namespace swapscope
