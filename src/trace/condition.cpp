#include "condition.h"

#include <QJsonValue>

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

bool isSupported(const QVariant &value)
{
    return isNumber(value) || value.typeId() == QMetaType::Bool || value.typeId() == QMetaType::QString;
}

bool equal(const QJsonValue &has, const QVariant &wanted)
{
    if (wanted.typeId() == QMetaType::QString)
        return has.isString() && has.toString() == wanted.toString();
    if (wanted.typeId() == QMetaType::Bool)
        return has.isBool() && has.toBool() == wanted.toBool();
    return isNumber(wanted) && has.isDouble() && has.toDouble() == wanted.toDouble();
}

QJsonValue numberOrNothing(qint64 number)
{
    return number == 0 ? QJsonValue(QJsonValue::Undefined) : QJsonValue(number);
}

QJsonValue fieldOf(const Event &event, const QString &name)
{
    if (name == QLatin1StringView("client"))
        return event.client.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(event.client);
    if (name == QLatin1StringView("conn"))
        return numberOrNothing(event.conn);
    if (name == QLatin1StringView("n"))
        return numberOrNothing(event.n);
    if (name == QLatin1StringView("update"))
        return numberOrNothing(event.update);
    if (name == QLatin1StringView("cause"))
        return numberOrNothing(static_cast<qint64>(event.cause));
    return event.data.value(name);
}

} // namespace

bool Condition::matches(const Event &event) const
{
    if (kindName(event.kind) != kind)
        return false;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
        if (!equal(fieldOf(event, field.key()), field.value()))
            return false;
    }
    return true;
}

Result<Condition> conditionFrom(const QMap<QString, QVariant> &table)
{
    Condition condition;
    for (auto entry = table.cbegin(); entry != table.cend(); ++entry) {
        const QVariant &value = entry.value();
        if (entry.key() == QLatin1StringView("kind")) {
            condition.kind = value.typeId() == QMetaType::QString ? value.toString() : QString();
        } else if (entry.key() == QLatin1StringView("count")) {
            const double count = isNumber(value) ? value.toDouble() : 0;
            if (count < 1 || count > 1'000'000 || count != static_cast<int>(count))
                return Error{QStringLiteral("\"count\" must be a whole number from 1 to 1000000")};
            condition.count = static_cast<int>(count);
        } else if (!isSupported(value)) {
            return Error{QStringLiteral("\"%1\" must be a text, a number, true or false").arg(entry.key())};
        } else {
            condition.fields.insert(entry.key(), value);
        }
    }
    if (condition.kind.isEmpty())
        return Error{QStringLiteral("a condition needs \"kind\", the kind of event it waits for, "
                                    "for instance kind = \"link.cut\"")};
    if (!kindFromName(condition.kind))
        return Error{QStringLiteral("there is no kind of event \"%1\"").arg(condition.kind)};
    return condition;
}

bool ConditionProgress::feed(const Event &event)
{
    if (done() || !m_condition.matches(event))
        return false;
    ++m_seen;
    if (done())
        m_by = event.id;
    return done();
}

} // namespace swapscope
