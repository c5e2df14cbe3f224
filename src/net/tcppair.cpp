#include "tcppair.h"

#include <cerrno>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace swapscope {

namespace {

class Descriptor
{
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)
    int number() const { return m_number; }
    int take() { return std::exchange(m_number, -1); }

private:
    int m_number;
};

sockaddr_in loopback(in_port_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = port;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

const sockaddr *plain(const sockaddr_in &address)
{
    return reinterpret_cast<const sockaddr *>(&address);
}

std::optional<in_port_t> portOf(int descriptor)
{
    sockaddr_in address{};
    socklen_t size = sizeof address;
    if (::getsockname(descriptor, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return std::nullopt;
    return address.sin_port;
}

} // namespace

Result<std::pair<int, int>> tcpPair()
{
    const auto failed = [] { return Error{qt_error_string(errno)}; };
    const Descriptor listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in any = loopback(0);
    if (listener.number() < 0 || ::bind(listener.number(), plain(any), sizeof any) != 0 ||
        ::listen(listener.number(), 8) != 0)
        return failed();
    const std::optional<in_port_t> port = portOf(listener.number());
    Descriptor first(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!port || first.number() < 0)
        return failed();
    // The system completes it without accept(), so this does not wait.
    const sockaddr_in to = loopback(*port);
    if (::connect(first.number(), plain(to), sizeof to) != 0)
        return failed();
    const std::optional<in_port_t> own = portOf(first.number());
    for (;;) {
        sockaddr_in from{};
        socklen_t size = sizeof from;
        Descriptor second(
            ::accept4(listener.number(), reinterpret_cast<sockaddr *>(&from), &size, SOCK_CLOEXEC));
        if (second.number() < 0)
            return failed();
        // A stranger may have been faster.
        if (from.sin_port == own)
            return std::pair(first.take(), second.take());
    }
}

} // namespace swapscope
