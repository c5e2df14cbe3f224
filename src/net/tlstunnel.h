#pragma once

#include <QObject>
#include <QTimer>

#include <memory>

class QSslSocket;

namespace swapscope {

class TcpEnd;

// A TLS connection to a server (Qt's), with a plain TCP connection of this machine with itself in front of
// it, so that whoever speaks with the server needs to know nothing of TLS. Neither side is read faster than
// the other takes it.
//
// Resets and ends of the plain side pass, within what TLS has: it knows no half-open connection that servers
// would keep to, so when the plain side ends its direction the server is told once it has said nothing for
// kGraceMs. Speaks HTTP/1.1 only (ALPN, RFC 7301).
class TlsTunnel : public QObject
{
    Q_OBJECT

public:
    static constexpr int kGraceMs = 2000;

    // `host` is whose certificate it has to be, and what the server is asked for (RFC 6066, section 3);
    // `insecure` takes any.
    TlsTunnel(const QString &host, bool insecure, QObject *owner);
    ~TlsTunnel() override;

    // Begins on a connected descriptor, its own from now on. ready() or failed() follows, never from within.
    // Deletes itself when failed, and later when both sides have ended.
    void start(qintptr descriptor, int patienceMs);
    // Nobody waits for it any more.
    void abandon();

Q_SIGNALS:
    // The plain connection's descriptor, the receiver's to close.
    void ready(qintptr descriptor);
    void failed(bool certificate, const QString &why);

private:
    void encrypted();
    void fail(bool certificate, const QString &why);
    void moveUp();
    void moveDown();
    void plainEnded(bool reset);
    void serverEnded();
    void finishIfOver();

    QString m_host;
    bool m_insecure;
    std::unique_ptr<QSslSocket> m_socket;
    std::unique_ptr<TcpEnd> m_plain; // null: not yet ready
    QString m_certificateProblem;
    QTimer m_patience; // of the handshake
    QTimer m_grace;
    bool m_over = false; // deleted soon
    bool m_plainEnded = false;
    bool m_serverEnded = false;
};

} // namespace swapscope
