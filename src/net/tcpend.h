#pragma once

#include "socketwatch.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHostAddress>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace swapscope {

// One end of a TCP connection, which never blocks. It says and does what QTcpSocket cannot and a transparent
// relay must: whether the peer ended its direction in an orderly way or reset the connection, and how to end
// one's own direction while the other goes on (RFC 9293, section 3.6). No signal is emitted from within
// connectTo(), write(), flush() or endWriting().
class TcpEnd : public QObject, private SocketWatcher
{
    Q_OBJECT

public:
    // See write().
    static constexpr qint64 kKeptBroken = 1024LL * 1024;

    TcpEnd();
    // Takes a connected descriptor, which is its own from now on.
    explicit TcpEnd(qintptr descriptor);
    // Closes what is still open.
    ~TcpEnd() override;

    // Once: connected() or failed() follows.
    void connectTo(const QHostAddress &address, quint16 port);
    // In its place: takes a connected descriptor. No signal follows.
    void adopt(qintptr descriptor);
    // Gives the connected descriptor away, unchanged. It is over then, and silent.
    qintptr takeDescriptor();
    bool isConnected() const { return m_connected; }
    quint16 localPort() const;
    QHostAddress peerAddress() const;
    quint16 peerPort() const;
    // Called right before the descriptor is closed, when its port is still its own.
    void beforeClose(std::function<void()> call) { m_beforeClose = std::move(call); }

    // Whether readable() is wanted; at first it is not. What is not read pushes back on the peer.
    void setReading(bool on);
    // A piece of what has come. Empty when nothing has, or when there is no more: then ended() is emitted
    // from within, once.
    QByteArray read();
    // The same without a copy: what it shows lasts until anything is read on this thread again.
    QByteArrayView readInPlace();

    // Queues the bytes; flush() hands the system what it takes, and goes on with the rest by itself. Of what
    // is written to an end that is broken, the first kKeptBroken bytes are kept for unsent(), in whole
    // writes.
    void write(const QByteArray &bytes);
    void flush();
    qint64 unwritten() const { return m_unwritten; }
    // How many bytes the system has taken so far.
    qint64 taken() const { return m_taken; }
    // What was written and the system has not taken, also of an end that is broken or was reset. Of a broken
    // end it may not be all, but it is without a gap.
    QByteArray unsent() const;
    // The system takes no more for now; written() tells when all that is queued has gone.
    bool isBlocked() const { return m_blocked; }
    // Nothing can be written any more: broken() has been emitted or will be, or the end is closed.
    bool isBroken() const { return m_broken || (m_connected && m_descriptor < 0); }

    // Ends this direction once everything queued has gone.
    void endWriting();
    // Sends a reset instead of what is queued and of an orderly end. Silent from then on.
    void reset();
    // A lingering close (RFC 9112, section 9.6), which it does by itself: writes what is queued, ends this
    // direction, reads and throws away what the peer still sends until that ends as well (else its last bytes
    // would be answered with a reset that takes ours away), not for long, and deletes itself. Silent from
    // then on but for beforeClose().
    void closeLingering(QObject *owner);

Q_SIGNALS:
    void connected();
    void failed(const QString &why);
    void readable();
    // The peer has ended its direction; `reset`: the whole connection, and what was on its way is lost.
    void ended(bool reset);
    // Everything queued has gone, after isBlocked().
    void written();
    // Nothing can be written any more: the peer has reset the connection. What it sent before can be read
    // still, up to ended(true).
    void broken();

private:
    void canRead() override { Q_EMIT readable(); }
    void canWrite() override;
    void watch();
    void breakWriting();
    void setBlocked(bool on);
    qint64 send(qint64 &wanted);
    void take(qint64 bytes);
    void drain();
    void close();

    int m_descriptor = -1;
    std::unique_ptr<SocketWatch> m_watch; // null: no descriptor, or none any more
    bool m_connected = false;
    bool m_reading = false;
    bool m_readEnded = false;
    bool m_writeEnds = false; // after the queue
    bool m_writeEnded = false;
    bool m_broken = false;
    bool m_blocked = false; // written: waits until the system takes more
    std::vector<QByteArray> m_queue;
    std::size_t m_first = 0; // of the queue that has not gone
    qsizetype m_written = 0; // of that one
    qint64 m_unwritten = 0;
    qint64 m_taken = 0;
    qint64 m_writtenBroken = 0; // bytes written since it is broken, kept or not
    std::function<void()> m_beforeClose;
};

} // namespace swapscope
