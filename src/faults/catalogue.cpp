#include "catalogue.h"

#include "presets.h"
#include "words.h"

#include <core/duration.h>

#include <algorithm>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

#define FAULT(name) Fault name##Fault();
#include "kinds/list.inc"
#undef FAULT

namespace {

using Type = FaultArgument::Type;

QJsonValue jsonOf(const FaultValue &value, bool duration)
{
    if (const auto *number = std::get_if<qint64>(&value))
        return duration ? QJsonValue(formatDuration(*number)) : QJsonValue(*number);
    if (const auto *number = std::get_if<double>(&value))
        return *number;
    return std::get<QString>(value);
}

std::optional<FaultValue> valueOf(const QJsonValue &json, const FaultArgument *argument)
{
    if (argument && argument->type == Type::Duration) {
        const Result<Nanoseconds> duration = parseDuration(json.toString());
        return duration ? std::optional<FaultValue>(*duration) : std::nullopt;
    }
    if (json.isString())
        return json.toString();
    if (!json.isDouble())
        return {};
    if (argument && argument->type == Type::Number)
        return json.toDouble();
    return json.toInteger();
}

QString argumentWords(const FaultArgument *argument, const FaultValue &value)
{
    if (const auto *number = std::get_if<qint64>(&value); number && argument->type == Type::Duration)
        return durationWords(*number);
    return shownValue(value);
}

} // namespace

FaultCatalogue::FaultCatalogue(std::vector<Fault> faults) : m_faults(std::move(faults))
{
    QStringList lasting;
    for (const Fault &fault : m_faults) {
        if (fault.lasts)
            lasting << fault.name;
    }
    for (Fault &fault : m_faults) {
        for (FaultArgument &argument : fault.arguments) {
            if (argument.type == Type::Fault)
                argument.choices = lasting;
        }
    }
}

std::vector<Fault> FaultCatalogue::standardFaults()
{
    return {
#define FAULT(name) name##Fault(),
#include "kinds/list.inc"
#undef FAULT
    };
}

const FaultCatalogue &FaultCatalogue::standard()
{
    static const FaultCatalogue catalogue(standardFaults());
    return catalogue;
}

const Fault *FaultCatalogue::find(QStringView name) const
{
    const auto found = std::find_if(m_faults.begin(), m_faults.end(),
                                    [name](const Fault &fault) { return fault.name == name; });
    return found == m_faults.end() ? nullptr : &*found;
}

QStringList FaultCatalogue::names() const
{
    QStringList names;
    for (const Fault &fault : m_faults)
        names << fault.name;
    return names;
}

Result<void> FaultCatalogue::check(const FaultCommand &command) const
{
    if (command.isPreset()) {
        if (findPreset(command.presetName()))
            return {};
        return Error{u"There is no preset \"%1\"; there are %2"_s.arg(command.presetName().left(40),
                                                                      presetNames().join(u", "_s))};
    }
    const Fault *fault = find(command.fault);
    if (!fault)
        return Error{
            u"There is no fault \"%1\"; there are %2"_s.arg(command.fault.left(40), names().join(u", "_s))};
    const auto unknown = [fault](const QString &name) {
        const QStringList names = fault->argumentNames();
        return Error{names.isEmpty()
                         ? u"%1 takes no arguments, not \"%2\""_s.arg(fault->name, name)
                         : u"%1 knows no \"%2\"; it takes %3"_s.arg(fault->name, name, names.join(u", "_s))};
    };
    for (const auto &[name, value] : command.args) {
        const FaultArgument *argument = name == u"for" ? nullptr : fault->argument(name);
        if (!argument)
            return unknown(name);
        if (const auto wrong = argument->wrong(value))
            return Error{*wrong};
    }
    if (const auto time = command.ends.time()) {
        if (!fault->lasts)
            return unknown(u"for"_s);
        if (const auto wrong = forArgument().wrong(*time))
            return Error{*wrong};
    }
    for (const FaultArgument &argument : fault->arguments) {
        if (argument.needed && !command.args.has(argument.name))
            return Error{u"%1 needs %2: %3"_s.arg(fault->name, argument.name, argument.need)};
    }
    if (!fault->acts)
        return {};
    if (const Result<FaultActs> acts = fault->acts(command.args); !acts)
        return acts.error();
    return {};
}

QJsonObject FaultCatalogue::written(const FaultCommand &command) const
{
    const Fault *fault = find(command.fault);
    QJsonObject json;
    for (const auto &[name, value] : command.args) {
        const FaultArgument *argument = fault ? fault->argument(name) : nullptr;
        json.insert(name, jsonOf(value, argument && argument->type == Type::Duration));
    }
    if (const auto time = command.ends.time())
        json.insert(u"for"_s, formatDuration(*time));
    return json;
}

FaultCommand FaultCatalogue::read(const QString &name, const QJsonObject &args) const
{
    const Fault *fault = find(name);
    FaultCommand command{.fault = name};
    for (auto each = args.begin(); each != args.end(); ++each) {
        if (each.key() == u"for") {
            if (const Result<Nanoseconds> time = parseDuration(each.value().toString()))
                command.ends = Ends::after(*time);
        } else if (auto value = valueOf(each.value(), fault ? fault->argument(each.key()) : nullptr)) {
            command.args.set(each.key(), std::move(*value));
        }
    }
    return command;
}

QString FaultCatalogue::phrase(const FaultCommand &command) const
{
    if (command.isPreset()) {
        const Preset *preset = findPreset(command.presetName());
        return preset ? preset->title : command.presetName();
    }
    const Fault *fault = find(command.fault);
    if (!fault)
        return command.fault;
    FaultArguments rest = command.args;
    // For no time, or on none, a fault only ends what was in force, unless it does something as it begins.
    const bool none = rest.number(u"probability"_s) == 0.0 || (command.ends.isAtOnce() && !fault->onceWords);
    if (none)
        return u"end %1"_s.arg(fault->name);
    if (command.ends.isAtOnce())
        return *fault->onceWords;
    QString head = fault->phrase ? fault->phrase(rest) : fault->name;
    if (const auto share = rest.number(u"probability"_s)) {
        rest.remove(u"probability"_s);
        head += u' ' + percentWords(*share);
    }
    QStringList parts{head};
    for (const FaultArgument &argument : fault->formArguments()) {
        const FaultValue *value = rest.find(argument.name);
        if (!value)
            continue;
        const QString text = argumentWords(&argument, *value);
        parts += argument.type == Type::Choice
                     ? text
                     : u"%1 %2"_s.arg(QString(argument.name).replace(u'_', u' '), text);
    }
    if (const auto time = command.ends.time()) {
        const QString lasts = u"for %1"_s.arg(durationWords(*time));
        if (parts.size() == 1)
            return parts.first() + u' ' + lasts;
        parts += lasts;
    }
    return parts.join(u", "_s);
}

} // namespace swapscope
