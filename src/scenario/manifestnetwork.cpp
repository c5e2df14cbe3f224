#include "manifestparts.h"

#include <core/suggest.h>
#include <faults/presets.h>

namespace swapscope {

namespace {

using ArgumentType = FaultArgument::Type;

// What to write, for error messages.
QString expectedOf(const FaultArgument &argument)
{
    switch (argument.type) {
    case ArgumentType::Count:
        return QStringLiteral("a whole number from %1 to %2").arg(argument.least).arg(argument.most);
    case ArgumentType::Number:
        return QStringLiteral("a number from %1 to %2").arg(argument.least).arg(argument.most);
    case ArgumentType::Choice:
    case ArgumentType::Fault:
        return oneOf(argument.choices);
    default:
        return argument.expected();
    }
}

// The value as it is written in the file; its limits are checked later.
std::optional<FaultValue> valueOf(TomlReader &reader, const toml::node &node, const FaultArgument &argument)
{
    switch (argument.type) {
    case ArgumentType::Duration:
        if (const auto value = reader.durationOf(node, argument.name))
            return *value;
        return {};
    case ArgumentType::Count:
        if (const auto *value = node.as_integer())
            return static_cast<qint64>(value->get());
        break;
    case ArgumentType::Number:
        if (const auto value = node.value<double>(); value && node.is_number())
            return *value;
        break;
    case ArgumentType::Text:
    case ArgumentType::Choice:
    case ArgumentType::Fault:
        if (const auto value = reader.textOf(node, argument.name))
            return *value;
        return {};
    }
    reader.wrongType(node, argument.name, expectedOf(argument));
    return {};
}

std::optional<FaultValue> argumentOf(TomlReader &reader, const toml::node &node,
                                     const FaultArgument &argument)
{
    std::optional<FaultValue> value = valueOf(reader, node, argument);
    if (!value || !argument.wrong(*value))
        return value;
    if (argument.type == ArgumentType::Text) {
        reader.fail(node,
                    QStringLiteral("%1 is too long: at most %2 bytes").arg(argument.name).arg(argument.most));
        return {};
    }
    const auto *text = std::get_if<QString>(&*value);
    const auto *number = std::get_if<double>(&*value);
    const QString meant = text ? didYouMean(*text, argument.choices) : QString();
    const QString shown = text     ? quoted(*text)
                          : number ? QString::number(*number)
                          : argument.type == ArgumentType::Duration
                              ? QStringLiteral("\"%1\"").arg(fromUtf8(node.value_or(std::string())))
                              : shownValue(*value);
    reader.fail(node,
                QStringLiteral("%1 is %2%3")
                    .arg(argument.name, shown,
                         meant.isEmpty() ? QStringLiteral(": expected ") + expectedOf(argument) : meant));
    return {};
}

NetworkStep readNetworkStep(TomlReader &reader, const toml::table &table, const FaultCatalogue &faults,
                            const Manifest &manifest)
{
    NetworkStep step;
    step.line = TomlReader::lineOf(table);
    if (!table.contains("at"))
        reader.fail(table, QStringLiteral("at is missing in [[network]]: say when, like at = \"6s\""));
    step.at = reader.duration(table, "at").value_or(0);
    QString client;
    const auto named =
        reader.requiredText(table, "client",
                            QStringLiteral("client is missing in [[network]]: expected %1, or \"*\" for all")
                                .arg(oneOf(manifest.clients)));
    if (named && isClient(reader, *table.get("client"), *named, manifest, true))
        client = *named;
    if (table.contains("preset")) {
        reader.allowKeys(table, {QStringLiteral("at"), QStringLiteral("client"), QStringLiteral("preset")},
                         QStringLiteral("a [[network]] with a preset"));
        step.command = FaultCommand::preset(readPreset(reader, table), client);
        return step;
    }
    step.command =
        readFault(reader, table, QStringLiteral("[[network]]"),
                  {QStringLiteral("at"), QStringLiteral("client"), QStringLiteral("fault")}, faults)
            .to(client);
    return step;
}

} // namespace

QString readPreset(TomlReader &reader, const toml::table &table)
{
    const QString name = reader.text(table, "preset").value_or(QString());
    if (!table.get("preset")->is_string() || findPreset(name))
        return name;
    const QString meant = didYouMean(name, presetNames());
    reader.fail(*table.get("preset"),
                QStringLiteral("%1 is no preset%2")
                    .arg(quoted(name),
                         meant.isEmpty() ? QStringLiteral(": expected ") + oneOf(presetNames()) : meant));
    return {};
}

FaultCommand readFault(TomlReader &reader, const toml::table &table, const QString &where,
                       const QStringList &keys, const FaultCatalogue &faults)
{
    const QStringList names = faults.names();
    const auto name = reader.requiredText(
        table, "fault", QStringLiteral("fault is missing in %1: expected %2").arg(where, oneOf(names)));
    if (!name)
        return {};
    const Fault *fault = faults.find(*name);
    if (!fault) {
        const QString meant = didYouMean(*name, names);
        reader.fail(
            *table.get("fault"),
            QStringLiteral("%1 is no fault%2")
                .arg(quoted(*name), meant.isEmpty() ? QStringLiteral(": expected ") + oneOf(names) : meant));
        return {};
    }
    const std::size_t before = reader.failures();
    FaultCommand command{.fault = *name};
    reader.allowKeys(table, keys + fault->argumentNames(),
                     QStringLiteral("a %1 with fault = \"%2\"").arg(where, fault->name));
    if (fault->lasts) {
        if (const auto time = reader.duration(table, "for"))
            command.ends = Ends::after(*time);
    }
    for (const FaultArgument &argument : fault->arguments) {
        const toml::node *node = table.get(argument.name.toStdString());
        if (!node) {
            if (argument.needed)
                reader.fail(
                    table,
                    QStringLiteral("%1 is missing: fault = \"%2\" needs it").arg(argument.name, fault->name));
            continue;
        }
        if (std::optional<FaultValue> value = argumentOf(reader, *node, argument))
            command.args.set(argument.name, std::move(*value));
    }
    if (reader.failures() != before)
        return command;
    if (const Result<void> fine = faults.check(command); !fine)
        reader.fail(table, fine.error().message);
    return command;
}

void readNetwork(TomlReader &reader, const toml::table &root, const FaultCatalogue &faults,
                 Manifest *manifest)
{
    for (const toml::table *table : reader.tables(root, "network", kMaxNetworkSteps)) {
        const std::size_t before = reader.failures();
        const NetworkStep step = readNetworkStep(reader, *table, faults, *manifest);
        if (reader.failures() == before)
            manifest->network.push_back(step);
    }
}

} // namespace swapscope
