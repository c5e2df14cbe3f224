#include "outbox.h"

#ifdef Q_OS_UNIX
#include <cerrno>
#include <sys/socket.h>
#include <sys/uio.h>
#endif

namespace swapscope::mock {

namespace {

// What the kernel takes of these at once; 0 when its buffer is full, below 0 when the connection is broken.
qint64 sendNow(const QTcpSocket &socket, const std::vector<QByteArray> &pieces)
{
#ifdef Q_OS_UNIX
    const auto descriptor = static_cast<int>(socket.socketDescriptor());
    if (descriptor < 0)
        return -1;
    constexpr std::size_t kMaxPieces = 256;
    qint64 taken = 0;
    for (std::size_t first = 0; first < pieces.size(); first += kMaxPieces) {
        iovec vectors[kMaxPieces];
        const std::size_t count = std::min(kMaxPieces, pieces.size() - first);
        qint64 wanted = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const QByteArray &piece = pieces[first + i];
            vectors[i] = {const_cast<char *>(piece.constData()), static_cast<std::size_t>(piece.size())};
            wanted += piece.size();
        }
        msghdr message = {};
        message.msg_iov = vectors;
        message.msg_iovlen = count;
        ssize_t sent;
        do
            sent = ::sendmsg(descriptor, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        while (sent < 0 && errno == EINTR);
        if (sent < 0)
            return errno == EAGAIN || errno == EWOULDBLOCK ? taken : -1;
        taken += sent;
        if (sent < wanted)
            break;
    }
    return taken;
#else
    Q_UNUSED(socket)
    Q_UNUSED(pieces)
    return 0;
#endif
}

} // namespace

void Outbox::push(const QByteArray &bytes, qint64 update)
{
    m_corked.push_back(bytes);
    m_corkedBytes += bytes.size();
    m_pushed += bytes.size();
    if (update > 0)
        m_marks.push_back({m_pushed, update});
}

bool Outbox::flush()
{
    if (m_corked.empty())
        return !m_broken;
    if (m_broken || !m_socket || m_socket->state() != QAbstractSocket::ConnectedState) {
        m_broken = true;
        return false;
    }
    if (m_socket->bytesToWrite() > 0)
        m_socket->flush();
    qint64 skip = m_socket->bytesToWrite() > 0 ? 0 : sendNow(*m_socket, m_corked);
    if (skip < 0) {
        m_broken = true;
        return false;
    }
    for (const QByteArray &piece : m_corked) {
        if (skip >= piece.size()) {
            skip -= piece.size();
            continue;
        }
        m_socket->write(piece.constData() + skip, piece.size() - skip);
        skip = 0;
    }
    m_corked.clear();
    m_corkedBytes = 0;
    written();
    return true;
}

void Outbox::clear()
{
    m_pushed -= m_corkedBytes;
    while (!m_marks.empty() && m_marks.back().end > m_pushed)
        m_marks.pop_back();
    m_corked.clear();
    m_corkedBytes = 0;
}

void Outbox::forgetUpdates()
{
    m_marks.clear();
    m_written = 0;
}

qint64 Outbox::unsent() const
{
    return m_corkedBytes + (m_socket ? m_socket->bytesToWrite() : 0);
}

qint64 Outbox::written()
{
    // A socket that is gone has dropped its buffer: nothing more is known to have been written.
    if (m_socket && m_socket->state() == QAbstractSocket::ConnectedState) {
        const qint64 taken = m_pushed - unsent();
        while (!m_marks.empty() && m_marks.front().end <= taken) {
            m_written = std::max(m_written, m_marks.front().update);
            m_marks.pop_front();
        }
    }
    return m_written;
}

} // namespace swapscope::mock
