#include "manifestparts.h"

#include <core/suggest.h>

namespace swapscope {

namespace {

QVariant argOf(TomlReader &reader, const toml::node &node, const FaultArg &arg)
{
    switch (arg.type) {
    case FaultArgType::Duration: {
        const auto value = reader.durationOf(node, arg.name);
        return value ? QVariant::fromValue<qint64>(*value) : QVariant();
    }
    case FaultArgType::Integer: {
        const auto *value = node.as_integer();
        if (!value) {
            reader.wrongType(node, arg.name,
                             QStringLiteral("a whole number from %1 to %2").arg(arg.low).arg(arg.high));
            return {};
        }
        if (value->get() < arg.low || value->get() > arg.high) {
            reader.fail(node, QStringLiteral("%1 is %2: expected a whole number from %3 to %4")
                                  .arg(arg.name)
                                  .arg(value->get())
                                  .arg(arg.low)
                                  .arg(arg.high));
            return {};
        }
        return QVariant::fromValue<qint64>(value->get());
    }
    case FaultArgType::Number: {
        const auto value = node.value<double>();
        if (!node.is_number() || !value) {
            reader.wrongType(node, arg.name,
                             QStringLiteral("a number from %1 to %2").arg(arg.low).arg(arg.high));
            return {};
        }
        if (!(*value >= static_cast<double>(arg.low) && *value <= static_cast<double>(arg.high))) {
            reader.fail(node, QStringLiteral("%1 is %2: expected a number from %3 to %4")
                                  .arg(arg.name)
                                  .arg(*value)
                                  .arg(arg.low)
                                  .arg(arg.high));
            return {};
        }
        return *value;
    }
    case FaultArgType::Text: {
        const auto value = reader.textOf(node, arg.name);
        if (!value)
            return {};
        if (value->toUtf8().size() > arg.high) {
            reader.fail(node, QStringLiteral("%1 is too long: at most %2 bytes").arg(arg.name).arg(arg.high));
            return {};
        }
        return *value;
    }
    }
    return {};
}

void readPreset(TomlReader &reader, const toml::table &table, NetworkStep *step)
{
    reader.allowKeys(table, {QStringLiteral("at"), QStringLiteral("client"), QStringLiteral("preset")},
                     QStringLiteral("a [[network]] with a preset"));
    const QString name = reader.text(table, "preset").value_or(QString());
    if (!table.get("preset")->is_string())
        return;
    if (!presetNames().contains(name)) {
        const QString meant = didYouMean(name, presetNames());
        reader.fail(*table.get("preset"),
                    QStringLiteral("%1 is no preset%2")
                        .arg(quoted(name),
                             meant.isEmpty() ? QStringLiteral(": expected ") + oneOf(presetNames()) : meant));
        return;
    }
    step->fault = QStringLiteral("preset");
    step->args.insert(QStringLiteral("name"), name);
}

NetworkStep readNetworkStep(TomlReader &reader, const toml::table &table, const Manifest &manifest)
{
    NetworkStep step;
    step.line = TomlReader::lineOf(table);
    if (!table.contains("at"))
        reader.fail(table, QStringLiteral("at is missing in [[network]]: say when, like at = \"6s\""));
    step.at = reader.duration(table, "at").value_or(0);
    const auto client =
        reader.requiredText(table, "client",
                            QStringLiteral("client is missing in [[network]]: expected %1, or \"*\" for all")
                                .arg(oneOf(manifest.clients)));
    if (client && isClient(reader, *table.get("client"), *client, manifest, true))
        step.client = *client;
    if (table.contains("preset")) {
        readPreset(reader, table, &step);
        return step;
    }
    FaultReading fault = readFault(reader, table, QStringLiteral("[[network]]"),
                                   {QStringLiteral("at"), QStringLiteral("client"), QStringLiteral("fault")});
    step.fault = fault.fault;
    step.forTime = fault.forTime;
    step.args = fault.args;
    return step;
}

} // namespace

FaultReading readFault(TomlReader &reader, const toml::table &table, const QString &where,
                       const QStringList &keys)
{
    FaultReading reading;
    QStringList names;
    for (const FaultSpec &spec : faultSpecs())
        names << spec.name;
    const auto fault = reader.requiredText(
        table, "fault", QStringLiteral("fault is missing in %1: expected %2").arg(where, oneOf(names)));
    if (!fault)
        return reading;
    const FaultSpec *spec = findFaultSpec(*fault);
    if (!spec) {
        const QString meant = didYouMean(*fault, names);
        reader.fail(
            *table.get("fault"),
            QStringLiteral("%1 is no fault%2")
                .arg(quoted(*fault), meant.isEmpty() ? QStringLiteral(": expected ") + oneOf(names) : meant));
        return reading;
    }
    reading.fault = *fault;
    QStringList known = keys;
    if (spec->takesFor)
        known << QStringLiteral("for");
    for (const FaultArg &arg : spec->args)
        known << arg.name;
    reader.allowKeys(table, known, QStringLiteral("a %1 with fault = \"%2\"").arg(where, spec->name));
    if (spec->takesFor)
        reading.forTime = reader.duration(table, "for");
    for (const FaultArg &arg : spec->args) {
        const toml::node *node = table.get(arg.name.toStdString());
        if (!node) {
            if (arg.required)
                reader.fail(
                    table,
                    QStringLiteral("%1 is missing: fault = \"%2\" needs it").arg(arg.name, spec->name));
            continue;
        }
        const QVariant value = argOf(reader, *node, arg);
        if (value.isValid())
            reading.args.insert(arg.name, value);
    }
    return reading;
}

void readNetwork(TomlReader &reader, const toml::table &root, Manifest *manifest)
{
    for (const toml::table *table : reader.tables(root, "network", kMaxNetworkSteps)) {
        const std::size_t before = reader.failures();
        const NetworkStep step = readNetworkStep(reader, *table, *manifest);
        if (reader.failures() == before)
            manifest->network.push_back(step);
    }
}

} // namespace swapscope
