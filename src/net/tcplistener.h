#pragma once

#include "socketwatch.h"

#include <core/result.h>

#include <QHostAddress>
#include <QObject>

#include <memory>
#include <optional>

namespace swapscope {

// A port that TCP connections come to, which it hands over as descriptors. Never blocks.
class TcpListener : public QObject, private SocketWatcher
{
    Q_OBJECT

public:
    TcpListener() = default;
    // Closes the port.
    ~TcpListener() override;

    // The port it got (0: any free one), or why not, as a part of a sentence: "it is in use by another
    // program".
    Result<quint16> listen(const QHostAddress &address, quint16 port);
    // Whether that failed because somebody else listens there.
    bool foundInUse() const { return m_inUse; }
    bool isListening() const { return m_descriptor >= 0; }
    quint16 port() const { return m_port; } // 0: it does not listen
    // Refuses from now on; who has come and was not handed over is reset.
    void close();

Q_SIGNALS:
    // A connection's descriptor, which does not block; the receiver's to close.
    void accepted(qintptr descriptor);

private:
    void canRead() override;
    void canWrite() override {}

    int m_descriptor = -1;
    quint16 m_port = 0;
    bool m_inUse = false;
    std::unique_ptr<SocketWatch> m_watch;
};

} // namespace swapscope
