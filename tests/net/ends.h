#pragma once

#include <QByteArray>
#include <QSocketNotifier>
#include <QTcpServer>

#include <functional>
#include <memory>
#include <vector>

namespace swapscope::test {

// A plain end of a TCP connection that says everything a relay must carry: bytes, a half-close, a reset.
// Blocks for nothing; the event loop fills `received`.
class End : public QObject
{
    Q_OBJECT

public:
    explicit End(qintptr descriptor);
    // Connects to this machine.
    explicit End(quint16 port);
    ~End() override;

    void send(const QByteArray &bytes);
    void endWriting();
    void reset();
    // Whether it reads; at first it does.
    void setReading(bool on);
    qint64 unsent() const { return m_queue.size(); }
    quint16 peerPort() const;

    QByteArray received;
    bool ended = false;    // the peer has ended its direction
    bool wasReset = false; // the connection

private:
    void watch();
    void read();
    void write();

    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_reads;
    std::unique_ptr<QSocketNotifier> m_writes;
    QByteArray m_queue;
    bool m_ends = false;
};

// A server of ends.
class EndServer : public QTcpServer
{
    Q_OBJECT

public:
    EndServer();
    std::vector<std::unique_ptr<End>> ends;
    std::function<void(End &)> greet; // called for each as it comes

protected:
    void incomingConnection(qintptr descriptor) override;
};

} // namespace swapscope::test
