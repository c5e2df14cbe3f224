#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace swapscope::wire {

// The bytes as one chunk of a chunked body (RFC 9112 §7.1): size line, data, CRLF. Empty for no bytes,
// because a chunk of size 0 would end the body.
QByteArray encodeChunk(QByteArrayView data);

// The last chunk, of size 0, and an empty trailer section: the end of a chunked body (RFC 9112 §7.1).
QByteArray encodeLastChunk();

} // namespace swapscope::wire
