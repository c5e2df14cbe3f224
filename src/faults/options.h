#pragma once

#include "catalogue.h"

#include <map>

namespace swapscope {

// A value that a script gave for an option: a number, a text, or something that neither is.
struct GivenOption
{
    std::variant<std::monostate, double, QString> value;
    QString shown; // as an error shows it
};

// A fault's options as a script gives them to network.FAULT(client, options), made into a command without a
// client. Durations are texts like "5s". Options that the fault does not know are passed over. An error names
// the call and the option. Pure.
Result<FaultCommand> commandOf(const Fault &fault, const std::map<QString, GivenOption> &options);

} // namespace swapscope
