#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace swapscope::wire {

// The bytes as a chunk of a chunked body (RFC 9112, section 7.1). Of no bytes it is empty: a chunk of size 0
// would end the body.
QByteArray encodeChunk(QByteArrayView data);

// The chunk of size 0 and the empty trailer section, which end the body.
QByteArray encodeLastChunk();

} // namespace swapscope::wire
