#include "faultargs.h"

#include "network/sliders/linkscale.h"

#include <faults/words.h>

#include <QCoreApplication>

namespace swapscope {

namespace {

using Type = FaultArgument::Type;

struct ArgumentTexts
{
    Q_DECLARE_TR_FUNCTIONS(swapscope::FaultArgs)
};

QString expectedOf(const FaultArgument &argument)
{
    switch (argument.type) {
    case Type::Count:
        return ArgumentTexts::tr("a whole number from %1 to %2").arg(argument.least).arg(argument.most);
    case Type::Number:
        return ArgumentTexts::tr("a number from %1 to %2").arg(argument.least).arg(argument.most);
    case Type::Text:
        return ArgumentTexts::tr("at most %1 bytes").arg(argument.most);
    case Type::Choice:
    case Type::Fault:
        return ArgumentTexts::tr("one of %1").arg(argument.choices.join(QStringLiteral(", ")));
    case Type::Duration:
        break;
    }
    return argument.least > 0 ? ArgumentTexts::tr("more than nothing") : ArgumentTexts::tr("at most a day");
}

// What was typed as a value of the argument's type; nothing when it is none.
std::optional<FaultValue> valueOf(const FaultArgument &argument, const QString &text)
{
    bool ok = false;
    if (argument.type == Type::Count) {
        const qint64 value = text.toLongLong(&ok);
        return ok ? std::optional<FaultValue>(value) : std::nullopt;
    }
    if (argument.type == Type::Number) {
        QString plain = text;
        const double value = plain.replace(u',', u'.').toDouble(&ok);
        return ok ? std::optional<FaultValue>(value) : std::nullopt;
    }
    return text;
}

} // namespace

Result<std::optional<FaultValue>> readArgument(const FaultArgument &argument, const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty()) {
        if (argument.needed)
            return Error{ArgumentTexts::tr("this one is needed")};
        return std::optional<FaultValue>();
    }
    std::optional<FaultValue> value;
    if (argument.type == Type::Duration) {
        const Result<Nanoseconds> read = readDuration(text, kSecond);
        if (!read)
            return read.error();
        value = *read;
    } else {
        value = valueOf(argument, text);
    }
    if (!value || argument.wrong(*value))
        return Error{expectedOf(argument)};
    return value;
}

QString argumentText(const FaultArgument &argument, const FaultValue &value)
{
    if (const auto *number = std::get_if<qint64>(&value))
        return argument.type == Type::Duration ? durationWords(*number) : QString::number(*number);
    if (const auto *number = std::get_if<double>(&value))
        return QString::number(*number, 'g', 6);
    return std::get<QString>(value);
}

} // namespace swapscope
