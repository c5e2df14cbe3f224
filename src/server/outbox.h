#pragma once

#include <QByteArray>
#include <QPointer>
#include <QTcpSocket>

#include <deque>
#include <vector>

namespace swapscope::mock {

// What a connection has to send. Collects the writes of one turn of the event loop, sharing the bytes, and
// hands them over at once: on the descriptor itself while the socket's own buffer is empty, else, or for what
// the kernel does not take, through the socket. (QTcpSocket::write arms a write notifier each time, which is
// what a broadcast to many costs.) Others may write whole frames to the socket in between: order is kept.
class Outbox
{
public:
    explicit Outbox(QTcpSocket *socket) : m_socket(socket) {}

    // With the number of the update that these bytes complete; 0: none.
    void push(const QByteArray &bytes, qint64 update = 0);
    // Hands over what has been collected; false when the connection is broken.
    bool flush();
    // Forgets what has been collected.
    void clear();

    // Numbers so far mean nothing any more: the channel began anew.
    void forgetUpdates();

    // Bytes that wait for flush().
    qint64 corked() const { return m_corkedBytes; }
    // Bytes that the kernel has not taken.
    qint64 unsent() const;
    // The highest update that it has taken, every byte of it.
    qint64 written();

private:
    struct Mark
    {
        qint64 end; // of all bytes ever pushed
        qint64 update;
    };

    QPointer<QTcpSocket> m_socket;
    std::vector<QByteArray> m_corked;
    qint64 m_corkedBytes = 0;
    qint64 m_pushed = 0;
    std::deque<Mark> m_marks; // of updates not known to be written
    qint64 m_written = 0;
    bool m_broken = false;
};

} // namespace swapscope::mock
