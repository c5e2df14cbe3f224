#include "options.h"

#include <core/duration.h>

#include <cmath>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

using Type = FaultArgument::Type;

// One option; `what` names it in errors.
Result<FaultValue> valueOf(const FaultArgument &argument, const GivenOption &given, const QString &what)
{
    const auto *text = std::get_if<QString>(&given.value);
    const auto *number = std::get_if<double>(&given.value);
    const auto wrong = [&] {
        return Error{u"%1 must be %2, got %3"_s.arg(what, argument.expected(), given.shown.left(60))};
    };
    switch (argument.type) {
    case Type::Duration: {
        if (!text)
            return Error{u"%1 must be a duration like \"250ms\", \"5s\" or \"2m\""_s.arg(what)};
        const auto duration = parseDuration(*text);
        if (!duration)
            return Error{u"%1: %2"_s.arg(what, duration.error().message)};
        if (argument.wrong(*duration))
            return wrong();
        return FaultValue(*duration);
    }
    case Type::Count:
        if (!number || *number != std::floor(*number) || std::abs(*number) > 1e15 ||
            argument.wrong(static_cast<qint64>(*number)))
            return wrong();
        return FaultValue(static_cast<qint64>(*number));
    case Type::Number:
        if (!number || argument.wrong(*number))
            return wrong();
        return FaultValue(*number);
    case Type::Text:
        if (!text)
            return Error{u"%1 must be a text"_s.arg(what)};
        if (argument.wrong(*text))
            return Error{u"%1 must not be longer than %2 bytes"_s.arg(what).arg(argument.most)};
        return FaultValue(*text);
    case Type::Choice:
    case Type::Fault:
        if (!text || argument.wrong(*text))
            return wrong();
        return FaultValue(*text);
    }
    return Error{what};
}

} // namespace

Result<FaultCommand> commandOf(const Fault &fault, const std::map<QString, GivenOption> &options)
{
    const QString call = u"network."_s + fault.name;
    FaultCommand command{.fault = fault.name};
    std::vector<FaultArgument> wanted = fault.arguments;
    if (fault.lasts)
        wanted.insert(wanted.begin(), forArgument());
    for (const FaultArgument &argument : wanted) {
        const auto given = options.find(argument.name);
        if (given == options.end()) {
            if (argument.needed)
                return Error{u"%1: %2 is missing"_s.arg(call, argument.name)};
            continue;
        }
        Result<FaultValue> value = valueOf(argument, given->second, call + u": "_s + argument.name);
        if (!value)
            return value.error();
        if (argument.name == u"for")
            command.ends = Ends::after(std::get<qint64>(*value));
        else
            command.args.set(argument.name, std::move(*value));
    }
    return command;
}

} // namespace swapscope
