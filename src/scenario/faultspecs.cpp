#include "faultspecs.h"

#include <core/clock.h>

#include <algorithm>

namespace swapscope {

const FaultArg *FaultSpec::arg(QStringView argName) const
{
    const auto found =
        std::find_if(args.begin(), args.end(), [&](const FaultArg &a) { return a.name == argName; });
    return found == args.end() ? nullptr : &*found;
}

const std::vector<FaultSpec> &faultSpecs()
{
    using enum FaultArgType;
    // RFC 6455: close codes are 1000 to 4999 (7.4.2), a close frame has room for 123 bytes of reason (5.5).
    static const std::vector<FaultSpec> specs = {
        {QStringLiteral("cut"), QStringLiteral("resets every connection and refuses new ones"), true, {}},
        {QStringLiteral("freeze"),
         QStringLiteral("holds all traffic; nothing is closed and nothing is lost"),
         true,
         {}},
        {QStringLiteral("refuse"),
         QStringLiteral("refuses new connections; those that are open stay"),
         true,
         {}},
        {QStringLiteral("close"),
         QStringLiteral("closes every connection with a close code"),
         false,
         {{QStringLiteral("code"), Integer, true, 1000, 4999},
          {QStringLiteral("reason"), Text, false, 0, 123}}},
        {QStringLiteral("latency"),
         QStringLiteral("delays every message"),
         true,
         {{QStringLiteral("delay"), Duration, true}, {QStringLiteral("jitter"), Duration, false}}},
        {QStringLiteral("thaw"), QStringLiteral("ends a freeze"), false, {}},
        {QStringLiteral("mend"), QStringLiteral("ends a cut or a refusal"), false, {}},
        {QStringLiteral("clear"), QStringLiteral("ends every fault"), false, {}},
    };
    return specs;
}

const FaultSpec *findFaultSpec(QStringView name)
{
    const auto &specs = faultSpecs();
    const auto found =
        std::find_if(specs.begin(), specs.end(), [&](const FaultSpec &s) { return s.name == name; });
    return found == specs.end() ? nullptr : &*found;
}

} // namespace swapscope
