#include "path.h"

#include "messagefault.h"

namespace swapscope {

Result<PathFault> PathFault::read(const QVariantMap &args, Nanoseconds now)
{
    const Result<MessageSelector> selector = MessageSelector::read(args);
    if (!selector)
        return selector.error();
    const Result<Bound> bound = Bound::read(args, now);
    if (!bound)
        return bound.error();
    return PathFault{selector->up, selector->down, *bound};
}

QStringList PathFault::names(const QStringList &more)
{
    return more + QStringList{QStringLiteral("direction"), QStringLiteral("after"), QStringLiteral("for")};
}

} // namespace swapscope
