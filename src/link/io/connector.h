#pragma once

#include "../upstream/attachment.h"
#include "dialer.h"

#include <core/connections.h>
#include <core/recorder.h>
#include <wire/ownnames.h>

#include <QHostAddress>
#include <QObject>

#include <memory>

namespace swapscope {

class Exchanges;
class TcpEnd;

// Where a link's server is. A plain value.
struct Destination
{
    QHostAddress address = QHostAddress::LocalHost;
    quint16 port = 0;
    std::shared_ptr<const Attachment> attachment; // where it is instead; null: no attached one

    // Of an attached one, to whose heads it is applied; null: none.
    std::shared_ptr<const HeaderRewriter> fitting() const
    {
        return attachment ? std::shared_ptr<const HeaderRewriter>(attachment, &attachment->fitting) : nullptr;
    }
    // By which a link that listens on this port may be asked for an attached one.
    wire::OwnNames names(quint16 ownPort) const
    {
        return {{ownPort}, attachment ? attachment->rules.allowedHosts : QList<QByteArray>()};
    }
};

// The way of one connection to its server: straight to an address, or dialed to an attached one. Where the
// server cannot be had it says so in the server's place. Never blocks.
class Connector : public QObject
{
    Q_OBJECT

public:
    // `exchanges` are the connection's; they, the recorder and the registry must outlive it, the registry
    // the end besides. `owner` is of what goes on after the connection has gone (see Dialer).
    Connector(const Destination &destination, const QString &client, const Exchanges &exchanges,
              Recorder &recorder, ConnectionRegistry &registry, QObject *owner);

    // Connects this end, once; it must outlive the approach, or abandon(). connected() or failed() follows.
    void begin(TcpEnd &end);
    // It is not wanted any more: neither follows, and what comes about still is reset.
    void abandon();
    // Of an attached server that was reached and does not answer as it should: failed(), from within.
    void fail(Unreachable::What what);

    bool isAttached() const { return m_destination.attachment != nullptr; }

Q_SIGNALS:
    // The server may ask from now on whose the connection is.
    void connected();
    // `page` is the whole answer for a request that waits for one; what the trace is told has been.
    void failed(const QByteArray &page);

private:
    void dial();
    void reached();
    void unreachable(const Unreachable &why);

    Destination m_destination;
    QString m_client;
    const Exchanges &m_exchanges;
    Recorder &m_recorder;
    ConnectionRegistry &m_registry;
    QObject *m_owner;
    TcpEnd *m_end = nullptr; // null: not begun, or abandoned
    std::unique_ptr<Dialer> m_dialer;
};

} // namespace swapscope
