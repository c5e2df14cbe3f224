#include "faultoptions.h"

#include <core/duration.h>

#include <cmath>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

// One option; `what` names it in errors.
Result<QVariant> faultValue(const FaultArg &arg, const js::Value &value, const QString &what)
{
    switch (arg.type) {
    case FaultArgType::Duration: {
        if (!value.isString())
            return Error{u"%1 must be a duration like \"250ms\", \"5s\" or \"2m\""_s.arg(what)};
        const auto duration = parseDuration(value.string());
        if (!duration)
            return Error{u"%1: %2"_s.arg(what, duration.error().message)};
        return QVariant(*duration);
    }
    case FaultArgType::Integer: {
        const double number = value.isNumber() ? value.number() : std::nan("");
        if (!(number >= static_cast<double>(arg.low) && number <= static_cast<double>(arg.high)) ||
            number != std::floor(number))
            return Error{u"%1 must be a whole number from %2 to %3, got %4"_s.arg(
                what, QString::number(arg.low), QString::number(arg.high), value.shown().left(60))};
        return QVariant(static_cast<qint64>(number));
    }
    case FaultArgType::Number: {
        const double number = value.isNumber() ? value.number() : std::nan("");
        if (!(number >= static_cast<double>(arg.low) && number <= static_cast<double>(arg.high)))
            return Error{u"%1 must be a number from %2 to %3, got %4"_s.arg(
                what, QString::number(arg.low), QString::number(arg.high), value.shown().left(60))};
        return QVariant(number);
    }
    case FaultArgType::Text:
        if (!value.isString())
            return Error{u"%1 must be a text"_s.arg(what)};
        if (value.string().toUtf8().size() > arg.high)
            return Error{u"%1 must not be longer than %2 bytes"_s.arg(what, QString::number(arg.high))};
        return QVariant(value.string());
    }
    return Error{what};
}

} // namespace

QStringList faultOptionNames(const FaultSpec &spec)
{
    QStringList names;
    if (spec.takesFor)
        names.push_back(u"for"_s);
    for (const FaultArg &arg : spec.args)
        names.push_back(arg.name);
    return names;
}

Result<QVariantMap> readFaultOptions(const FaultSpec &spec, const js::Value &options)
{
    const QString what = u"network."_s + spec.name;
    QVariantMap read;
    std::vector<FaultArg> wanted = spec.args;
    if (spec.takesFor)
        wanted.insert(wanted.begin(), FaultArg{u"for"_s, FaultArgType::Duration, false});
    for (const FaultArg &arg : wanted) {
        const js::Value value = options.property(arg.name);
        if (value.isUndefined()) {
            if (arg.required)
                return Error{u"%1: %2 is missing"_s.arg(what, arg.name)};
            continue;
        }
        const auto one = faultValue(arg, value, what + u": "_s + arg.name);
        if (!one)
            return one.error();
        read.insert(arg.name, *one);
    }
    return read;
}

} // namespace swapscope
