// A long run: clients behind links that random faults befall, a server that restarts now and then, and the
// ledger, which in the end must say of every client what that client has itself received. Memory must not
// grow with time.
//
//   soak [--for 10m] [--clients 500] [--rate 2] [--seed 1] [--trace FILE]
//
// --trace keeps the events as well, and writes them in the end. Then memory grows by what a trace's index
// takes an event, as bench_trace measures it. Ends with 0 when the ledger is exact and memory flat, else with
// 1 and what is wrong. Its clients are QWebSockets, which know nothing of our codecs, and report as a page
// does.

#include "../integration/twinplan.h"
#include "../support/commands.h"

#include <core/connections.h>
#include <core/duration.h>
#include <core/random.h>
#include <core/recorder.h>
#include <link/link.h>
#include <net/epolldispatcher.h>
#include <net/eventloop.h>
#include <server/mockserver.h>
#include <trace/file/tracefile.h>
#include <trace/join.h>
#include <trace/ledger/ledger.h>
#include <trace/trace.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>
#include <QTimer>
#include <QWebSocket>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <optional>

#include <malloc.h>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString kChannel = u"room"_s;
constexpr int kSettleSeconds = 60;
constexpr double kFlat = 1.05; // of the memory after a fifth of the time, and kGrowth besides
constexpr double kGrowth = 8;  // MB

struct Options
{
    Nanoseconds length = 10 * 60 * kSecond;
    int clients = 500;
    double rate = 2; // updates a second
    quint64 seed = 1;
    QString trace; // the file that it goes to; empty: nothing is kept
};

// MB of memory of its own: what lies in the trace's temporary file can be taken out of memory at any time.
double ownMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("RssAnon:"))
            return line.mid(8).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

// MB that the program holds of it; the rest is kept by the allocator.
double heldMemory()
{
    return static_cast<double>(::mallinfo2().uordblks) / 1e6;
}

// The faults whose effect on a client is certain: what is corrupted or cut short may be anything afterwards.
QStringList certainMishaps()
{
    QStringList kinds = test::clientMishaps();
    for (const char *other : {"corrupt", "truncate", "hold", "reload", "hide", "preset"})
        kinds.removeAll(QString::fromLatin1(other));
    return kinds;
}

// Server and links, on the engine's thread.
class Rig : public QObject
{
public:
    Rig(Recorder &recorder, ConnectionRegistry &connections, const Options &options)
        : m_recorder(recorder), m_connections(connections), m_options(options), m_random(options.seed)
    {
    }

    // The ports of the clients' links.
    std::vector<quint16> start()
    {
        m_server = std::make_unique<MockServer>(m_recorder, m_connections);
        Routes routes;
        routes.addChannel(kChannel, 100);
        if (!routes.add(SocketRoute{
                .path = u"/room"_s, .channel = kChannel, .catchUp = CatchUp::Replay, .cursor = Cursor::Page}))
            qFatal("The route is wrong.");
        m_server->setRoutes(std::move(routes));
        const QHostAddress here(QHostAddress::LocalHost);
        const Result<quint16> port = m_server->listen(here, 0);
        if (!port)
            qFatal("%s", qPrintable(port.error().message));
        std::vector<quint16> ports;
        for (int i = 0; i < m_options.clients; ++i) {
            m_links.push_back(std::make_unique<Link>(nameOf(i), m_recorder, m_connections,
                                                     m_random.fork(static_cast<quint64>(i))));
            m_links.back()->setUpstream(here, *port);
            QObject::connect(m_server.get(), &MockServer::connectionGone, m_links.back().get(),
                             [link = m_links.back().get()](const QString &client, ConnectionId conn,
                                                           qint64 taken, const QByteArray &unsent) {
                                 if (client == link->client())
                                     link->serverGone(conn, taken, unsent);
                             });
            const Result<quint16> link = m_links.back()->listen(here, 0);
            if (!link)
                qFatal("%s", qPrintable(link.error().message));
            ports.push_back(*link);
        }
        m_server->answerTo({QList<quint16>(ports.begin(), ports.end()), {}});
        m_publish = new QTimer(this);
        connect(m_publish, &QTimer::timeout, this, [this] { publish(); });
        m_befall = new QTimer(this);
        connect(m_befall, &QTimer::timeout, this, [this] { befall(); });
        return ports;
    }

    void begin()
    {
        m_nextRestart = m_recorder.now() + 10 * kSecond;
        for (int i = 0; i < m_options.clients; ++i)
            planNext(i, m_recorder.now());
        m_publish->start(std::max(1, static_cast<int>(1000 / m_options.rate)));
        m_befall->start(20);
    }

    // No fault any more, and every connection anew, so that all can catch up.
    void calm()
    {
        m_publish->stop();
        m_befall->stop();
        for (const auto &link : m_links) {
            apply(*link, test::command(u"clear"_s));
            apply(*link, test::command(u"cut"_s, {{u"for"_s, qint64(0)}}));
        }
    }

    void publish()
    {
        m_server->publish(kChannel, [](qint64 number) {
            return "<p id=\"u" + QByteArray::number(number) + "\">" + QByteArray(180, 'x') + "</p>";
        });
    }

    static QString nameOf(int client) { return u"c%1"_s.arg(client + 1); }

private:
    struct Due
    {
        int client;
        FaultCommand command;
    };

    // Something befalls each client for some two seconds, four times a minute.
    void planNext(int client, Nanoseconds from)
    {
        const auto wait = static_cast<Nanoseconds>(m_random.uniform() * 26 * kSecond);
        const Nanoseconds begin = from + wait;
        Nanoseconds end = begin;
        for (const test::Mishap &mishap : test::planMishaps(m_random.fork(m_random.next()), {nameOf(client)},
                                                            1500 * kMillisecond, certainMishaps(), {})) {
            m_due.emplace(begin + mishap.at, Due{client, test::command(mishap.name, mishap.args)});
            end = std::max(end, begin + mishap.at);
        }
        m_due.emplace(end + kSecond, Due{client, test::command(u"clear"_s)});
        // What a path has swallowed nobody else ends.
        m_due.emplace(end + kSecond + kMillisecond,
                      Due{client, test::command(u"cut"_s, {{u"for"_s, qint64(0)}})});
        m_plans.emplace(end + 2 * kSecond, client);
    }

    void befall()
    {
        const Nanoseconds now = m_recorder.now();
        while (!m_due.empty() && m_due.begin()->first <= now) {
            const Due due = m_due.begin()->second;
            m_due.erase(m_due.begin());
            apply(*m_links[static_cast<std::size_t>(due.client)], due.command);
        }
        while (!m_plans.empty() && m_plans.begin()->first <= now) {
            const int client = m_plans.begin()->second;
            m_plans.erase(m_plans.begin());
            planNext(client, now);
        }
        if (now >= m_nextRestart) {
            m_nextRestart = now + 45 * kSecond;
            m_server->restart({.down = 300 * kMillisecond});
        }
    }

    static void apply(Link &link, const FaultCommand &command)
    {
        if (const Result<void> applied = link.apply(command, u"schedule"_s); !applied)
            qFatal("%s: %s", qPrintable(command.fault), qPrintable(applied.error().message));
    }

    Recorder &m_recorder;
    ConnectionRegistry &m_connections;
    Options m_options;
    Random m_random;
    std::unique_ptr<MockServer> m_server;
    std::vector<std::unique_ptr<Link>> m_links;
    QTimer *m_publish = nullptr;
    QTimer *m_befall = nullptr;
    std::multimap<Nanoseconds, Due> m_due;
    std::multimap<Nanoseconds, int> m_plans; // when the next mishaps of a client are planned
    Nanoseconds m_nextRestart = 0;
};

// One that receives, remembers what it has got, and comes back. It reports what a page reports.
class Client : public QObject
{
public:
    Client(QString name, quint16 port, Recorder &recorder, ConnectionRegistry &connections,
           const Random &random)
        : m_name(std::move(name)),
          m_port(port),
          m_recorder(recorder),
          m_connections(connections),
          m_random(random)
    {
        m_again.setSingleShot(true);
        connect(&m_again, &QTimer::timeout, this, &Client::attempt);
        m_patience.setSingleShot(true);
        connect(&m_patience, &QTimer::timeout, this, [this] { ended(); });
    }

    void startIn(int milliseconds) { m_again.start(milliseconds); }
    bool isOpen() const { return m_open; }

    const QString &name() const { return m_name; }
    // How often it has got an update; their numbers go from 1 without a gap.
    int got(qint64 update) const
    {
        const auto place = static_cast<std::size_t>(update);
        return place < m_got.size() ? m_got[place] : 0;
    }
    int attempts() const { return m_attempts; }

private:
    void attempt()
    {
        const QByteArray key = m_name.toLatin1() + '-' + QByteArray::number(++m_attempts);
        m_conn = m_connections.forKey(key);
        m_n = 0;
        m_open = false;
        const QUrl url(u"ws://127.0.0.1:%1/room?%2=%3"_s.arg(m_port).arg(
            QLatin1StringView(kConnectionKeyParameter), QLatin1StringView(key)));
        record(Kind::PageConnecting, {{Field::Transport, Word::Ws},
                                      {Field::Url, u"ws://127.0.0.1:%1/room"_s.arg(m_port)},
                                      {Field::Attempt, m_attempts - 1}});
        m_socket = std::make_unique<QWebSocket>();
        connect(m_socket.get(), &QWebSocket::connected, this, [this] {
            m_patience.stop();
            m_open = true;
            record(Kind::PageOpen, {});
            m_socket->sendTextMessage(u"{\"cursor\": %1}"_s.arg(m_last));
        });
        connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &Client::receive);
        // Also of an attempt that fails.
        connect(m_socket.get(), &QWebSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
            if (state == QAbstractSocket::UnconnectedState)
                ended();
        });
        // An attempt that a path has swallowed.
        m_patience.start(10'000);
        m_socket->open(url);
    }

    void receive(const QString &text)
    {
        ++m_n;
        record(Kind::PageMessage, {{Field::Transport, Word::Ws}, {Field::Bytes, text.size()}}, m_n);
        const qint64 update = QStringView(text).mid(8, text.indexOf(u'"', 8) - 8).toLongLong();
        if (update > 0) {
            const auto place = static_cast<std::size_t>(update);
            m_got.resize(std::max(m_got.size(), place + 1));
            ++m_got[place];
        }
        m_last = update;
    }

    void ended()
    {
        if (!m_socket)
            return;
        m_patience.stop();
        m_open = false;
        record(Kind::PageClosed, {{Field::Code, static_cast<int>(m_socket->closeCode())}});
        m_connections.ended(m_conn);
        m_socket->disconnect(this);
        m_socket.release()->deleteLater();
        m_again.start(100 + static_cast<int>(m_random.uniform() * 900));
    }

    void record(Kind kind, Payload data, int n = 0)
    {
        m_recorder.record({.kind = kind, .client = m_name, .conn = m_conn, .n = n, .data = std::move(data)});
    }

    QString m_name;
    quint16 m_port;
    Recorder &m_recorder;
    ConnectionRegistry &m_connections;
    Random m_random;
    QTimer m_again;
    QTimer m_patience;
    std::unique_ptr<QWebSocket> m_socket;
    std::vector<quint8> m_got; // by update
    qint64 m_last = 0;         // the update that came last
    int m_attempts = 0;
    ConnectionId m_conn;
    int m_n = 0;
    bool m_open = false;
};

// What is made of the events, as a run does.
struct Observer
{
    Observer(Recorder &itsRecorder, bool keeps) : recorder(itsRecorder)
    {
        if (keeps)
            trace.emplace();
    }

    void look()
    {
        for (Event &event : recorder.take()) {
            join.enrich(event);
            if (trace)
                trace->append(event);
            ++counts[static_cast<std::size_t>(event.kind)];
            ++events;
            for (Event &derived : ledger.consume(event))
                recorder.record(std::move(derived));
        }
    }

    qint64 of(Kind kind) const { return counts[static_cast<std::size_t>(kind)]; }
    qint64 published() const { return of(Kind::ServerPublished); }

    Recorder &recorder;
    Join join;
    std::optional<Trace> trace;
    Ledger ledger;
    std::array<qint64, kEventKinds> counts{};
    qint64 events = 0;
};

// What the ledger says otherwise than the client itself; empty: nothing.
QString disagreement(const Client &client, const Observer &observer, Nanoseconds now)
{
    const LedgerSummary says = observer.ledger.summary(client.name(), now);
    const std::vector<qint64> lacking = observer.ledger.lacking(client.name(), kChannel);
    qint64 got = 0;
    int again = 0;
    std::vector<qint64> lacks;
    for (qint64 update = 1; update <= observer.published(); ++update) {
        const int times = client.got(update);
        got += times > 0 ? 1 : 0;
        again += std::max(times - 1, 0);
        if (times == 0)
            lacks.push_back(update);
    }
    QStringList wrong;
    if (says.published != observer.published())
        wrong << u"published %1 of %2"_s.arg(says.published).arg(observer.published());
    if (says.delivered + says.recovered() != got)
        wrong
            << u"delivered %1, recovered %2, it has %3"_s.arg(says.delivered).arg(says.recovered()).arg(got);
    if (says.inFlight != 0)
        wrong << u"%1 in flight"_s.arg(says.inFlight);
    if (says.duplicated != again)
        wrong << u"duplicated %1, it got %2 again"_s.arg(says.duplicated).arg(again);
    if (lacking != lacks)
        wrong << u"lacking %1 (the first is %2), it lacks %3"_s.arg(lacking.size())
                     .arg(lacking.empty() ? 0 : lacking.front())
                     .arg(lacks.size());
    return wrong.isEmpty() ? QString() : client.name() + u": "_s + wrong.join(u"; "_s);
}

Options optionsOf(const QCoreApplication &application)
{
    QCommandLineParser parser;
    const QCommandLineOption length(u"for"_s, u"How long."_s, u"time"_s, u"10m"_s);
    const QCommandLineOption clients(u"clients"_s, u"How many."_s, u"number"_s, u"500"_s);
    const QCommandLineOption rate(u"rate"_s, u"Updates a second."_s, u"number"_s, u"2"_s);
    const QCommandLineOption seed(u"seed"_s, u"Of the faults."_s, u"number"_s, u"1"_s);
    const QCommandLineOption trace(u"trace"_s, u"Keep the events, and write them."_s, u"file"_s);
    parser.addOptions({length, clients, rate, seed, trace});
    parser.addHelpOption();
    parser.process(application);
    QString time = parser.value(length);
    const double factor = time.endsWith(u'm') ? 60 : 1;
    time.chop(time.endsWith(u'm') || time.endsWith(u's') ? 1 : 0);
    return {.length = static_cast<Nanoseconds>(time.toDouble() * factor * static_cast<double>(kSecond)),
            .clients = std::clamp(parser.value(clients).toInt(), 1, 5000),
            .rate = std::clamp(parser.value(rate).toDouble(), 0.1, 1000.0),
            .seed = parser.value(seed).toULongLong(),
            .trace = parser.value(trace)};
}

void runFor(Nanoseconds length)
{
    QEventLoop loop;
    QTimer::singleShot(static_cast<int>(length / kMillisecond), &loop, &QEventLoop::quit);
    loop.exec();
}

bool waitFor(int seconds, const std::function<bool()> &so)
{
    QElapsedTimer time;
    time.start();
    while (!so()) {
        if (time.elapsed() > seconds * 1000)
            return false;
        runFor(50 * kMillisecond);
    }
    return true;
}

int soak(const Options &options)
{
    Recorder recorder(std::make_shared<MonotonicClock>());
    ConnectionRegistry connections;
    Observer observer(recorder, !options.trace.isEmpty());
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &look, [&observer] { observer.look(); });
    look.start(16);

    QThread engine;
    useSocketLoop(engine);
    engine.start();
    auto *rig = new Rig(recorder, connections, options);
    rig->moveToThread(&engine);
    const auto onEngine = [rig](auto work) {
        QMetaObject::invokeMethod(rig, work, Qt::BlockingQueuedConnection);
    };
    std::vector<quint16> ports;
    onEngine([&] { ports = rig->start(); });

    std::vector<std::unique_ptr<Client>> clients;
    const Random random(options.seed + 1);
    for (int i = 0; i < options.clients; ++i) {
        const auto which = static_cast<std::size_t>(i);
        const QString name = Rig::nameOf(i);
        observer.ledger.expectPage(name);
        clients.push_back(
            std::make_unique<Client>(name, ports[which], recorder, connections, random.fork(which)));
        clients.back()->startIn(2 * i);
    }
    const auto allOpen = [&clients] {
        return std::all_of(clients.begin(), clients.end(),
                           [](const auto &client) { return client->isOpen(); });
    };
    const auto openInTrace = [&] { return observer.of(Kind::ServerOpened) >= std::ssize(clients); };
    bool fine = waitFor(kSettleSeconds, [&] { return allOpen() && openInTrace(); });
    if (!fine)
        std::printf("not everybody has come\n");

    // A fifth of the time is for caches and queues to find their size.
    onEngine([rig] { rig->begin(); });
    runFor(options.length / 5);
    const double early = ownMemory();
    for (int part = 0; part < 4; ++part) {
        std::printf("%3d %%: %.1f MB, %.1f of it held, %lld events\n", 20 * (part + 1), ownMemory(),
                    heldMemory(), static_cast<long long>(observer.events));
        std::fflush(stdout);
        runFor(options.length / 5);
    }
    const double late = ownMemory();

    onEngine([rig] { rig->calm(); });
    runFor(2 * kSecond);
    fine &= waitFor(kSettleSeconds, allOpen);
    runFor(3 * kSecond);                 // and all have said what they have
    onEngine([rig] { rig->publish(); }); // what was passed over shows when the next one is sent
    const auto settled = [&] {
        return std::all_of(clients.begin(), clients.end(), [&](const auto &client) {
            return client->got(observer.published()) > 0 &&
                   observer.ledger.summary(client->name(), recorder.now()).inFlight == 0;
        });
    };
    waitFor(kSettleSeconds, settled);
    runFor(kSecond);
    observer.look();

    int wrong = 0;
    qint64 missed = 0;
    qint64 recovered = 0;
    qint64 duplicated = 0;
    qint64 attempts = 0;
    for (const auto &client : clients) {
        const QString differs = disagreement(*client, observer, recorder.now());
        if (!differs.isEmpty() && ++wrong <= 20)
            std::printf("%s\n", qPrintable(differs));
        const LedgerSummary says = observer.ledger.summary(client->name(), recorder.now());
        missed += says.missed;
        recovered += says.recovered();
        duplicated += says.duplicated;
        attempts += client->attempts();
    }
    const bool flat = late <= early * kFlat + kGrowth;
    std::printf(
        "%lld events, %lld faults, %lld updates to %zu clients, %lld connections: %lld missed, %lld of them "
        "recovered, %lld duplicated\n",
        static_cast<long long>(observer.events), static_cast<long long>(observer.of(Kind::LinkFault)),
        static_cast<long long>(observer.published()), clients.size(), static_cast<long long>(attempts),
        static_cast<long long>(missed), static_cast<long long>(recovered),
        static_cast<long long>(duplicated));
    std::printf("ledger: %s; memory: %.1f MB after a fifth, %.1f MB in the end, %s\n",
                wrong == 0 && fine ? "exact" : qPrintable(u"wrong for %1 clients"_s.arg(wrong)), early, late,
                flat ? "flat" : "growing");
    if (observer.trace) {
        if (const Result<void> saved = saveTrace(options.trace, *observer.trace); !saved)
            std::printf("%s\n", qPrintable(saved.error().toString()));
    }
    clients.clear();
    onEngine([&engine] { engine.quit(); });
    engine.wait();
    return wrong == 0 && flat && fine ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setEventDispatcher(new EpollDispatcher);
    const QCoreApplication application(argc, argv);
    raiseDescriptorLimit();
    return soak(optionsOf(application));
}
