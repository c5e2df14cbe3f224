#include "closewatch.h"

namespace swapscope::mock {

namespace {

constexpr qsizetype kHead = 6; // two bytes and the mask
constexpr qsizetype kMaxPayload = 125;

} // namespace

std::optional<wire::CloseInfo> closeAtEnd(QByteArrayView bytes)
{
    // A long one first: within its masked payload a short one may appear by chance, hardly the other way
    // round.
    for (qsizetype size = kMaxPayload; size >= 0; --size) {
        if (size == 1 || bytes.size() < kHead + size)
            continue;
        const QByteArrayView frame = bytes.last(kHead + size);
        if (static_cast<quint8>(frame[0]) != 0x88 || static_cast<quint8>(frame[1]) != (0x80 | size))
            continue;
        wire::FrameDecoder decoder(wire::FrameDecoder::Sender::Client);
        const auto units = decoder.feed(frame);
        const auto *close = units.size() == 1 ? std::get_if<wire::Frame>(&units.front()) : nullptr;
        if (close)
            return wire::decodeClose(close->payload);
    }
    return std::nullopt;
}

CloseWatch::CloseWatch(QTcpSocket *socket) : QObject(socket), m_socket(socket)
{
    connect(socket, &QTcpSocket::readyRead, this, &CloseWatch::note);
}

void CloseWatch::begin()
{
    m_begun = true;
    connect(m_socket, &QTcpSocket::readyRead, this, [this] { m_unread = m_socket->bytesAvailable(); });
}

void CloseWatch::note()
{
    if (!m_begun)
        return;
    constexpr qsizetype kMax = kHead + kMaxPayload;
    const QByteArray bytes = m_socket->peek(m_socket->bytesAvailable());
    m_tail += QByteArrayView(bytes).sliced(std::min<qsizetype>(m_unread, bytes.size()));
    if (m_tail.size() > kMax)
        m_tail = m_tail.right(kMax);
    m_unread = bytes.size();
}

} // namespace swapscope::mock
