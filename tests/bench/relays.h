#pragma once

#include <core/result.h>

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace swapscope::bench {

// A relay of somebody else's in front of a server on this machine, as a process of its own; ends with the
// value.
struct ForeignRelay
{
    quint16 port = 0;
    std::unique_ptr<QTemporaryDir> dir;
    std::unique_ptr<QProcess> process;

    ~ForeignRelay();
};

// A port that nothing listens on at this moment.
quint16 freePort();

// Debian's haproxy and nginx, each with one thread or process, relaying HTTP and what it is upgraded to. An
// error when the program is not installed or does not begin to listen within five seconds.
Result<std::unique_ptr<ForeignRelay>> startHaproxy(quint16 upstream);
Result<std::unique_ptr<ForeignRelay>> startNginx(quint16 upstream);

} // namespace swapscope::bench
