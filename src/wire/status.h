#pragma once

#include <QByteArray>

namespace swapscope::wire {

// The reason phrase of a status: "Not Found" for 404; empty for an unknown status (RFC 9112 §4 allows that).
QByteArray reasonPhrase(int status);

// A time, in milliseconds since 1970, as the Date field has it: "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110
// §5.6.7).
QByteArray httpDate(qint64 msecsSinceEpoch);

} // namespace swapscope::wire
