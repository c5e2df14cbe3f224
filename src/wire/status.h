#pragma once

#include <QByteArray>

namespace swapscope::wire {

// "Not Found" for 404; empty for a number that has no phrase (RFC 9112, section 4: then there is none).
QByteArray reasonPhrase(int status);

// "Sun, 06 Nov 1994 08:49:37 GMT" for milliseconds since 1970 (RFC 9110, section 5.6.7), the form of Date.
QByteArray httpDate(qint64 msecsSinceEpoch);

} // namespace swapscope::wire
