#pragma once

#include <QtGlobal>

#include <memory>

namespace swapscope {

// Whoever is told by a SocketWatch. It may delete the watch meanwhile.
class SocketWatcher
{
public:
    // Something can be read: bytes, the peer's end, or an error.
    virtual void canRead() = 0;
    // Something can be written, or there is an error.
    virtual void canWrite() = 0;

protected:
    SocketWatcher() = default;
    ~SocketWatcher() = default;
    Q_DISABLE_COPY_MOVE(SocketWatcher)
};

// Tells when a descriptor can be read or written, again and again as long as it can (level-triggered). At
// first it tells nothing. Lives on the thread that it was made on; goes before the descriptor is closed.
class SocketWatch
{
public:
    SocketWatch(int descriptor, SocketWatcher &watcher);
    ~SocketWatch();
    Q_DISABLE_COPY_MOVE(SocketWatch)

    void setReading(bool on);
    void setWriting(bool on);
    bool isReading() const { return m_reading; }
    bool isWriting() const { return m_writing; }

private:
    class Backend;
    class Epoll;
    class Notifiers;
    static std::unique_ptr<Backend> makeBackend(int descriptor, SocketWatcher &watcher);

    std::unique_ptr<Backend> m_backend;
    bool m_reading = false;
    bool m_writing = false;
};

} // namespace swapscope
