#include "fault.h"

#include <algorithm>

namespace swapscope {

const std::vector<Fault> &allFaults()
{
    static const std::vector<Fault> faults{
        latencyFault(), cutFault(),      freezeFault(),    thawFault(),      refuseFault(),    closeFault(),
        httpFault(),    flapFault(),     handshakeFault(), loseFault(),      duplicateFault(), reorderFault(),
        corruptFault(), delayFault(),    truncateFault(),  bandwidthFault(), sliceFault(),     idleFault(),
        limitFault(),   halfOpenFault(), mendFault(),      clearFault(),
    };
    return faults;
}

Result<FaultEffect> applyFault(LinkFaults &faults, const QString &name, const QVariantMap &args,
                               Nanoseconds now)
{
    const std::vector<Fault> &all = allFaults();
    const auto fault =
        std::find_if(all.begin(), all.end(), [&name](const Fault &each) { return each.name == name; });
    if (fault == all.end()) {
        QStringList names;
        for (const Fault &each : all)
            names << each.name;
        return Error{QStringLiteral("There is no fault \"%1\"; there are %2")
                         .arg(name, names.join(QStringLiteral(", ")))};
    }
    for (auto arg = args.cbegin(); arg != args.cend(); ++arg) {
        if (fault->arguments.contains(arg.key()))
            continue;
        return Error{fault->arguments.isEmpty()
                         ? QStringLiteral("%1 takes no arguments, not \"%2\"").arg(name, arg.key())
                         : QStringLiteral("%1 knows no \"%2\"; it takes %3")
                               .arg(name, arg.key(), fault->arguments.join(QStringLiteral(", ")))};
    }
    return fault->apply(faults, args, now);
}

Result<std::optional<Nanoseconds>> durationArgument(const QVariantMap &args, const QString &name)
{
    const auto given = args.constFind(name);
    if (given == args.cend())
        return std::optional<Nanoseconds>();
    bool ok = false;
    const qint64 value = given->toLongLong(&ok);
    if (!ok || value < 0 || value > 24 * 3600 * kSecond) {
        return Error{QStringLiteral("%1 must be a duration from 0 to a day, not %2")
                         .arg(name, given->toString().left(40))};
    }
    return std::optional<Nanoseconds>(value);
}

std::optional<Nanoseconds> LinkFaults::nextEnd() const
{
    std::optional<Nanoseconds> next;
    for (const Span *span : {&cut, &freeze, &refusal, &latencyTime}) {
        if (const std::optional<Nanoseconds> until = span->until(); until && (!next || *until < *next))
            next = until;
    }
    return next;
}

} // namespace swapscope
