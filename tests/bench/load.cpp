// Puts load on a server with WebSockets and event streams, any server that has these paths:
//   /echo    a WebSocket that answers every message with itself
//   /fan     a WebSocket that gets what is said on /talk
//   /talk    a WebSocket whose messages go to everybody on /fan and /stream
//   /stream  an event stream
// Each measurement prints one line of JSON. Usage: load HOST:PORT MEASUREMENT [ARGUMENTS], where it is one of
//   fan SOCKETS FLIGHT SECONDS PID     deliveries a second, so many broadcasts of 200 bytes under way
//   stream SOCKETS FLIGHT SECONDS PID  the same to event streams
//   echo SECONDS PID                   a lone trip: p50 and p99
//   idle SOCKETS SECONDS PID           the same beside so many silent sockets
//   trips SOCKETS SECONDS PID          trips a second, one message under way in each socket
//   memory SOCKETS PID                 resident KiB a silent socket
// All but the last also say what a message (a delivery, or a trip) takes of the server's processor time,
// which other work on the machine changes little. PID is the server's. One thread, one epoll set; nothing but
// the system's own calls, so that it costs little beside the server.

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr std::size_t kPayload = 200;
constexpr double kWarmUp = 0.5; // seconds before the clock counts

[[noreturn]] void fail(const std::string &what)
{
    std::fprintf(stderr, "load: %s%s%s\n", what.c_str(), errno != 0 ? ": " : "",
                 errno != 0 ? std::strerror(errno) : "");
    std::exit(1);
}

double now()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// A text message of a client: masked, 200 bytes (RFC 6455, section 5.2).
std::string message()
{
    std::string frame{'\x81', '\xfe', '\0', static_cast<char>(kPayload), '\x11', '\x22', '\x33', '\x44'};
    for (std::size_t i = 0; i < kPayload; ++i)
        frame += static_cast<char>('x' ^ frame[4 + i % 4]);
    return frame;
}

// Counts whole messages in what a server sends.
class Counter
{
public:
    explicit Counter(bool stream) : m_stream(stream) {}

    int feed(const char *bytes, std::size_t size)
    {
        return m_stream ? events(bytes, size) : frames(bytes, size);
    }

private:
    // An event's block ends with an empty line, and chunks' own line ends are CR LF.
    int events(const char *bytes, std::size_t size)
    {
        int count = 0;
        for (std::size_t i = 0; i < size; ++i) {
            count += bytes[i] == '\n' && m_last == '\n' ? 1 : 0;
            m_last = bytes[i];
        }
        return count;
    }

    int frames(const char *bytes, std::size_t size)
    {
        int count = 0;
        while (size > 0) {
            if (m_skip > 0) {
                const std::size_t skipped = std::min(m_skip, size);
                m_skip -= skipped;
                bytes += skipped;
                size -= skipped;
                count += m_skip == 0 && m_data ? 1 : 0;
                continue;
            }
            m_head[m_have++] = static_cast<unsigned char>(*bytes++);
            --size;
            if (m_have < 2)
                continue;
            const std::size_t shortLength = m_head[1] & 0x7f;
            const std::size_t need = shortLength == 126 ? 4 : shortLength == 127 ? 10 : 2;
            if (m_have < need)
                continue;
            std::size_t length = need == 2 ? shortLength : 0;
            for (std::size_t i = 2; i < need; ++i)
                length = length << 8 | m_head[i];
            m_data = (m_head[0] & 0x08) == 0;
            m_have = 0;
            m_skip = length;
            count += length == 0 && m_data ? 1 : 0;
        }
        return count;
    }

    bool m_stream;
    char m_last = 0;
    std::array<unsigned char, 10> m_head{};
    std::size_t m_have = 0;
    std::size_t m_skip = 0;
    bool m_data = false;
};

struct Client
{
    int descriptor = -1;
    Counter counter{false};
};

class Load
{
public:
    Load(const std::string &host, int port) : m_host(host + ':' + std::to_string(port))
    {
        m_address.sin_family = AF_INET;
        m_address.sin_port = htons(static_cast<std::uint16_t>(port));
        if (::inet_pton(AF_INET, host.c_str(), &m_address.sin_addr) != 1)
            fail("the host is to be an IPv4 address");
        m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
    }

    // Opens a WebSocket, or an event stream, and waits for its head.
    Client *open(const std::string &path, bool stream = false)
    {
        auto client = std::make_unique<Client>();
        client->counter = Counter(stream);
        client->descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int on = 1;
        ::setsockopt(client->descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (::connect(client->descriptor, reinterpret_cast<const sockaddr *>(&m_address), sizeof m_address) !=
            0)
            fail("connect");
        std::string request = "GET " + path + " HTTP/1.1\r\nHost: " + m_host + "\r\n";
        request += stream ? "Accept: text/event-stream\r\n\r\n"
                          : "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        send(*client, request);
        std::string head;
        char byte = 0;
        while (head.size() < 4 || head.compare(head.size() - 4, 4, "\r\n\r\n") != 0) {
            if (::recv(client->descriptor, &byte, 1, 0) != 1)
                fail(path + " ends before its head has");
            head += byte;
        }
        if (head.find(stream ? " 200 " : " 101 ") == std::string::npos)
            fail(path + " answers " + head.substr(0, head.find('\r')));
        ::fcntl(client->descriptor, F_SETFL, O_NONBLOCK);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = client.get();
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, client->descriptor, &event);
        m_clients.push_back(std::move(client));
        return m_clients.back().get();
    }

    static void send(const Client &client, const std::string &bytes)
    {
        if (::send(client.descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(bytes.size()))
            fail("send");
    }

    // Waits and counts, until told(client, messages) says that it is enough.
    void run(const std::function<bool(Client &, int)> &told)
    {
        std::array<epoll_event, 512> events;
        std::array<char, 65536> buffer;
        for (;;) {
            const int count = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), 10'000);
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0) {
                errno = 0;
                fail("nothing has come for ten seconds");
            }
            for (int i = 0; i < count; ++i) {
                auto &client = *static_cast<Client *>(events[static_cast<std::size_t>(i)].data.ptr);
                const ssize_t got = ::recv(client.descriptor, buffer.data(), buffer.size(), 0);
                if (got < 0 && errno == EAGAIN)
                    continue;
                if (got <= 0)
                    fail("the server has ended a connection");
                const int messages = client.counter.feed(buffer.data(), static_cast<std::size_t>(got));
                if (messages > 0 && !told(client, messages))
                    return;
            }
        }
    }

private:
    std::string m_host; // with its port
    sockaddr_in m_address{};
    int m_epoll = -1;
    std::vector<std::unique_ptr<Client>> m_clients;
};

// Processor seconds of a process so far, all its threads.
double processorTime(int pid)
{
    const std::string name = "/proc/" + std::to_string(pid) + "/stat";
    std::FILE *file = std::fopen(name.c_str(), "r");
    if (!file)
        fail(name);
    std::array<char, 1024> line{};
    const bool read = std::fgets(line.data(), line.size(), file) != nullptr;
    std::fclose(file);
    const char *after = read ? std::strrchr(line.data(), ')') : nullptr;
    unsigned long user = 0;
    unsigned long system = 0;
    if (!after ||
        std::sscanf(after, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2)
        fail(name + " cannot be read");
    return static_cast<double>(user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double residentKiB(int pid)
{
    const std::string name = "/proc/" + std::to_string(pid) + "/statm";
    std::FILE *file = std::fopen(name.c_str(), "r");
    if (!file)
        fail(name);
    unsigned long pages = 0;
    const bool read = std::fscanf(file, "%*u %lu", &pages) == 1;
    std::fclose(file);
    if (!read)
        fail(name + " cannot be read");
    return static_cast<double>(pages) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1024;
}

// What the server spends of the processor while messages are counted.
class Meter
{
public:
    explicit Meter(int pid) : m_pid(pid) {}
    void start()
    {
        m_before = processorTime(m_pid);
        m_memory = residentKiB(m_pid);
    }
    // JSON's members: microseconds a message, and bytes that each left behind.
    std::string perMessage(long messages) const
    {
        const double spent = processorTime(m_pid) - m_before;
        const auto count = static_cast<double>(std::max(messages, 1L));
        std::array<char, 96> text{};
        std::snprintf(text.data(), text.size(), "\"processor_us\": %.2f, \"grown_bytes\": %.1f",
                      spent * 1e6 / count, (residentKiB(m_pid) - m_memory) * 1024 / count);
        return text.data();
    }

private:
    int m_pid;
    double m_before = 0;
    double m_memory = 0;
};

void measureFan(Load &load, int sockets, int flight, double seconds, int pid, bool stream)
{
    for (int i = 0; i < sockets; ++i)
        load.open(stream ? "/stream" : "/fan", stream);
    const Client &talk = *load.open("/talk");
    const std::string text = message();
    for (int i = 0; i < flight; ++i)
        Load::send(talk, text);
    long received = 0;
    long said = flight;
    long counted = 0;
    const double begin = now() + kWarmUp;
    double first = 0;
    double last = 0;
    Meter meter(pid);
    load.run([&](Client &, int messages) {
        received += messages;
        // A broadcast has arrived everywhere when all before it have: order is kept.
        while (said * sockets - received < static_cast<long>(flight) * sockets - sockets + 1) {
            Load::send(talk, text);
            ++said;
        }
        const double time = now();
        if (time < begin)
            return true;
        if (first == 0) {
            first = time;
            meter.start();
        } else {
            counted += messages;
        }
        last = time;
        return time < begin + seconds;
    });
    std::printf("{\"deliveries_per_second\": %.0f, %s}\n", static_cast<double>(counted) / (last - first),
                meter.perMessage(counted).c_str());
}

void measureEcho(Load &load, int silent, double seconds, int pid)
{
    for (int i = 0; i < silent; ++i)
        load.open("/echo");
    const Client &client = *load.open("/echo");
    const std::string text = message();
    std::vector<double> trips;
    const double begin = now() + kWarmUp;
    bool counting = false;
    Meter meter(pid);
    double sent = now();
    Load::send(client, text);
    load.run([&](Client &, int) {
        const double time = now();
        if (time >= begin) {
            if (counting)
                trips.push_back((time - sent) * 1e6);
            else
                meter.start();
            counting = true;
        }
        if (time >= begin + seconds)
            return false;
        sent = now();
        Load::send(client, text);
        return true;
    });
    const std::string spent = meter.perMessage(static_cast<long>(trips.size()));
    std::sort(trips.begin(), trips.end());
    std::printf("{\"trips\": %zu, \"p50_us\": %.1f, \"p99_us\": %.1f, %s}\n", trips.size(),
                trips[trips.size() / 2], trips[trips.size() * 99 / 100], spent.c_str());
}

void measureTrips(Load &load, int sockets, double seconds, int pid)
{
    const std::string text = message();
    std::vector<Client *> clients;
    for (int i = 0; i < sockets; ++i)
        clients.push_back(load.open("/echo"));
    for (const Client *client : clients)
        Load::send(*client, text);
    long trips = 0;
    const double begin = now() + kWarmUp;
    double last = begin;
    Meter meter(pid);
    meter.start();
    bool counting = false;
    load.run([&](Client &client, int messages) {
        const double time = now();
        if (time >= begin) {
            if (!std::exchange(counting, true))
                meter.start();
            trips += messages;
        }
        last = time;
        Load::send(client, text);
        return time < begin + seconds;
    });
    std::printf("{\"trips_per_second\": %.0f, %s}\n", static_cast<double>(trips) / (last - begin),
                meter.perMessage(trips).c_str());
}

void measureMemory(Load &load, int sockets, int pid)
{
    // What a server allocates once, for the first connections, is not the price of a socket.
    for (int i = 0; i < 50; ++i)
        load.open("/echo");
    ::usleep(300'000);
    const double before = residentKiB(pid);
    for (int i = 0; i < sockets; ++i)
        load.open("/echo");
    ::usleep(1'000'000);
    std::printf("{\"kib_per_socket\": %.2f}\n", (residentKiB(pid) - before) / sockets);
}

} // namespace

int main(int argc, char **argv)
{
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    errno = 0;
    const std::vector<std::string> words(argv + 1, argv + argc);
    const std::size_t colon = words.empty() ? std::string::npos : words[0].rfind(':');
    if (words.size() < 3 || colon == std::string::npos)
        fail("HOST:PORT fan|stream|echo|idle|trips|memory ARGUMENTS; see the head of load.cpp");
    Load load(words[0].substr(0, colon), std::atoi(words[0].c_str() + colon + 1));
    const auto number = [&](std::size_t at) {
        return at < words.size() ? std::atof(words[at].c_str()) : 0.0;
    };
    const auto whole = [&](std::size_t at) { return static_cast<int>(number(at)); };
    const std::string &what = words[1];
    if (what == "fan" || what == "stream")
        measureFan(load, whole(2), whole(3), number(4), whole(5), what == "stream");
    else if (what == "echo")
        measureEcho(load, 0, number(2), whole(3));
    else if (what == "idle")
        measureEcho(load, whole(2), number(3), whole(4));
    else if (what == "trips")
        measureTrips(load, whole(2), number(3), whole(4));
    else if (what == "memory")
        measureMemory(load, whole(2), whole(3));
    else
        fail("no measurement is called " + what);
    return 0;
}
