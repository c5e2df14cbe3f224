#include "link.h"

#include "faults/fault.h"
#include "relay.h"

#include <QPointer>
#include <QTcpServer>
#include <QTimer>

#include <unistd.h>

#include <vector>

namespace swapscope {

namespace {

// So many connections may a client have; a browser has six to an origin, and WebSockets besides.
constexpr std::size_t kMostRelays = 1024;

// Hands over descriptors instead of sockets of Qt's.
class Listener : public QTcpServer
{
public:
    std::function<void(qintptr)> taken;

protected:
    void incomingConnection(qintptr descriptor) override { taken(descriptor); }
};

} // namespace

class Link::Private
{
public:
    Private(Link *link, const QString &name, Recorder &recorderOfRun, ConnectionRegistry &registryOfRun,
            const Random &randomOfLink)
        : q(link), client(name), recorder(recorderOfRun), registry(registryOfRun), random(randomOfLink)
    {
        endTimer.setSingleShot(true);
        endTimer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&endTimer, &QTimer::timeout, q, [this] { expire(); });
        server.taken = [this](qintptr descriptor) { accept(descriptor); };
    }

    void accept(qintptr descriptor);
    void remove(Relay *relay);
    void note(const QString &fault, const QVariantMap &args, const LinkFaults &before);
    void expire();
    void schedule();
    // `t` below 0: now.
    void record(Kind kind, QJsonObject data = {}, Nanoseconds t = -1);
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
    Listener server;
    QHostAddress upstreamAddress = QHostAddress::LocalHost;
    quint16 upstreamPort = 0;
    LinkFaults faults;
    QTimer endTimer;
    std::vector<std::unique_ptr<Relay>> relays;
};

void Link::Private::accept(qintptr descriptor)
{
    auto end = std::make_unique<TcpEnd>(descriptor);
    if (relays.size() >= kMostRelays) {
        end->reset();
        return;
    }
    auto relay = std::make_unique<Relay>(
        RelayContext{client, recorder, registry, faults, upstreamAddress, upstreamPort, q}, std::move(end),
        random.fork(random.next()));
    Relay *raw = relay.get();
    QObject::connect(raw, &Relay::finished, q, [this, raw] { remove(raw); });
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
    found->release()->deleteLater();
    relays.erase(found);
}

void Link::Private::record(Kind kind, QJsonObject data, Nanoseconds t)
{
    Event event;
    event.t = t;
    event.kind = kind;
    event.client = client;
    event.data = std::move(data);
    recorder.record(std::move(event));
}

// What the fault did, before its effect on connections is.
void Link::Private::note(const QString &fault, const QVariantMap &args, const LinkFaults &before)
{
    QJsonObject data;
    if (const auto duration = args.constFind(QStringLiteral("for")); duration != args.cend())
        data.insert(QStringLiteral("for_s"), static_cast<double>(duration->toLongLong()) / 1e9);
    const Nanoseconds now = recorder.now();
    if (fault == u"cut")
        record(Kind::LinkCut, data);
    else if (fault == u"freeze")
        record(Kind::LinkFrozen, data);
    if (before.freeze.active(now) && !faults.freeze.active(now))
        record(Kind::LinkThawed);
    if (before.cut.active(now) && !faults.cut.active(now))
        record(Kind::LinkMended);
}

void Link::Private::schedule()
{
    if (const std::optional<Nanoseconds> next = faults.nextEnd()) {
        const Nanoseconds wait = std::max<Nanoseconds>(0, *next - recorder.now());
        endTimer.start(std::chrono::milliseconds((wait + kMillisecond - 1) / kMillisecond));
    } else {
        endTimer.stop();
    }
}

void Link::Private::expire()
{
    const Nanoseconds now = recorder.now();
    const std::optional<Nanoseconds> cutUntil = faults.cut.until();
    const std::optional<Nanoseconds> freezeUntil = faults.freeze.until();
    bool changed = false;
    // The timer may be late; what ended did so when its time was up.
    if (faults.cut.expire(now)) {
        record(Kind::LinkMended, {}, *cutUntil);
        changed = true;
    }
    if (faults.freeze.expire(now)) {
        record(Kind::LinkThawed, {}, *freezeUntil);
        changed = true;
    }
    changed |= faults.refusal.expire(now);
    if (faults.latencyTime.expire(now)) {
        faults.latency = {};
        changed = true;
    }
    if (changed) {
        eachRelay([](Relay &relay) { relay.pump(); });
        Q_EMIT q->statusChanged();
    }
    schedule();
}

Link::Link(const QString &client, Recorder &recorder, ConnectionRegistry &registry, const Random &random,
           QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, client, recorder, registry, random))
{
}

Link::~Link()
{
    shutDown();
}

Result<quint16> Link::listen(const QHostAddress &address, quint16 port)
{
    if (!d->server.listen(address, port)) {
        return Error{QStringLiteral("port %1 of %2 cannot be had: %3. Choose another one, or 0 for any")
                         .arg(port)
                         .arg(address.toString(), d->server.errorString())};
    }
    return d->server.serverPort();
}

void Link::setUpstream(const QHostAddress &address, quint16 port)
{
    d->upstreamAddress = address;
    d->upstreamPort = port;
}

void Link::attach(const Upstream &upstream, const AttachRules &)
{
    const QHostAddress address(upstream.host);
    setUpstream(address.isNull() ? QHostAddress(QHostAddress::LocalHost) : address, upstream.port);
}

void Link::shutDown()
{
    d->server.close();
    d->endTimer.stop();
    d->eachRelay([](Relay &relay) { relay.shutDown(); });
}

QString Link::client() const
{
    return d->client;
}

quint16 Link::port() const
{
    return d->server.serverPort();
}

Result<void> Link::apply(const QString &fault, const QVariantMap &args)
{
    // What has run out has, though its timer may be late.
    d->expire();
    const LinkFaults before = d->faults;
    const Result<FaultEffect> effect = applyFault(d->faults, fault, args, d->recorder.now());
    if (!effect)
        return effect.error();
    d->note(fault, args, before);
    if (effect->resetAll)
        d->eachRelay([](Relay &relay) { relay.cut(); });
    if (effect->closeAll)
        d->eachRelay([&effect](Relay &relay) { relay.close(*effect->closeAll); });
    d->eachRelay([](Relay &relay) { relay.pump(); });
    d->schedule();
    Q_EMIT statusChanged();
    return {};
}

LinkStatus Link::status() const
{
    const Nanoseconds now = d->recorder.now();
    LinkStatus status;
    status.latency = d->faults.latency.delay;
    status.jitter = d->faults.latency.jitter;
    status.cut = d->faults.cut.active(now);
    status.frozen = d->faults.frozen(now);
    status.refusing = d->faults.refusal.active(now);
    bool open = false; // one of them lasts until it is mended
    for (const Span *span : {&d->faults.cut, &d->faults.freeze, &d->faults.refusal}) {
        if (!span->active(now))
            continue;
        open = open || !span->until();
        status.until = std::max(status.until, span->until().value_or(0));
    }
    if (open)
        status.until = 0;
    return status;
}

} // namespace swapscope
