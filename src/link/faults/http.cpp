#include "fault.h"

namespace swapscope {

namespace {

// Nothing in a head may end its line.
bool isLine(const QString &text)
{
    return text.size() <= 2000 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return c.unicode() >= 0x20 && c.unicode() < 0x7f;
           });
}

} // namespace

Fault httpFault()
{
    return {QStringLiteral("http"),
            attemptArguments({QStringLiteral("status"), QStringLiteral("retry_after"),
                              QStringLiteral("location"), QStringLiteral("type")}),
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                bool ok = false;
                const int status = args.value(QStringLiteral("status")).toInt(&ok);
                if (!ok || status < 200 || status > 599)
                    return Error{QStringLiteral("http needs a status from 200 to 599, not \"%1\"")
                                     .arg(args.value(QStringLiteral("status")).toString().left(40))};
                const auto retryAfter = durationArgument(args, QStringLiteral("retry_after"));
                if (!retryAfter)
                    return retryAfter.error();
                const QString location = args.value(QStringLiteral("location")).toString();
                const QString type = args.value(QStringLiteral("type")).toString();
                if (!isLine(location) || !isLine(type))
                    return Error{QStringLiteral("location and type are ASCII without control characters, at "
                                                "most 2000 of them")};
                AttemptFault fault;
                fault.answer = {status, *retryAfter, location.toLatin1(), type.toLatin1()};
                if (const Result<void> added = addAttemptFault(faults, fault, args, now); !added)
                    return added.error();
                return FaultEffect{};
            }};
}

} // namespace swapscope
