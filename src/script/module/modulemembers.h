#pragma once

#include <QString>

#include <vector>

namespace swapscope {

// What a script can import from "swapscope", for whoever explains, completes or types it.
struct ModuleMember
{
    QString name;
    // As TypeScript declares it, behind the name: "(path: string, options: SocketOptions): void".
    QString type;
    QString sentence; // what it is for
};

// By name. The faults that `network` has are scenario/faultspecs.h's. A test compares the names with what the
// module exports.
const std::vector<ModuleMember> &moduleMembers();

} // namespace swapscope
