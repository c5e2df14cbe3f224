#include "utf8.h"

#include <cstring>

namespace swapscope::wire {

bool Utf8Check::feed(QByteArrayView bytes)
{
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    while (at != end) {
        if (m_left == 0) {
            // Most text is ASCII, so check eight bytes at a time.
            quint64 eight = 0;
            while (end - at >= 8) {
                std::memcpy(&eight, at, 8);
                if ((eight & 0x8080808080808080ULL) != 0)
                    break;
                at += 8;
            }
            if (at == end)
                return true;
        }
        const auto byte = static_cast<quint8>(*at++);
        if (m_left > 0) {
            if (byte < m_low || byte > m_high)
                return false;
            m_low = 0x80;
            m_high = 0xbf;
            --m_left;
            continue;
        }
        if (byte < 0x80)
            continue;
        if (byte < 0xc2 || byte > 0xf4)
            return false;
        m_left = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
        if (byte == 0xe0)
            m_low = 0xa0;
        else if (byte == 0xed)
            m_high = 0x9f;
        else if (byte == 0xf0)
            m_low = 0x90;
        else if (byte == 0xf4)
            m_high = 0x8f;
    }
    return true;
}

} // namespace swapscope::wire
