#pragma once

#include <QByteArrayView>

namespace swapscope::wire {

// Checks UTF-8 as it arrives, in pieces cut anywhere (RFC 3629, section 4: no overlong form, no surrogate,
// nothing above U+10FFFF). A value type.
class Utf8Check
{
public:
    // Whether everything so far can still become valid UTF-8. Once false, nothing more may be fed.
    bool feed(QByteArrayView bytes);
    // Whether no character is open.
    bool complete() const { return m_left == 0; }

private:
    quint8 m_left = 0; // continuation bytes that the open character still needs
    quint8 m_low = 0x80;
    quint8 m_high = 0xbf; // the range that the next of them must be in
};

} // namespace swapscope::wire
