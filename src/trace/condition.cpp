#include "condition.h"

#include <algorithm>

namespace swapscope {

namespace {

bool isNumber(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
    case QMetaType::Double:
        return true;
    default:
        return false;
    }
}

bool equal(const FieldValue &has, const QVariant &wanted)
{
    if (wanted.typeId() == QMetaType::QString)
        return has.isString() && has.toString() == wanted.toString();
    if (wanted.typeId() == QMetaType::Bool)
        return has.isBool() && has.toBool() == wanted.toBool();
    return isNumber(wanted) && has.isDouble() && has.toDouble() == wanted.toDouble();
}

FieldValue numberOrNothing(qint64 number)
{
    return number == 0 ? FieldValue() : FieldValue(number);
}

FieldValue fieldOf(const Event &event, const QString &name)
{
    if (name == QLatin1StringView("client"))
        return event.client.isEmpty() ? FieldValue() : FieldValue(event.client);
    if (name == QLatin1StringView("conn"))
        return numberOrNothing(event.conn.number());
    if (name == QLatin1StringView("n"))
        return numberOrNothing(event.n);
    if (name == QLatin1StringView("update"))
        return numberOrNothing(event.update);
    if (name == QLatin1StringView("cause"))
        return numberOrNothing(static_cast<qint64>(event.cause));
    return event.data.named(name);
}

} // namespace

FieldTest FieldTest::equal(QVariant value)
{
    FieldTest test;
    test.equals = std::move(value);
    return test;
}

bool FieldTest::holds(const FieldValue &has) const
{
    if (exists && *exists == has.isUndefined())
        return false;
    if (equals.isValid() && !swapscope::equal(has, equals))
        return false;
    if (differs.isValid() && swapscope::equal(has, differs))
        return false;
    if ((min || max) && !has.isDouble())
        return false;
    if (min && has.toDouble() < *min)
        return false;
    if (max && has.toDouble() > *max)
        return false;
    return !contains || (has.isString() && has.toString().contains(*contains));
}

bool Condition::matches(const Event &event) const
{
    if (kindName(event.kind) != kind)
        return false;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
        if (!field->holds(fieldOf(event, field.key())))
            return false;
    }
    return true;
}

ConditionChain::ConditionChain(std::vector<Condition> conditions) : m_conditions(std::move(conditions)) {}

void ConditionChain::begin(Nanoseconds now)
{
    if (!done())
        restart(now);
}

void ConditionChain::restart(Nanoseconds now)
{
    m_at = 0;
    m_since = now;
    m_seen.clear();
    m_late = false;
    m_by = 0;
}

// Goes on to the next condition, because the present one is fulfilled. Returns true if it was the last.
bool ConditionChain::next(Nanoseconds now)
{
    ++m_at;
    m_since = now;
    m_seen.clear();
    return done();
}

// The time after which the present condition can no longer be fulfilled; none if it always can.
std::optional<Nanoseconds> ConditionChain::deadline() const
{
    const Condition &condition = m_conditions[m_at];
    // A single condition on several events accepts any events that are near enough to each other.
    const bool sliding = m_conditions.size() == 1 && condition.count > 1;
    return condition.within && !sliding ? std::optional(m_since + *condition.within) : std::nullopt;
}

bool ConditionChain::advance(Nanoseconds now)
{
    while (!done()) {
        const std::optional<Nanoseconds> quiet = m_conditions[m_at].absent;
        if (!quiet || now < m_since + *quiet)
            break;
        if (next(m_since + *quiet))
            return true;
    }
    if (done() || m_late)
        return false;
    if (const std::optional<Nanoseconds> end = deadline(); end && now > *end) {
        if (m_at > 0)
            restart(now);
        else
            m_late = true;
    }
    return false;
}

bool ConditionChain::feed(const Event &event)
{
    if (done())
        return false;
    if (advance(event.t))
        return true;
    const Condition &condition = m_conditions[m_at];
    if (m_late || !condition.matches(event))
        return false;
    if (condition.absent) {
        m_since = std::max(m_since, event.t);
        return false;
    }
    m_seen.push_back(event.t);
    const auto count = static_cast<std::size_t>(condition.count);
    if (condition.within && m_conditions.size() == 1) {
        // Keep only the events that are near enough to this one.
        while (event.t - m_seen.front() > *condition.within)
            m_seen.erase(m_seen.begin());
    }
    if (m_seen.size() < count)
        return false;
    m_by = event.id;
    return next(event.t);
}

} // namespace swapscope
