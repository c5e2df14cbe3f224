#include "link.h"

#include "faultcontrol.h"
#include "hold/holding.h"
#include "relay.h"

#include <net/tcplistener.h>

#include <QHash>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <optional>
#include <vector>

namespace swapscope {

namespace {

// So many connections may a client have; a browser has six to an origin, and WebSockets besides.
constexpr std::size_t kMostRelays = 1024;
constexpr quint64 kDecisions = 0xfa017;
// So long may a side not notice that the link has ended a connection.
constexpr std::chrono::seconds kPatience{5};

} // namespace

class Link::Private
{
public:
    Private(Link *link, const QString &name, Recorder &recorderOfRun, ConnectionRegistry &registryOfRun,
            const Random &randomOfLink, const FaultCatalogue &catalogue)
        : q(link),
          client(name),
          recorder(recorderOfRun),
          registry(registryOfRun),
          random(randomOfLink),
          decisions(randomOfLink.fork(kDecisions)),
          control(name, recorderOfRun, catalogue),
          holding(name, recorderOfRun, random)
    {
        endTimer.setSingleShot(true);
        endTimer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&endTimer, &QTimer::timeout, q, [this] { advance(); });
        QObject::connect(&listener, &TcpListener::accepted, q,
                         [this](qintptr descriptor) { accept(descriptor); });
    }

    void accept(qintptr descriptor);
    void remove(Relay *relay);
    // It waits no longer for what a side still says.
    void forget(Relay *relay);
    // What a change of the faults means for the connections.
    void carryOut(const FaultEffect &effect);
    // Faults whose time is up end; those that are due begin.
    void expireFaults();
    void beginFaults();
    // The faults' time has gone on.
    void advance();
    void schedule();
    // What may leave leaves.
    void pumpAll();
    // After a command: also when all is as it was.
    void reportCommand();
    void reportStatus();
    void goOn(HoldQueue::Held held);
    Relay *relayOf(const void *owner) const;
    Relay *relayOf(ConnectionId conn) const;
    // Calls a function for every relay that there is now; relays may end meanwhile.
    template<typename Function>
    void eachRelay(Function function)
    {
        std::vector<QPointer<Relay>> all;
        for (const std::unique_ptr<Relay> &relay : relays)
            all.emplace_back(relay.get());
        for (const QPointer<Relay> &relay : all) {
            if (relay)
                function(*relay);
        }
    }

    Link *q;
    QString client;
    Recorder &recorder;
    ConnectionRegistry &registry;
    Random random;
    Random decisions; // of the faults
    TcpListener listener;
    Destination destination;
    FaultControl control;
    Holding holding;
    LinkStatus told;
    bool advanceIsDue = false;
    QTimer endTimer;
    std::vector<std::unique_ptr<Relay>> relays;
    QHash<ConnectionId, Relay *> ended; // whose server has not noticed it; they are children of the link
};

void Link::Private::accept(qintptr descriptor)
{
    auto end = std::make_unique<TcpEnd>(descriptor);
    if (relays.size() >= kMostRelays) {
        end->reset();
        return;
    }
    auto relay = std::make_unique<Relay>(
        RelayContext{client, recorder, registry, control.faults(), holding.queue(), destination, q},
        std::move(end), random.fork(random.next()));
    Relay *raw = relay.get();
    QObject::connect(raw, &Relay::finished, q, [this, raw] { remove(raw); });
    // Later, because the relay is in the middle of a function of its own.
    QObject::connect(raw, &Relay::faultsUsed, q, [this] {
        if (std::exchange(advanceIsDue, true))
            return;
        QMetaObject::invokeMethod(
            q,
            [this] {
                advanceIsDue = false;
                advance();
            },
            Qt::QueuedConnection);
    });
    QObject::connect(raw, &Relay::holdChanged, q, &Link::holdChanged);
    QObject::connect(raw, &Relay::holdFull, q, [this] {
        if (holding.noteFull())
            Q_EMIT q->holdChanged();
    });
    // Later, because the relay is in the middle of a function of its own.
    QObject::connect(
        raw, &Relay::holdFreed, q, [this] { pumpAll(); }, Qt::QueuedConnection);
    relays.push_back(std::move(relay));
}

void Link::Private::remove(Relay *relay)
{
    const auto found =
        std::find_if(relays.begin(), relays.end(),
                     [relay](const std::unique_ptr<Relay> &each) { return each.get() == relay; });
    if (found == relays.end())
        return;
    // It is in the middle of a function of its own.
    relay->setParent(q);
    static_cast<void>(found->release());
    relays.erase(found);
    if (!relay->isAwaiting()) {
        relay->deleteLater();
        return;
    }
    if (!relay->awaited().isNone())
        ended.insert(relay->awaited(), relay);
    QObject::connect(relay, &Relay::clientGone, q, [this, relay] { forget(relay); });
    QTimer::singleShot(kPatience, relay, [this, relay] { forget(relay); });
}

void Link::Private::forget(Relay *relay)
{
    if (ended.value(relay->awaited()) == relay)
        ended.remove(relay->awaited());
    relay->closeEnds();
    relay->deleteLater();
}

void Link::Private::carryOut(const FaultEffect &effect)
{
    const auto chosen = [&] { return effect.probability >= 1 || decisions.uniform() < effect.probability; };
    eachRelay([&](Relay &relay) {
        if (!effect.connections || !chosen())
            return;
        if (const auto *close = std::get_if<CloseConnections>(&*effect.connections))
            relay.close({close->code, close->reason});
        else if (std::holds_alternative<EndConnections>(*effect.connections))
            relay.drop();
        else
            relay.cut();
    });
    pumpAll();
}

void Link::Private::pumpAll()
{
    eachRelay([](Relay &relay) { relay.pump(); });
}

void Link::Private::expireFaults()
{
    if (control.expire())
        pumpAll();
}

void Link::Private::beginFaults()
{
    while (const std::optional<FaultEffect> effect = control.beginNext())
        carryOut(*effect);
}

void Link::Private::schedule()
{
    if (const std::optional<Nanoseconds> next = control.nextChange()) {
        const Nanoseconds wait = std::max<Nanoseconds>(0, *next - recorder.now());
        endTimer.start(std::chrono::milliseconds((wait + kMillisecond - 1) / kMillisecond));
    } else {
        endTimer.stop();
    }
}

void Link::Private::advance()
{
    expireFaults();
    beginFaults();
    pumpAll();
    schedule();
    reportStatus();
}

void Link::Private::reportStatus()
{
    const LinkStatus status = q->status();
    if (status == told)
        return;
    told = status;
    Q_EMIT q->statusChanged();
}

void Link::Private::reportCommand()
{
    schedule();
    told = q->status();
    Q_EMIT q->statusChanged();
}

Link::Link(const QString &client, Recorder &recorder, ConnectionRegistry &registry, const Random &random,
           QObject *parent, const FaultCatalogue &catalogue)
    : QObject(parent), d(std::make_unique<Private>(this, client, recorder, registry, random, catalogue))
{
}

Link::~Link()
{
    shutDown();
}

Result<quint16> Link::listen(const QHostAddress &address, quint16 port)
{
    const Result<quint16> listening = d->listener.listen(address, port);
    if (!listening) {
        return Error{QStringLiteral("port %1 of %2 cannot be had: %3. Choose another one, or 0 for any")
                         .arg(port)
                         .arg(address.toString(), listening.error().message)};
    }
    return listening;
}

void Link::setUpstream(const QHostAddress &address, quint16 port)
{
    d->destination = {address, port, nullptr};
}

void Link::attach(const Upstream &upstream, const AttachRules &rules)
{
    d->destination.attachment = std::make_shared<const Attachment>(upstream, rules);
}

void Link::shutDown()
{
    d->listener.close();
    d->endTimer.stop();
    d->eachRelay([](Relay &relay) { relay.shutDown(); });
}

QString Link::client() const
{
    return d->client;
}

quint16 Link::port() const
{
    return d->listener.port();
}

Result<void> Link::apply(const FaultCommand &command, const QString &by)
{
    d->expireFaults();
    const Result<FaultEffect> effect = d->control.apply(command, by);
    if (!effect)
        return effect.error();
    d->carryOut(*effect);
    d->beginFaults();
    d->reportCommand();
    return {};
}

LinkStatus Link::status() const
{
    LinkStatus status = d->control.status();
    status.holding = d->holding.queue().isOn();
    status.held = d->holding.queue().total();
    // A hold ends by its own commands.
    if (status.held > 0)
        status.inForce.push_back({QStringLiteral("held %1").arg(status.held), {}, {}});
    else if (status.holding)
        status.inForce.push_back({QStringLiteral("holds"), {}, {}});
    return status;
}

Relay *Link::Private::relayOf(const void *owner) const
{
    const auto found = std::find_if(relays.begin(), relays.end(),
                                    [owner](const auto &relay) { return relay.get() == owner; });
    return found == relays.end() ? nullptr : found->get();
}

// Whose WebSocket or stream has this number; of 0, the one that opened last.
Relay *Link::Private::relayOf(ConnectionId conn) const
{
    Relay *newest = nullptr;
    for (const std::unique_ptr<Relay> &relay : relays) {
        const ConnectionId live = relay->liveConnection();
        if (!live.isNone() && (conn.isNone() ? !newest || live > newest->liveConnection() : live == conn))
            newest = relay.get();
    }
    return newest;
}

void Link::Private::goOn(HoldQueue::Held held)
{
    if (Relay *relay = relayOf(held.owner))
        relay->goOn(std::move(held));
}

Result<void> Link::apply(const HoldCommand &command)
{
    const Result<Holding::Outcome> outcome = d->holding.apply(command);
    if (!outcome)
        return outcome.error();
    for (const EventId id : outcome->goOn) {
        if (std::optional<HoldQueue::Held> held = d->holding.queue().release(id))
            d->goOn(std::move(*held));
    }
    if (outcome->freed)
        d->pumpAll();
    if (outcome->changed)
        Q_EMIT holdChanged();
    return {};
}

HoldStatus Link::holdStatus() const
{
    return d->holding.status();
}

bool Link::holds(EventId id) const
{
    return d->holding.queue().find(id) != nullptr;
}

std::optional<EventId> Link::nextHeld() const
{
    return d->holding.queue().first();
}

void Link::serverGone(ConnectionId conn, qint64 taken, const QByteArray &unsent)
{
    if (Relay *relay = d->ended.take(conn)) {
        relay->serverGone(taken, unsent);
        if (!relay->isAwaiting())
            d->forget(relay);
        return;
    }
    if (unsent.isEmpty())
        return;
    for (const std::unique_ptr<Relay> &relay : d->relays) {
        if (relay->connection() == conn)
            relay->serverGone(taken, unsent);
    }
}

Result<void> Link::inject(ConnectionId conn, Direction direction, const QString &text, const QString &event)
{
    Relay *relay = d->relayOf(conn);
    if (!relay) {
        return Error{
            conn.isNone()
                ? QStringLiteral("Client %1 has no open WebSocket or stream to send into").arg(d->client)
                : QStringLiteral("Connection %1 of client %2 is not open").arg(conn.number()).arg(d->client)};
    }
    return relay->inject(direction, text, event);
}

} // namespace swapscope
