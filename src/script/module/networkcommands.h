#pragma once

#include <core/result.h>
#include <faults/command.h>

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
    // back into the script. The command has been read by its fault's declaration.
    //
    // An error (no such client, a fault that the link does not have) becomes the script's exception.
    virtual Result<void> apply(const FaultCommand &command) = 0;
};

} // namespace swapscope
