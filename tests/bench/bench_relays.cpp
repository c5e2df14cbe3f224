// What relays cost on one idle connection: the round trip of a WebSocket message direct, through a link,
// through haproxy and through nginx, taken in turn in the same run. The counters are medians in microseconds:
// the direct trip, and what each relay adds to it. "of_haproxy" and "of_nginx" are what the link adds over
// what they add.

#include "relays.h"

#include "link/ends.h"

#include <core/clock.h>
#include <net/eventloop.h>
#include <wire/websocket.h>

#include <QCoreApplication>
#include <QThread>

#include <algorithm>
#include <array>
#include <benchmark/benchmark.h>
#include <cstdio>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace swapscope;

namespace {

const QByteArray kUpgrade =
    "GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
const QByteArray kSwitch =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

sockaddr_in local(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

[[noreturn]] void fail(const char *what)
{
    std::perror(what);
    std::exit(1);
}

// A blocking socket: the client and the server must cost as little as can be beside the relays.
class Socket
{
public:
    explicit Socket(int descriptor) : m_descriptor(descriptor)
    {
        const int on = 1;
        setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    Socket(Socket &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    Socket &operator=(Socket &&) = delete;
    ~Socket()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }

    static Socket connected(quint16 port)
    {
        Socket socket(::socket(AF_INET, SOCK_STREAM, 0));
        const sockaddr_in address = local(port);
        if (::connect(socket.m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
            fail("connect");
        return socket;
    }

    void write(const QByteArray &bytes) const
    {
        for (qsizetype at = 0; at < bytes.size();) {
            const ssize_t wrote = ::send(m_descriptor, bytes.constData() + at,
                                         static_cast<std::size_t>(bytes.size() - at), MSG_NOSIGNAL);
            if (wrote <= 0)
                return;
            at += wrote;
        }
    }
    // Reads exactly so many bytes; false at the end.
    bool read(qsizetype bytes) const
    {
        std::array<char, 65536> buffer{};
        while (bytes > 0) {
            const ssize_t got =
                ::recv(m_descriptor, buffer.data(),
                       std::min<std::size_t>(buffer.size(), static_cast<std::size_t>(bytes)), 0);
            if (got <= 0)
                return false;
            bytes -= got;
        }
        return true;
    }
    QByteArray readHead() const
    {
        QByteArray head;
        char byte = 0;
        while (!head.endsWith("\r\n\r\n") && ::recv(m_descriptor, &byte, 1, 0) == 1)
            head += byte;
        return head;
    }

private:
    int m_descriptor = -1;
};

// Answers every upgrade, then every `up` bytes with `down`; a thread for each connection.
class EchoServer
{
public:
    EchoServer(qsizetype up, QByteArray down)
    {
        m_listening = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address = local(0);
        socklen_t size = sizeof address;
        if (::bind(m_listening, reinterpret_cast<sockaddr *>(&address), size) != 0 ||
            ::listen(m_listening, 16) != 0)
            fail("listen");
        getsockname(m_listening, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
        m_accepting = std::thread([this, up, down = std::move(down)] {
            for (;;) {
                const int descriptor = ::accept(m_listening, nullptr, nullptr);
                if (descriptor < 0)
                    return;
                m_serving.emplace_back([descriptor, up, down] {
                    const Socket socket(descriptor);
                    if (!socket.readHead().contains("Upgrade"))
                        return;
                    socket.write(kSwitch);
                    while (socket.read(up))
                        socket.write(down);
                });
            }
        });
    }
    ~EchoServer()
    {
        ::shutdown(m_listening, SHUT_RDWR);
        m_accepting.join();
        for (std::thread &thread : m_serving)
            thread.join();
        ::close(m_listening);
    }
    quint16 port() const { return m_port; }

private:
    int m_listening = -1;
    quint16 m_port = 0;
    std::thread m_accepting;
    std::vector<std::thread> m_serving;
};

// A link on a thread of its own, as the engine has it.
class LinkThread
{
public:
    explicit LinkThread(quint16 upstream)
    {
        useSocketLoop(m_thread);
        m_thread.start();
        m_context.moveToThread(&m_thread);
        QMetaObject::invokeMethod(
            &m_context, [this, upstream] { m_run = std::make_unique<test::Run>(upstream); },
            Qt::BlockingQueuedConnection);
    }
    ~LinkThread()
    {
        QMetaObject::invokeMethod(
            &m_context, [this] { m_run.reset(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    quint16 port() const { return m_run->link.port(); }
    void forget() { m_run->recorder.take(); }

private:
    QThread m_thread;
    QObject m_context;
    std::unique_ptr<test::Run> m_run;
};

struct Path
{
    Socket socket;
    std::vector<double> trips; // microseconds

    explicit Path(quint16 port) : socket(Socket::connected(port))
    {
        socket.write(kUpgrade);
        if (!socket.readHead().startsWith("HTTP/1.1 101"))
            fail("upgrade");
    }
    void echo(const QByteArray &up, qsizetype down, const Clock &clock)
    {
        const Nanoseconds start = clock.now();
        socket.write(up);
        if (!socket.read(down))
            fail("read");
        trips.push_back(static_cast<double>(clock.now() - start) / 1000);
    }
    double median()
    {
        std::nth_element(trips.begin(), trips.begin() + static_cast<std::ptrdiff_t>(trips.size() / 2),
                         trips.end());
        return trips[trips.size() / 2];
    }
};

std::unique_ptr<bench::ForeignRelay> started(Result<std::unique_ptr<bench::ForeignRelay>> relay)
{
    if (!relay) {
        std::fprintf(stderr, "%s\n", qPrintable(relay.error().message));
        std::exit(1);
    }
    return std::move(*relay);
}

void idleEcho(benchmark::State &state)
{
    const QByteArray text(static_cast<qsizetype>(state.range(0)), 'x');
    const QByteArray up = wire::encodeFrame(wire::Opcode::Text, text, true, 0x12345678);
    const QByteArray down = wire::encodeFrame(wire::Opcode::Text, text);
    EchoServer server(up.size(), down);
    {
        LinkThread link(server.port());
        const auto haproxy = started(bench::startHaproxy(server.port()));
        const auto nginx = started(bench::startNginx(server.port()));
        std::array<Path, 4> paths{Path(server.port()), Path(link.port()), Path(haproxy->port),
                                  Path(nginx->port)};
        const MonotonicClock clock;
        for ([[maybe_unused]] auto _ : state) {
            for (Path &path : paths)
                path.echo(up, down.size(), clock);
            link.forget();
        }
        const double direct = paths[0].median();
        const double added = paths[1].median() - direct;
        const double haproxyAdded = paths[2].median() - direct;
        const double nginxAdded = paths[3].median() - direct;
        state.counters["direct_us"] = direct;
        state.counters["link_adds_us"] = added;
        state.counters["haproxy_adds_us"] = haproxyAdded;
        state.counters["nginx_adds_us"] = nginxAdded;
        state.counters["of_haproxy"] = added / haproxyAdded;
        state.counters["of_nginx"] = added / nginxAdded;
    }
}

BENCHMARK(idleEcho)->Arg(200)->Arg(4096)->Arg(64 * 1024)->Iterations(5000)->Unit(benchmark::kMicrosecond);

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
