#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <csignal>

#include <semaphore.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace swapscope::test {

// Statements of a script that log "in" and never return. They have been at it for a while when they say so:
// what the engine compiles meanwhile it does with locks that another engine waits for, if the thread is held
// within one.
inline constexpr char kNeverReturns[] = "const spin = () => { for (let i = 0; i < 5e5; ++i) Date.now() }; "
                                        "spin(); console.log(\"in\"); for (;;) spin()";

// Holds a thread of this process wherever it is, as a call would that does not return, until it is let go.
// One at a time: what holds it is a handler of SIGUSR2.
class HeldThread
{
public:
    // The youngest thread with this name; returns when it is held.
    explicit HeldThread(const QByteArray &name)
    {
        sem_init(&held(), 0, 0);
        sem_init(&letGo(), 0, 0);
        struct sigaction action = {};
        action.sa_handler = [](int) {
            sem_post(&held());
            while (sem_wait(&letGo()) != 0)
                ;
        };
        action.sa_flags = SA_RESTART;
        sigaction(SIGUSR2, &action, nullptr);
        const pid_t thread = threadNamed(name);
        if (thread == 0 || syscall(SYS_tgkill, getpid(), thread, SIGUSR2) != 0)
            qFatal("no thread %s", name.constData());
        while (sem_wait(&held()) != 0)
            ;
    }
    ~HeldThread() { release(); }
    HeldThread(const HeldThread &) = delete;
    HeldThread &operator=(const HeldThread &) = delete;

    void release()
    {
        if (std::exchange(m_holds, false))
            sem_post(&letGo());
    }

private:
    static sem_t &held()
    {
        static sem_t semaphore;
        return semaphore;
    }
    static sem_t &letGo()
    {
        static sem_t semaphore;
        return semaphore;
    }

    static pid_t threadNamed(const QByteArray &name)
    {
        pid_t youngest = 0;
        for (const QString &thread : QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs)) {
            QFile file(QStringLiteral("/proc/self/task/%1/comm").arg(thread));
            if (file.open(QIODevice::ReadOnly) && file.readAll().trimmed() == name)
                youngest = std::max<pid_t>(youngest, thread.toInt());
        }
        return youngest;
    }

    bool m_holds = true;
};

} // namespace swapscope::test
