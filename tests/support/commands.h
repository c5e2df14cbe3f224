#pragma once

#include <faults/linkfaults.h>

#include <QVariantMap>

namespace swapscope::test {

// The arguments of a fault from plain values: whole numbers (durations in nanoseconds), numbers and texts.
inline FaultArguments arguments(const QVariantMap &values)
{
    FaultArguments args;
    for (auto each = values.cbegin(); each != values.cend(); ++each) {
        if (each->typeId() == QMetaType::QString)
            args.set(each.key(), each->toString());
        else if (each->typeId() == QMetaType::Double)
            args.set(each.key(), each->toDouble());
        else
            args.set(each.key(), each->toLongLong());
    }
    return args;
}

// One argument.
inline QVariantMap with(const char *name, const QVariant &value)
{
    return {{QString::fromLatin1(name), value}};
}

// A command with "for" among its arguments, as files and scripts write it.
inline FaultCommand command(const QString &fault, const QVariantMap &values = {}, const QString &client = {})
{
    FaultCommand command{.client = client, .fault = fault, .args = arguments(values)};
    const QString lasts = QStringLiteral("for");
    if (const auto time = command.args.duration(lasts)) {
        command.ends = Ends::after(*time);
        command.args.remove(lasts);
    }
    return command;
}

// "for=5000000000:qlonglong next=3:qlonglong": the arguments in the order of their names, "for" among them.
inline QString shownArguments(const FaultCommand &command)
{
    FaultArguments args = command.args;
    if (const auto time = command.ends.time())
        args.set(QStringLiteral("for"), *time);
    QStringList parts;
    for (const auto &[name, value] : args) {
        const char *types[] = {"qlonglong", "double", "QString"};
        parts << QStringLiteral("%1=%2:%3")
                     .arg(name, shownValue(value), QString::fromLatin1(types[value.index()]));
    }
    return parts.join(u' ');
}

inline Result<FaultEffect> applyFault(LinkFaults &faults, const QString &fault, const QVariantMap &values,
                                      Nanoseconds now)
{
    return faults.apply(command(fault, values), now);
}

// The command of a signal that a spy has seen.
template<typename Spy>
FaultCommand asked(const Spy &spy, qsizetype at = 0)
{
    return spy.at(at).at(0).template value<FaultCommand>();
}

} // namespace swapscope::test
