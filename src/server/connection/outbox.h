#pragma once

#include <net/tcpend.h>

#include <QByteArray>

#include <vector>

namespace swapscope::mock {

// What a connection has to send: whole frames, chunks or heads, in order, and nothing else ever reaches its
// socket. Collects the writes of one turn of the event loop, sharing the bytes, and hands them to the system
// at once. Knows which update the system has taken to its last byte.
class Outbox
{
public:
    // The end must outlive it.
    explicit Outbox(TcpEnd &end) : m_end(end) {}

    // With the number of the update that these bytes complete; 0: none.
    void push(const QByteArray &bytes, qint64 update = 0);
    // Hands over what has been collected, unless the system takes nothing for now: then it goes as soon as it
    // does. False when the connection is broken.
    bool flush();

    // Numbers so far mean nothing any more: the channel began anew.
    void forgetUpdates();

    // Bytes that the system has not taken.
    qint64 unsent() const { return m_end.unwritten(); }
    // The highest update that it has taken, every byte of it.
    qint64 written();

private:
    struct Mark
    {
        qint64 end; // of all bytes ever pushed
        qint64 update;
    };

    TcpEnd &m_end;
    qint64 m_pushed = 0;
    std::vector<Mark> m_marks; // of updates not known to be written
    std::size_t m_first = 0;   // of them
    qint64 m_written = 0;
    qint64 m_corked = 0; // bytes since the last flush
};

} // namespace swapscope::mock
