#pragma once

#include <core/result.h>

#include <QString>
#include <QVariantMap>

namespace swapscope {

// What a script's `network.FAULT(client, {…})` asks for. The script library knows no link; whoever has the
// links implements this.
class NetworkCommands
{
public:
    NetworkCommands() = default;
    NetworkCommands(const NetworkCommands &) = delete;
    NetworkCommands &operator=(const NetworkCommands &) = delete;
    virtual ~NetworkCommands() = default;

    // Called on the engine thread, in the middle of a script's handler; must return quickly and must not call
    // back into the script.
    //
    // `fault` is a name of scenario/faultspecs.h ("cut", "latency", …), "clear", which ends every fault of
    // the client, or "preset" with the name of one as the argument "name". `client` is a client's name or "*"
    // for all. `args` holds what the script gave, each checked against the fault's FaultSpec: `for` and the
    // spec's arguments, durations as qint64 nanoseconds, integers as qint64, texts as QString; what was not
    // given is not in the map. A fault without `for` lasts until it is mended.
    //
    // An error (no such client, a fault that the link does not have) becomes the script's exception.
    virtual Result<void> apply(const QString &fault, const QString &client, const QVariantMap &args) = 0;
};

} // namespace swapscope
