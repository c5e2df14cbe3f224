#include "mockserver.h"

#include "channel/channelhub.h"
#include "clientdirectory.h"
#include "connection/acceptor.h"

#include <net/eventloop.h>
#include <net/tcplistener.h>

#include <QDateTime>
#include <QEvent>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <optional>

namespace swapscope {

using namespace mock;

namespace {

constexpr int kListenAgain = 100; // milliseconds between attempts after a restart
constexpr int kListenAttempts = 50;
constexpr Nanoseconds kLastCloseTime = kSecond / 2; // for a peer's last word when the server ends
constexpr QEvent::Type kTurn = QEvent::User;

} // namespace

class MockServer::Private
{
public:
    Private(MockServer *server, Recorder &rec, ConnectionRegistry &reg)
        : q(server),
          recorder(rec),
          board(
              rec, limitsNow, [server] { atTurnEnd(server, kTurn); },
              [server](const OpenConnection &gone) {
                  Q_EMIT server->connectionGone(gone.about().name, gone.about().id, gone.taken(),
                                                gone.unsent());
              }),
          visitors(reg, Random(QRandomGenerator::system()->generate64())),
          reception(*server, rec, board, visitors, site, names, limitsNow, wallTime)
    {
        QObject::connect(&listener, &TcpListener::accepted, q, [this](qintptr descriptor) {
            reception.take(std::make_unique<TcpEnd>(descriptor));
        });
        pause.setSingleShot(true);
        QObject::connect(&pause, &QTimer::timeout, q, [this] { listenAgain(); });
    }

    enum class State { Idle, Listening, Down, Ending };

    MockServer *q;
    Recorder &recorder;
    ServerLimits limitsNow;
    Site site;
    wire::OwnNames namesGiven;
    wire::OwnNames names; // with its own port
    ChannelHub board;
    std::function<qint64()> wallTime = QDateTime::currentMSecsSinceEpoch;
    TcpListener listener;
    ClientDirectory visitors;
    Acceptor reception;
    QHostAddress address;
    quint16 port = 0;
    State state = State::Idle;
    QTimer pause;
    int attempts = 0;
    std::optional<Restart> restartWanted;
    bool endWanted = false;

    void wake()
    {
        board.later([] {});
    }
    void nameItself()
    {
        names = namesGiven;
        names.ports.append(port);
    }
    void turn();
    Result<void> startListening();
    void stopListening(const QString &why);
    void listenAgain();
    void closeAll(int code, const QString &reason);
};

void MockServer::Private::turn()
{
    board.turn();
    reception.turn();
    if (endWanted) {
        endWanted = false;
        restartWanted.reset();
        pause.stop();
        if (state == State::Listening)
            stopListening(QStringLiteral("quit"));
        state = State::Ending;
        // Whoever does not answer holds nobody up.
        limitsNow.closeTime = std::min(limitsNow.closeTime, kLastCloseTime);
        closeAll(1001, QStringLiteral("The server ends."));
    }
    if (restartWanted) {
        const Restart restart = *std::exchange(restartWanted, {});
        if (state == State::Listening) {
            stopListening(restart.why);
            state = State::Down;
            closeAll(restart.code, restart.reason);
        }
        if (state == State::Down) {
            attempts = 0;
            pause.start(static_cast<int>(std::max<Nanoseconds>(restart.down, 0) / kMillisecond));
        }
    }
    if (state == State::Ending && reception.isEmpty() && board.size() == 0) {
        state = State::Idle;
        Q_EMIT q->finished();
    }
}

Result<void> MockServer::Private::startListening()
{
    const Result<quint16> got = listener.listen(address, port);
    if (!got) {
        return Error{listener.foundInUse() ? QStringLiteral("Port %1 is in use by another program.").arg(port)
                                           : QStringLiteral("Port %1 of %2 cannot be had: %3.")
                                                 .arg(port)
                                                 .arg(address.toString(), got.error().message)};
    }
    port = *got;
    nameItself();
    state = State::Listening;
    recorder.record(
        {.kind = Kind::ServerStarted,
         .data = {{Field::Url, q->url()}, {Field::Scenario, site.title}, {Field::Htmx, htmxVersion(site)}}});
    Q_EMIT q->started(port);
    return {};
}

void MockServer::Private::stopListening(const QString &why)
{
    listener.close();
    recorder.record({.kind = Kind::ServerStopped, .data = {{Field::Reason, why}}});
    Q_EMIT q->stopped(why);
}

void MockServer::Private::listenAgain()
{
    const Result<void> listening = startListening();
    if (listening)
        return;
    if (++attempts < kListenAttempts) {
        pause.start(kListenAgain);
        return;
    }
    state = State::Idle;
    Q_EMIT q->failed(listening.error().message);
}

void MockServer::Private::closeAll(int code, const QString &reason)
{
    board.closeAll(code, reason);
    reception.closeAll();
}

MockServer::MockServer(Recorder &recorder, ConnectionRegistry &connections, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, recorder, connections))
{
}

MockServer::~MockServer() = default;

Result<quint16> MockServer::listen(const QHostAddress &address, quint16 port)
{
    if (d->state != Private::State::Idle)
        return Error{QStringLiteral("The server listens already, on port %1.").arg(d->port)};
    d->address = address;
    d->port = port;
    if (const Result<void> listening = d->startListening(); !listening) {
        d->port = 0;
        return listening.error();
    }
    return d->port;
}

void MockServer::answerTo(const wire::OwnNames &names)
{
    d->namesGiven = names;
    d->nameItself();
}

void MockServer::setWallTime(std::function<qint64()> wallTime)
{
    d->wallTime = std::move(wallTime);
}

bool MockServer::isListening() const
{
    return d->listener.isListening();
}

quint16 MockServer::port() const
{
    return d->port;
}

QString MockServer::url() const
{
    if (d->port == 0)
        return {};
    const bool any = d->address == QHostAddress::Any || d->address == QHostAddress::AnyIPv4 ||
                     d->address == QHostAddress::AnyIPv6;
    QString host = any ? QStringLiteral("127.0.0.1") : d->address.toString();
    if (host.contains(u':'))
        host = u'[' + host + u']';
    return QStringLiteral("http://%1:%2/").arg(host).arg(d->port);
}

void MockServer::setSite(const Site &site)
{
    d->site = site;
}

const Site &MockServer::site() const
{
    return d->site;
}

void MockServer::setLimits(const ServerLimits &limits)
{
    d->limitsNow = limits;
}

const ServerLimits &MockServer::limits() const
{
    return d->limitsNow;
}

void MockServer::setSeed(quint64 seed)
{
    d->visitors.setSeed(seed);
}

void MockServer::setRoutes(Routes routes, Keep keep)
{
    d->board.setRoutes(std::move(routes), keep == Keep::Channels);
}

Channel &MockServer::channel(const QString &name, int history)
{
    return d->board.channel(name, history);
}

qint64 MockServer::publish(const QString &channel, const QByteArray &fragment, const QString &event,
                           EventId cause)
{
    return d->board.publish(
        channel, [&](qint64) { return fragment; }, event, cause);
}

qint64 MockServer::publish(const QString &channel, const std::function<QByteArray(qint64)> &fragment,
                           const QString &event, EventId cause)
{
    return d->board.publish(channel, fragment, event, cause);
}

std::vector<Peer> MockServer::peers() const
{
    return d->board.peers();
}

void MockServer::restart(const Restart &restart)
{
    d->restartWanted = restart;
    d->wake();
}

void MockServer::shutDown()
{
    d->endWanted = true;
    d->wake();
}

void MockServer::customEvent(QEvent *event)
{
    if (event->type() == kTurn)
        d->turn();
}

} // namespace swapscope
