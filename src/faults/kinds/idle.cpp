#include "../fault.h"
#include "../words.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault idleFault()
{
    FaultArgument timeout =
        durationArgument(u"timeout"_s, u"Timeout"_s, u"So long nothing may pass"_s, u"60 s"_s)
            .inNeed(u"how long nothing may pass"_s);
    timeout.least = 1;
    return {
        .name = u"idle"_s,
        .summary = u"ends connections on which nothing passes"_s,
        .manual = u"ends a WebSocket or stream on which nothing has passed for `timeout`, as proxies do: a "
                  u"ping or a comment line counts"_s,
        .arguments = {timeout, afterArgument()},
        .acts = [](const FaultArguments &args) -> Result<FaultActs> {
            return FaultActs{.path = {.endsWhenIdle = args.duration(u"timeout"_s)}};
        },
        .inForce =
            [](const FaultArguments &args) {
                return u"idle ends after %1"_s.arg(spacedDuration(args.duration(u"timeout"_s).value_or(0)));
            },
        .phrase =
            [](FaultArguments &args) {
                const QString text =
                    u"idle timeout %1"_s.arg(durationWords(args.duration(u"timeout"_s).value_or(0)));
                args.remove(u"timeout"_s);
                return text;
            }};
}

} // namespace swapscope
