#include "websocket.h"

#include <QtEndian>

#include <array>
#include <cstring>
#include <limits>
#include <utility>

namespace swapscope::wire {

namespace {

constexpr qsizetype kControlMost = 125;

// Masks or unmasks `from` into `to`, which is the same operation (RFC 6455 §5.3). `phase` is the offset of
// the first byte in the payload.
void applyMask(char *to, QByteArrayView from, quint32 mask, qsizetype phase)
{
    std::array<char, 8> key{};
    for (std::size_t i = 0; i < key.size(); ++i)
        key[i] = static_cast<char>(mask >> (8 * (3 - ((static_cast<std::size_t>(phase) + i) & 3))));
    quint64 wide = 0;
    std::memcpy(&wide, key.data(), 8);
    const char *at = from.data();
    qsizetype left = from.size();
    for (; left >= 8; left -= 8, at += 8, to += 8) {
        quint64 eight = 0;
        std::memcpy(&eight, at, 8);
        eight ^= wide;
        std::memcpy(to, &eight, 8);
    }
    for (qsizetype i = 0; i < left; ++i)
        to[i] = static_cast<char>(at[i] ^ key[static_cast<std::size_t>(i)]);
}

} // namespace

QByteArray encodeFrame(Opcode opcode, QByteArrayView payload, bool fin, std::optional<quint32> mask)
{
    if (isControl(opcode) && payload.size() > kControlMost)
        payload.truncate(kControlMost);
    const qsizetype size = payload.size();
    std::array<char, 14> header{};
    qsizetype length = 2;
    header[0] = static_cast<char>((fin ? 0x80 : 0) | static_cast<quint8>(opcode));
    if (size < 126) {
        header[1] = static_cast<char>(size);
    } else if (size < 65536) {
        header[1] = 126;
        qToBigEndian(static_cast<quint16>(size), header.data() + 2);
        length += 2;
    } else {
        header[1] = 127;
        qToBigEndian(static_cast<quint64>(size), header.data() + 2);
        length += 8;
    }
    if (mask) {
        header[1] = static_cast<char>(header[1] | 0x80);
        qToBigEndian(*mask, header.data() + length);
        length += 4;
    }
    QByteArray out(length + size, Qt::Uninitialized);
    std::memcpy(out.data(), header.data(), static_cast<std::size_t>(length));
    if (mask)
        applyMask(out.data() + length, payload, *mask, 0);
    else if (size > 0)
        std::memcpy(out.data() + length, payload.data(), static_cast<std::size_t>(size));
    return out;
}

QByteArray encodeClose(const CloseInfo &close, std::optional<quint32> mask)
{
    if (close.code == 1005)
        return encodeFrame(Opcode::Close, {}, true, mask);
    QByteArray payload(2, Qt::Uninitialized);
    qToBigEndian(static_cast<quint16>(close.code), payload.data());
    payload += close.reason.toUtf8();
    if (payload.size() > kControlMost) {
        qsizetype cut = kControlMost;
        while ((static_cast<quint8>(payload[cut]) & 0xc0) == 0x80)
            --cut;
        payload.truncate(cut);
    }
    return encodeFrame(Opcode::Close, payload, true, mask);
}

CloseInfo decodeClose(QByteArrayView payload)
{
    if (payload.size() < 2)
        return {};
    return {qFromBigEndian<quint16>(payload.data()), QString::fromUtf8(payload.sliced(2))};
}

FrameDecoder::FrameDecoder(Sender sender, FrameLimits limits) : m_sender(sender), m_limits(limits) {}

std::vector<FrameDecoder::Unit> FrameDecoder::feed(QByteArrayView bytes)
{
    std::vector<Unit> units;
    if (m_fault || bytes.isEmpty())
        return units;
    const bool buffered = !m_buffer.isEmpty();
    if (buffered)
        m_buffer.append(bytes);
    const QByteArrayView data = buffered ? QByteArrayView(m_buffer) : bytes;
    const qsizetype size = data.size();
    qsizetype offset = 0;
    while (offset < size) {
        const QByteArrayView rest = data.sliced(offset);
        const Step step = this->step(rest);
        if (step == Step::More)
            break;
        if (step == Step::Failed) {
            units.emplace_back(ProtocolError{m_fault->code, m_fault->what, rest.toByteArray()});
            m_buffer.clear();
            return units;
        }
        const qsizetype total = m_headerSize + static_cast<qsizetype>(m_length);
        offset += total;
        m_headerSize = 0;
        Frame frame = std::exchange(m_frame, {});
        // The buffer holds exactly this frame, so it can be moved instead of copied.
        if (buffered && total == size)
            frame.raw = std::exchange(m_buffer, {});
        else if (m_limits.raw)
            frame.raw = rest.first(total).toByteArray();
        if (!m_limits.raw)
            frame.raw.clear();
        units.emplace_back(std::move(frame));
    }
    if (!buffered)
        m_buffer = data.sliced(offset).toByteArray();
    else if (offset > 0 && !m_buffer.isEmpty())
        m_buffer.remove(0, offset);
    return units;
}

FrameDecoder::Step FrameDecoder::fail(int code, const QString &what)
{
    m_fault = Fault{code, what};
    return Step::Failed;
}

// RFC 6455 §5.2. Checks the bytes in their order, so that the first wrong byte decides which error it is.
FrameDecoder::Step FrameDecoder::readHeader(QByteArrayView input)
{
    const auto first = static_cast<quint8>(input[0]);
    const quint8 code = first & 0x0f;
    const bool fin = (first & 0x80) != 0;
    const bool reserved = (first & 0x70) != 0;
    if (reserved && (!m_limits.extensions || (code & 8) != 0))
        return fail(1002, QStringLiteral("A reserved bit is set, and no extension was agreed on."));
    if ((code > 2 && code < 8) || code > 10)
        return fail(1002, QStringLiteral("Opcode %1 is reserved.").arg(code));
    const auto opcode = static_cast<Opcode>(code);
    const bool control = isControl(opcode);
    if (control && !fin)
        return fail(1002, QStringLiteral("A control frame is fragmented."));
    if (opcode == Opcode::Continuation && !m_inMessage)
        return fail(1002, QStringLiteral("A continuation frame continues no message."));
    if (!control && opcode != Opcode::Continuation && m_inMessage)
        return fail(1002, QStringLiteral("A message begins before the one before it has ended."));
    if (input.size() < 2)
        return Step::More;

    const auto second = static_cast<quint8>(input[1]);
    const bool masked = (second & 0x80) != 0;
    const quint8 shortLength = second & 0x7f;
    if (masked != (m_sender == Sender::Client)) {
        return fail(1002, masked ? QStringLiteral("A frame of the server is masked.")
                                 : QStringLiteral("A frame of the client is not masked."));
    }
    if (control && shortLength > kControlMost)
        return fail(1002, QStringLiteral("A control frame is longer than 125 bytes."));

    qsizetype size = 2;
    quint64 length = shortLength;
    if (shortLength == 126) {
        size += 2;
        if (input.size() < size)
            return Step::More;
        length = qFromBigEndian<quint16>(input.data() + 2);
        if (length < 126)
            return fail(1002, QStringLiteral("A frame's length is not in its shortest form."));
    } else if (shortLength == 127) {
        size += 8;
        if (input.size() < size)
            return Step::More;
        length = qFromBigEndian<quint64>(input.data() + 2);
        if (length >> 63 != 0)
            return fail(1002, QStringLiteral("A frame's length has its highest bit set."));
        if (length < 65536)
            return fail(1002, QStringLiteral("A frame's length is not in its shortest form."));
    }
    // So large that neither adding a header nor adding up a message overflows, even without limits.
    const auto most = static_cast<quint64>(std::numeric_limits<qsizetype>::max() / 2);
    if (length > most || (m_limits.frame >= 0 && length > static_cast<quint64>(m_limits.frame)))
        return fail(1009, QStringLiteral("A frame of %1 bytes is larger than is taken.").arg(length));
    if (!control) {
        const quint64 before = m_inMessage ? static_cast<quint64>(m_messageSize) : 0;
        const quint64 whole = before + length;
        if (whole > most || (m_limits.message >= 0 && whole > static_cast<quint64>(m_limits.message)))
            return fail(1009, QStringLiteral("A message of %1 bytes is larger than is taken.").arg(whole));
    }
    if (masked) {
        size += 4;
        if (input.size() < size)
            return Step::More;
        m_mask = qFromBigEndian<quint32>(input.data() + size - 4);
    }

    m_headerSize = size;
    m_length = static_cast<qint64>(length);
    m_frame = {fin, opcode, masked, {}, {}, reserved};
    if (!control) {
        if (opcode != Opcode::Continuation) {
            m_textMessage = opcode == Opcode::Text && !reserved;
            m_messageSize = 0;
            m_utf8 = {};
        }
        m_messageSize += m_length;
        m_inMessage = !fin;
    }
    return Step::Complete;
}

// Decodes as much as there is of the frame at the start of the input. Every byte of a payload is unmasked and
// checked only once, even if the frame comes in many chunks.
FrameDecoder::Step FrameDecoder::step(QByteArrayView input)
{
    if (m_headerSize == 0) {
        const Step header = readHeader(input);
        if (header != Step::Complete)
            return header;
    }
    const bool control = isControl(m_frame.opcode);
    const qsizetype had = m_frame.payload.size();
    const QByteArrayView come =
        input.sliced(m_headerSize)
            .first(qMin<qsizetype>(input.size() - m_headerSize, static_cast<qsizetype>(m_length)));
    const QByteArrayView fresh = come.sliced(had);
    if (!fresh.isEmpty()) {
        m_frame.payload.resize(come.size());
        char *const to = m_frame.payload.data() + had;
        if (m_frame.masked)
            applyMask(to, fresh, m_mask, had);
        else
            std::memcpy(to, fresh.data(), static_cast<std::size_t>(fresh.size()));
        if (!control && m_textMessage && !m_utf8.feed(QByteArrayView(to, fresh.size())))
            return fail(1007, QStringLiteral("A text message is not UTF-8."));
    }
    if (come.size() < m_length)
        return Step::More;
    if (!control && m_textMessage && m_frame.fin && !m_utf8.complete())
        return fail(1007, QStringLiteral("A text message ends within a character."));
    return m_frame.opcode == Opcode::Close ? checkClose() : Step::Complete;
}

// Checks the payload of a close frame (RFC 6455 §5.5.1, §7.4).
FrameDecoder::Step FrameDecoder::checkClose()
{
    const QByteArrayView payload = m_frame.payload;
    if (payload.isEmpty())
        return Step::Complete;
    if (payload.size() == 1)
        return fail(1002, QStringLiteral("A close frame has half a code."));
    const int code = qFromBigEndian<quint16>(payload.data());
    if (!isValidCloseCode(code))
        return fail(1002, QStringLiteral("Code %1 may not stand in a close frame.").arg(code));
    Utf8Check reason;
    if (!reason.feed(payload.sliced(2)) || !reason.complete())
        return fail(1007, QStringLiteral("The reason of a close frame is not UTF-8."));
    return Step::Complete;
}

std::optional<Message> MessageAssembler::feed(const Frame &frame)
{
    if (isControl(frame.opcode))
        return {};
    if (frame.opcode != Opcode::Continuation)
        m_open = Message{frame.opcode, frame.payload};
    else if (m_open)
        m_open->payload += frame.payload;
    if (!frame.fin)
        return {};
    return std::exchange(m_open, std::nullopt);
}

} // namespace swapscope::wire
