#include "bound.h"

#include "fault.h"

namespace swapscope {

namespace {

constexpr qint64 kMostTimes = 1'000'000;

} // namespace

Result<std::optional<qint64>> countArgument(const QVariantMap &args, const QString &name, qint64 least)
{
    const auto given = args.constFind(name);
    if (given == args.cend())
        return std::optional<qint64>();
    bool ok = false;
    const double value = given->toDouble(&ok);
    if (!ok || value != static_cast<double>(static_cast<qint64>(value)) ||
        value < static_cast<double>(least) || value > static_cast<double>(kMostTimes)) {
        return Error{QStringLiteral("%1 must be a whole number from %2 to %3, not %4")
                         .arg(name)
                         .arg(least)
                         .arg(kMostTimes)
                         .arg(given->toString().left(40))};
    }
    return std::optional<qint64>(static_cast<qint64>(value));
}

const QStringList &Bound::names()
{
    static const QStringList all{QStringLiteral("probability"), QStringLiteral("next"),
                                 QStringLiteral("after_messages"), QStringLiteral("after"),
                                 QStringLiteral("for")};
    return all;
}

Result<Bound> Bound::read(const QVariantMap &args, Nanoseconds now)
{
    Bound bound;
    if (const auto given = args.constFind(QStringLiteral("probability")); given != args.cend()) {
        bool ok = false;
        bound.m_probability = given->toDouble(&ok);
        if (!ok || !(bound.m_probability >= 0 && bound.m_probability <= 1))
            return Error{QStringLiteral("probability must be a number from 0 to 1, not %1")
                             .arg(given->toString().left(40))};
    }
    const auto next = countArgument(args, QStringLiteral("next"), 1);
    if (!next)
        return next.error();
    const auto first = countArgument(args, QStringLiteral("after_messages"), 0);
    if (!first)
        return first.error();
    const auto after = durationArgument(args, QStringLiteral("after"));
    if (!after)
        return after.error();
    const auto duration = durationArgument(args, QStringLiteral("for"));
    if (!duration)
        return duration.error();
    bound.m_left = *next;
    bound.m_first = first->value_or(0);
    bound.m_from = now + after->value_or(0);
    if (*duration)
        bound.m_until = bound.m_from + **duration;
    return bound;
}

bool Bound::over(Nanoseconds now) const
{
    return m_probability == 0 || m_left == 0 || (m_until && now >= *m_until);
}

bool Bound::acts(double draw, Nanoseconds now)
{
    if (!inForce(now))
        return false;
    if (m_first > 0) {
        --m_first;
        return false;
    }
    if (draw >= m_probability)
        return false;
    if (m_left)
        --*m_left;
    return true;
}

} // namespace swapscope
