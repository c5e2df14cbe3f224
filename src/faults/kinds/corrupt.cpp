#include "../fault.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault corruptFault()
{
    return {.name = u"corrupt"_s,
            .summary = u"changes one character of a message"_s,
            .manual =
                u"changes one letter or digit of a text or an event's data, one bit of a binary message; "
                u"what it is in stays well-formed"_s,
            .arguments = ofMessages(),
            .replaces = Fault::Replaces::SameMessages,
            .acts = [](const FaultArguments &) -> Result<FaultActs> {
                return FaultActs{.message = CorruptMessage{}};
            },
            .inForce = [](const FaultArguments &) { return u"corrupts"_s; }};
}

} // namespace swapscope
