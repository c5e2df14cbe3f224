#pragma once

#include "channel/channel.h"
#include "routes.h"
#include "serverlimits.h"
#include "site.h"

#include <core/connections.h>
#include <core/recorder.h>
#include <core/result.h>
#include <wire/ownnames.h>

#include <QHostAddress>
#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace swapscope {

// A pause of the server, as a deploy makes one.
struct Restart
{
    Nanoseconds down = 0;                    // how long nobody listens
    int code = 1012;                         // sockets are closed with it; streams end
    QString reason;                          // of the close
    QString why = QStringLiteral("restart"); // server.stopped's reason: "restart" or "script"
};

// The mock server: HTTP, WebSocket and event streams on one port, all of it driven by a table of routes and
// by channels. Knows nothing of scripts nor of faults. Lives on one thread, on which every handler runs and
// every function is called. Records the server.* events of resources/manual/trace.md.
class MockServer : public QObject
{
    Q_OBJECT

public:
    enum class Keep { Nothing, Channels };

    // Both must outlive it.
    MockServer(Recorder &recorder, ConnectionRegistry &connections, QObject *parent = nullptr);
    ~MockServer() override;

    // By which names it is asked, besides 127.0.0.1, localhost and [::1] with the port that it gets: the
    // ports are those of links in front of it. Who asks by another name, or from a page of another origin,
    // gets a 403 that says how to allow it. From the next request on.
    void answerTo(const wire::OwnNames &names);
    // Begins to answer; the port, or a sentence why not (a busy port says so). 0: any free one.
    Result<quint16> listen(const QHostAddress &address, quint16 port);
    bool isListening() const;
    quint16 port() const; // 0 before listen(); kept over a restart
    QString url() const;  // "http://127.0.0.1:8137/"; empty before listen()

    // From the next request on.
    void setSite(const Site &site);
    const Site &site() const;
    void setLimits(const ServerLimits &limits);
    const ServerLimits &limits() const;
    // Makes session ids and tokens repeat from run to run; else they are random. Before listen().
    void setSeed(quint64 seed);
    // Where the time of day comes from, milliseconds since 1970; else the machine's.
    void setWallTime(std::function<qint64()> wallTime);

    // Installs a whole table at once. Open connections whose path the new table has go on under its handlers;
    // others are closed (1001). Keep::Nothing starts all channels at 1 again and forgets the sessions'
    // cursors; Keep::Channels keeps those with a name the new table has too.
    void setRoutes(Routes routes, Keep keep = Keep::Nothing);

    // The channel of this name, made if need be. The reference holds until the next setRoutes().
    Channel &channel(const QString &name, int history = Channel::kDefaultHistory);
    // Appends an update and sends it to everybody who is live on the channel; returns its number. The
    // function is given that number and returns the fragment; it must not publish on the same channel itself
    // (that returns 0 and does nothing but warn in the trace). cause: what brought it about; 0: the message
    // that is being handled.
    qint64 publish(const QString &channel, const QByteArray &fragment, const QString &event = {},
                   EventId cause = 0);
    qint64 publish(const QString &channel, const std::function<QByteArray(qint64 number)> &fragment,
                   const QString &event = {}, EventId cause = 0);
    // Every open connection, in the order of their numbers.
    std::vector<Peer> peers() const;

    // In the next turn of the event loop: closes every connection, refuses for a time, listens on the same
    // port again. A restart during a restart only changes when it ends.
    void restart(const Restart &restart);
    // Closes every connection (1001, streams end) and stops listening; finished() when all are gone.
    void shutDown();

Q_SIGNALS:
    void started(quint16 port);
    void stopped(const QString &reason);
    // After shutDown().
    void finished();
    // After a restart the port could not be had again; the server is stopped.
    void failed(const QString &message);
    // The socket of this client's WebSocket or event stream is gone. The system has taken `taken` bytes of
    // what was written to it; `unsent` is the rest, which never left.
    void connectionGone(const QString &client, swapscope::ConnectionId conn, qint64 taken,
                        const QByteArray &unsent);

protected:
    void customEvent(QEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace swapscope
