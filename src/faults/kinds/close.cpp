#include "../fault.h"

#include <core/closecodes.h>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<FaultActs> closes(const FaultArguments &args)
{
    const int code = static_cast<int>(args.count(u"code"_s).value_or(0));
    if (code != 1005 && !isValidCloseCode(code)) {
        return Error{u"%1 cannot stand in a close frame; codes are 1000 to 1003, 1007 to 1014, 3000 to 4999, "
                     u"and 1005 for a frame without one (RFC 6455, section 7.4)"_s.arg(code)};
    }
    return FaultActs{.connections = CloseConnections{code, args.text(u"reason"_s).value_or(QString())}};
}

} // namespace

Fault closeFault()
{
    return {.name = u"close"_s,
            .summary = u"closes every connection with a close code"_s,
            .manual = u"closes every WebSocket with a close frame as if from the server; streams end"_s,
            .arguments = thatWaits(
                {countArgument(u"code"_s, 1000, 4999, u"Code"_s,
                               u"The close code, from 1000 to 4999 (RFC 6455, section 7.4)"_s, u"1012"_s)
                     .inNeed(u"the close code, like 1012"_s),
                 textArgument(u"reason"_s, kMaxCloseReason, u"Reason"_s,
                              u"The words of the close frame, at most 123 bytes"_s, u"none"_s),
                 probabilityArgument()}),
            .lasts = false,
            .waits = true,
            .acts = closes,
            .phrase = [](FaultArguments &args) {
                QString text = u"close %1"_s.arg(args.count(u"code"_s).value_or(0));
                if (const auto reason = args.text(u"reason"_s))
                    text += u" “%1”"_s.arg(*reason);
                args.remove(u"code"_s);
                args.remove(u"reason"_s);
                return text;
            }};
}

} // namespace swapscope
