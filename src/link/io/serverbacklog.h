#pragma once

#include <QByteArray>

namespace swapscope {

// What the server of one connection has written and the link has not read: the link knows how much it has
// read, and the mock server says in the end how much it had written. A value; the bytes that the system
// holds are the caller's to read.
class ServerBacklog
{
public:
    // So many more bytes have been read from the server.
    void noteRead(qint64 bytes) { m_read += bytes; }
    // It has ended its direction: there is nothing behind what has been read.
    void noteEnd() { m_ended = true; }
    bool hasEnded() const { return m_ended; }
    // The server's socket is gone: the system had taken this many bytes of what it has written, and the bytes
    // `unsent` not.
    void noteGone(qint64 taken, const QByteArray &unsent);
    // The bytes that never left the server, once; empty if there are none. Also empty as long as something
    // that the system had taken has not been read: without it nobody can tell where in the rest a message
    // begins.
    QByteArray takeUnsent();

private:
    qint64 m_read = 0;
    qint64 m_taken = 0;
    QByteArray m_unsent;
    bool m_ended = false;
};

} // namespace swapscope
