#include "signals.h"

#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <ctime>

#include <sys/eventfd.h>
#include <unistd.h>

namespace swapscope {

namespace {

constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP};

// What the handler knows. It runs on any thread, between any two instructions, so it may use nothing but
// atomics and the calls of signal-safety(7).
struct Handling
{
    std::atomic<int> descriptor = -1;  // an eventfd(2), open to the end: a handler may be about to write
    std::atomic<qint64> patience = 0;  // ns
    std::atomic<qint64> waitsFrom = 0; // CLOCK_MONOTONIC in ns, of the first that is not dealt with; 0: none
    std::array<struct sigaction, kSignals.size()> before = {};
};
static_assert(std::atomic<qint64>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

Handling handling;

sigset_t terminationSet()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int number : kSignals)
        sigaddset(&set, number);
    return set;
}

void handle(int number)
{
    const int error = errno;
    struct timespec time = {};
    clock_gettime(CLOCK_MONOTONIC, &time);
    const qint64 now = qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
    qint64 from = 0;
    if (handling.waitsFrom.compare_exchange_strong(from, now) || now - from <= handling.patience.load()) {
        const quint64 one = 1;
        [[maybe_unused]] const ssize_t written = ::write(handling.descriptor.load(), &one, sizeof one);
    } else {
        struct sigaction action = {};
        action.sa_handler = SIG_DFL;
        sigaction(number, &action, nullptr);
        ::raise(number); // takes effect when this function returns
    }
    errno = error;
}

} // namespace

void holdTermination()
{
    const sigset_t set = terminationSet();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

TerminationSignals::TerminationSignals(std::chrono::nanoseconds patience, QObject *parent) : QObject(parent)
{
    if (handling.descriptor.load() < 0)
        handling.descriptor.store(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
    const int descriptor = handling.descriptor.load();
    if (descriptor < 0)
        return;
    handling.patience.store(patience.count());
    m_notifier = std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this, descriptor] {
        quint64 count = 0;
        if (::read(descriptor, &count, sizeof count) != static_cast<ssize_t>(sizeof count))
            return;
        Q_EMIT terminated();
        handling.waitsFrom.store(0);
    });
    struct sigaction action = {};
    action.sa_handler = handle;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        struct sigaction &before = handling.before[i];
        sigaction(kSignals[i], nullptr, &before);
        if (kSignals[i] == SIGHUP && before.sa_handler == SIG_IGN)
            continue; // nohup(1): it is to outlive its terminal
        sigaction(kSignals[i], &action, nullptr);
    }
    const sigset_t open = terminationSet();
    pthread_sigmask(SIG_UNBLOCK, &open,
                    nullptr); // holdTermination(), or whoever started the program may have blocked them
}

TerminationSignals::~TerminationSignals()
{
    if (!m_notifier)
        return;
    for (std::size_t i = 0; i < kSignals.size(); ++i)
        sigaction(kSignals[i], &handling.before[i], nullptr);
    m_notifier.reset();
    quint64 untold = 0;
    [[maybe_unused]] const ssize_t got = ::read(handling.descriptor.load(), &untold, sizeof untold);
    handling.waitsFrom.store(0);
}

} // namespace swapscope
