#include "attemptfault.h"

#include "linkfaults.h"

namespace swapscope {

bool AttemptFault::matches(const LinkRequest &request) const
{
    // htmx 4 says of every GET of a page with streams that one would be welcome.
    return pages || request.isAttempt() ||
           (request.wants == LinkRequest::Wants::MaybeStream && request.method == "GET");
}

QStringList attemptArguments(const QStringList &more)
{
    return more + QStringList{QStringLiteral("requests"), QStringLiteral("probability"),
                              QStringLiteral("next"), QStringLiteral("after"), QStringLiteral("for")};
}

Result<void> addAttemptFault(LinkFaults &faults, AttemptFault fault, const QVariantMap &args, Nanoseconds now)
{
    const QString requests = args.value(QStringLiteral("requests"), QStringLiteral("live")).toString();
    if (requests != u"live" && requests != u"all")
        return Error{QStringLiteral("requests must be live (for WebSockets and streams) or all, not \"%1\"")
                         .arg(requests.left(40))};
    const Result<Bound> bound = Bound::read(args, now);
    if (!bound)
        return bound.error();
    fault.pages = requests == u"all";
    fault.bound = *bound;
    std::vector<AttemptFault> &all = faults.attempts;
    all.erase(std::remove_if(all.begin(), all.end(),
                             [&](const AttemptFault &each) { return each.what == fault.what; }),
              all.end());
    if (!fault.bound.over(now))
        all.push_back(std::move(fault));
    return {};
}

} // namespace swapscope
