#include "chunk.h"

namespace swapscope::wire {

QByteArray encodeChunk(QByteArrayView data)
{
    if (data.isEmpty())
        return {};
    const QByteArray size = QByteArray::number(data.size(), 16);
    QByteArray chunk;
    chunk.reserve(size.size() + data.size() + 4);
    return chunk.append(size).append("\r\n").append(data).append("\r\n");
}

QByteArray encodeLastChunk()
{
    return QByteArrayLiteral("0\r\n\r\n");
}

} // namespace swapscope::wire
