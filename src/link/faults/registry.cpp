#include "fault.h"

#include <core/duration.h>

#include <QJsonValue>

#include <algorithm>

namespace swapscope {

namespace {

constexpr std::size_t kMostLater = 64;

} // namespace

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
    if (!fault->canWait)
        return fault->apply(faults, args, now);
    const Result<LaterFault> later = LaterFault::read(name, args, now);
    if (!later)
        return later.error();
    if (later->due(now))
        return fault->apply(faults, later->args, now);
    // What is wrong with it is told now, not when it is due.
    LinkFaults trial = faults;
    if (const Result<FaultEffect> tried = fault->apply(trial, later->args, now); !tried)
        return tried.error();
    if (faults.later.size() == kMostLater)
        return Error{
            QStringLiteral("%1 faults wait already, no more are taken; mend ends them").arg(kMostLater)};
    faults.later.push_back(*later);
    return FaultEffect{};
}

QJsonObject writtenArguments(const QVariantMap &args)
{
    static const QStringList durations{QStringLiteral("for"),      QStringLiteral("after"),
                                       QStringLiteral("delay"),    QStringLiteral("jitter"),
                                       QStringLiteral("by"),       QStringLiteral("within"),
                                       QStringLiteral("timeout"),  QStringLiteral("gap"),
                                       QStringLiteral("open_for"), QStringLiteral("retry_after")};
    QJsonObject written;
    for (auto arg = args.cbegin(); arg != args.cend(); ++arg) {
        written.insert(arg.key(), durations.contains(arg.key())
                                      ? QJsonValue(formatDuration(arg->toLongLong()))
                                      : QJsonValue::fromVariant(*arg));
    }
    return written;
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

} // namespace swapscope
