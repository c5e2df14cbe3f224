#pragma once

#include "../upstream/unreachable.h"
#include "../upstream/upstream.h"

#include <QHostAddress>
#include <QObject>
#include <QTimer>

#include <deque>
#include <memory>

class QHostInfo;

namespace swapscope {

class TcpEnd;
class TlsTunnel;

// Connects to an upstream: finds its addresses, tries them in turn, and for https makes a TLS connection
// through which the bytes of a plain one travel (TlsTunnel). Never blocks.
class Dialer : public QObject
{
    Q_OBJECT

public:
    // The most that an address, and a TLS handshake, gets.
    static constexpr int kPatienceMs = 10'000;

    // `owner` is of what goes on after the dialer has gone: the tunnel of a TLS connection.
    Dialer(const Upstream &upstream, const AttachRules &rules, QObject *owner, int patienceMs = kPatienceMs);
    ~Dialer() override;

    // Once. connected() or failed() follows, never from within.
    void dial();

    // The addresses that stand for a host by itself: an address, or localhost (RFC 6761, section 6.3), which
    // is ::1 and 127.0.0.1 in this order. Empty: the name has to be looked up.
    static std::deque<QHostAddress> knownAddresses(const QString &host);

Q_SIGNALS:
    // A connected descriptor, the receiver's to close.
    void connected(qintptr descriptor);
    void failed(const swapscope::Unreachable &why);

private:
    void found(const QHostInfo &info);
    void tryNext();
    void reached();
    void fail(Unreachable::What what, const QString &why = {});

    Upstream m_upstream;
    AttachRules m_rules;
    QObject *m_owner;
    std::deque<QHostAddress> m_addresses; // to be tried
    QStringList m_tried;
    bool m_silent = false; // one of them did not react
    QString m_problem;     // of the last one
    std::unique_ptr<TcpEnd> m_end;
    QTimer m_patience;
};

} // namespace swapscope
