#pragma once

#include <QByteArrayView>

namespace swapscope::wire {

// Checks that bytes are UTF-8 while they arrive, in pieces cut anywhere. Overlong forms, surrogates and code
// points above U+10FFFF are not UTF-8 (RFC 3629, sections 3 and 4). A value.
class Utf8Check
{
public:
    // The next bytes. False if they are not UTF-8, whatever may follow; feed() must not be called again then.
    bool feed(QByteArrayView bytes);
    // True if the bytes so far do not end within a character.
    bool complete() const { return m_left == 0; }

private:
    quint8 m_left = 0; // continuation bytes that are still missing
    quint8 m_low = 0x80;
    quint8 m_high = 0xbf; // the next one must be from m_low to m_high
};

} // namespace swapscope::wire
