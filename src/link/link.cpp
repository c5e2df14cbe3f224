#include "link.h"

#include "faults/fault.h"
#include "presets.h"
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
constexpr quint64 kDecisions = 0xfa017;

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
        : q(link),
          client(name),
          recorder(recorderOfRun),
          registry(registryOfRun),
          random(randomOfLink),
          decisions(randomOfLink.fork(kDecisions)),
          holding(name, recorderOfRun, random,
                  {.goOn = [this](HoldQueue::Held held) { goOn(std::move(held)); },
                   .freed = [this] { eachRelay([](Relay &relay) { relay.pump(); }); },
                   .changed = [this] { Q_EMIT q->holdChanged(); }})
    {
        endTimer.setSingleShot(true);
        endTimer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&endTimer, &QTimer::timeout, q, [this] { advance(); });
        server.taken = [this](qintptr descriptor) { accept(descriptor); };
    }

    void accept(qintptr descriptor);
    void remove(Relay *relay);
    void noteFault(const QString &fault, const QVariantMap &args, const QString &by);
    void note(const QString &fault, const QVariantMap &args, const LinkFaults &before);
    Result<void> apply(const QString &fault, const QVariantMap &args);
    void takeEffect(const FaultEffect &effect);
    // What is due, and what has run out.
    void advance();
    void applyDue();
    void expire();
    void tellStatus();
    void schedule();
    void goOn(HoldQueue::Held held);
    Relay *relayOf(const void *owner) const;
    Relay *relayOf(int conn) const;
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
    Random decisions; // of the faults
    Listener server;
    QHostAddress upstreamAddress = QHostAddress::LocalHost;
    quint16 upstreamPort = 0;
    std::shared_ptr<const Attachment> attachment;
    LinkFaults faults;
    Holding holding;
    // Of the preset that is in force.
    QString preset;
    std::vector<PresetStep> upcoming; // with the times of the recorder's clock
    LinkStatus told;
    bool advanceIsDue = false;
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
    auto relay = std::make_unique<Relay>(RelayContext{client, recorder, registry, faults, holding.queue(),
                                                      upstreamAddress, upstreamPort, attachment, q},
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
    QObject::connect(raw, &Relay::holdFull, q, [this] { holding.noteFull(); });
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

void Link::Private::noteFault(const QString &fault, const QVariantMap &args, const QString &by)
{
    if (by.isEmpty())
        return;
    QJsonObject data{{QStringLiteral("fault"), fault}, {QStringLiteral("by"), by}};
    if (!args.isEmpty())
        data.insert(QStringLiteral("args"), writtenArguments(args));
    record(Kind::LinkFault, std::move(data));
}

// What the fault did, before its effect on connections is.
void Link::Private::note(const QString &fault, const QVariantMap &args, const LinkFaults &before)
{
    QJsonObject data;
    if (const auto duration = args.constFind(QStringLiteral("for")); duration != args.cend())
        data.insert(QStringLiteral("for_s"), static_cast<double>(duration->toLongLong()) / 1e9);
    if (fault == u"cut")
        record(Kind::LinkCut, data);
    if (const QString direction = args.value(QStringLiteral("direction")).toString();
        direction == u"up" || direction == u"down")
        data.insert(QStringLiteral("dir"), direction);
    if (fault == u"freeze")
        record(Kind::LinkFrozen, data);
    const Nanoseconds now = recorder.now();
    if (before.frozen(now) && !faults.frozen(now))
        record(Kind::LinkThawed);
    if (before.isCut(now) && !faults.isCut(now))
        record(Kind::LinkMended);
}

Result<void> Link::Private::apply(const QString &fault, const QVariantMap &args)
{
    const LinkFaults before = faults;
    const Result<FaultEffect> effect = applyFault(faults, fault, args, recorder.now());
    if (!effect)
        return effect.error();
    if (faults.later.size() <= before.later.size())
        note(fault, args, before);
    takeEffect(*effect);
    return {};
}

void Link::Private::takeEffect(const FaultEffect &effect)
{
    const auto chosen = [&] { return effect.probability >= 1 || decisions.uniform() < effect.probability; };
    eachRelay([&](Relay &relay) {
        if (effect.resetAll && chosen())
            relay.cut();
        else if (effect.closeAll && chosen())
            relay.close(*effect.closeAll);
    });
    eachRelay([](Relay &relay) { relay.pump(); });
}

void Link::Private::schedule()
{
    const Nanoseconds now = recorder.now();
    std::optional<Nanoseconds> next = faults.nextChange(now);
    if (!upcoming.empty())
        next = next ? std::min(*next, upcoming.front().at) : upcoming.front().at;
    if (next) {
        const Nanoseconds wait = std::max<Nanoseconds>(0, *next - now);
        endTimer.start(std::chrono::milliseconds((wait + kMillisecond - 1) / kMillisecond));
    } else {
        endTimer.stop();
    }
}

void Link::Private::advance()
{
    expire();
    applyDue();
    eachRelay([](Relay &relay) { relay.pump(); });
    schedule();
    tellStatus();
}

// They were checked when they were taken, so none can fail now.
void Link::Private::applyDue()
{
    const Nanoseconds now = recorder.now();
    for (const LaterFault &each : faults.takeDue(now))
        static_cast<void>(apply(each.fault, each.args));
    while (!upcoming.empty() && upcoming.front().at <= now) {
        const PresetStep step = upcoming.front();
        upcoming.erase(upcoming.begin());
        static_cast<void>(apply(step.fault, step.args));
    }
}

void Link::Private::expire()
{
    const Nanoseconds now = recorder.now();
    const LinkFaults before = faults;
    const auto ended = [now](const Span &span) { return std::min(now, span.until().value_or(now)); };
    bool changed = false;
    // The timer may be late; what ended did so when its time was up.
    const Nanoseconds cutEnd = ended(faults.cut);
    if (faults.cut.expire(now) || (faults.cut.active(now) && faults.cutBound.over(now))) {
        faults.cut.end();
        record(Kind::LinkMended, {}, cutEnd);
        changed = true;
    }
    const bool up = faults.freezeUp.expire(now);
    const bool down = faults.freezeDown.expire(now);
    if (up || down) {
        changed = true;
        if (!faults.frozen(now))
            record(Kind::LinkThawed, {},
                   std::max(up ? ended(before.freezeUp) : 0, down ? ended(before.freezeDown) : 0));
    }
    changed |= faults.refusal.expire(now);
    if (faults.refusal.active(now) && faults.refusalBound.over(now))
        faults.refusal.end();
    if (faults.latencyUpTime.expire(now)) {
        faults.latency.up = {};
        changed = true;
    }
    if (faults.latencyDownTime.expire(now)) {
        faults.latency.down = {};
        changed = true;
    }
    if (changed)
        eachRelay([](Relay &relay) { relay.pump(); });
}

void Link::Private::tellStatus()
{
    const LinkStatus status = q->status();
    if (status == told)
        return;
    told = status;
    Q_EMIT q->statusChanged();
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
    d->attachment.reset();
}

void Link::attach(const Upstream &upstream, const AttachRules &rules)
{
    d->attachment = std::make_shared<const Attachment>(upstream, rules);
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

Result<void> Link::apply(const QString &fault, const QVariantMap &args, const QString &by)
{
    // What has run out has, though its timer may be late.
    d->expire();
    LinkFaults trial = d->faults;
    if (const Result<FaultEffect> tried = applyFault(trial, fault, args, d->recorder.now()); !tried)
        return tried.error();
    d->noteFault(fault, args, by);
    if (fault == u"clear" || fault == u"mend")
        d->upcoming.clear();
    if (fault == u"clear")
        d->preset.clear();
    if (const Result<void> applied = d->apply(fault, args); !applied)
        return applied;
    d->schedule();
    d->told = status();
    Q_EMIT statusChanged();
    return {};
}

Result<void> Link::playPreset(const QString &name, const QString &by)
{
    const Preset *preset = findPreset(name);
    if (!preset) {
        QStringList names;
        for (const Preset &each : presets())
            names << each.name;
        return Error{QStringLiteral("There is no preset \"%1\"; there are %2")
                         .arg(name.left(40), names.join(QStringLiteral(", ")))};
    }
    d->expire();
    d->noteFault(QStringLiteral("preset"), {{QStringLiteral("name"), name}}, by);
    static_cast<void>(d->apply(QStringLiteral("clear"), {}));
    d->preset = name;
    d->upcoming = preset->steps;
    const Nanoseconds now = d->recorder.now();
    for (PresetStep &step : d->upcoming)
        step.at += now;
    d->applyDue();
    d->schedule();
    d->told = status();
    Q_EMIT statusChanged();
    return {};
}

LinkStatus Link::status() const
{
    LinkStatus status = statusOf(d->faults, d->recorder.now());
    if (!d->upcoming.empty() || !status.inForce.isEmpty())
        status.preset = d->preset;
    status.holding = d->holding.queue().isOn();
    status.held = d->holding.queue().total();
    if (status.held > 0)
        status.inForce << QStringLiteral("held %1").arg(status.held);
    else if (status.holding)
        status.inForce << QStringLiteral("holds");
    status.ends.resize(static_cast<std::size_t>(status.inForce.size())); // a hold ends by its own commands
    return status;
}

Relay *Link::Private::relayOf(const void *owner) const
{
    const auto found = std::find_if(relays.begin(), relays.end(),
                                    [owner](const auto &relay) { return relay.get() == owner; });
    return found == relays.end() ? nullptr : found->get();
}

// Whose WebSocket or stream has this number; of 0, the one that opened last.
Relay *Link::Private::relayOf(int conn) const
{
    Relay *newest = nullptr;
    for (const std::unique_ptr<Relay> &relay : relays) {
        const int live = relay->liveConnection();
        if (live != 0 && (conn == 0 ? !newest || live > newest->liveConnection() : live == conn))
            newest = relay.get();
    }
    return newest;
}

void Link::Private::goOn(HoldQueue::Held held)
{
    if (Relay *relay = relayOf(held.owner))
        relay->goOn(std::move(held));
}

Holding &Link::holding()
{
    return d->holding;
}

const Holding &Link::holding() const
{
    return d->holding;
}

Result<void> Link::inject(int conn, Direction direction, const QString &text, const QString &event)
{
    Relay *relay = d->relayOf(conn);
    if (!relay) {
        return Error{
            conn == 0
                ? QStringLiteral("Client %1 has no open WebSocket or stream to send into").arg(d->client)
                : QStringLiteral("Connection %1 of client %2 is not open").arg(conn).arg(d->client)};
    }
    return relay->inject(direction, text, event);
}

} // namespace swapscope
