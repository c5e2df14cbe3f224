#include "manifestparts.h"

#include <core/eventfields.h>
#include <core/suggest.h>

namespace swapscope {

namespace {

std::optional<Kind> readKind(TomlReader &reader, const toml::node &node, const QString &kind)
{
    if (const std::optional<Kind> known = kindFromName(kind))
        return known;
    QStringList kinds;
#define SWAPSCOPE_KIND(name, text) kinds << QStringLiteral(text);
    SWAPSCOPE_EVENT_KINDS(SWAPSCOPE_KIND)
#undef SWAPSCOPE_KIND
    const QString meant = didYouMean(kind, kinds);
    reader.fail(node, QStringLiteral("%1 is no kind of event%2")
                          .arg(quoted(kind),
                               meant.isEmpty() ? QStringLiteral(": the manual's page on the trace lists them")
                                               : meant));
    return {};
}

// The declaration of a field. Reports an error at the key if events of this kind have no such field.
std::optional<EventField> readField(TomlReader &reader, const toml::key &key, Kind kind)
{
    const QString name = fromUtf8(key.str());
    if (const std::optional<EventField> field = eventField(kind, name))
        return field;
    QStringList names = {QStringLiteral("client"), QStringLiteral("conn"), QStringLiteral("n"),
                         QStringLiteral("update")};
    for (const EventField &field : eventFields(kind))
        names << field.name;
    const QString meant = didYouMean(name, names);
    reader.fail(key.source().begin,
                QStringLiteral("%1 has no field %2, so this can never come true%3")
                    .arg(kindName(kind), quoted(name),
                         meant.isEmpty() ? QStringLiteral(": expected ") + oneOf(names) : meant));
    return {};
}

QString typeOf(FieldType type)
{
    switch (type) {
    case FieldType::Text:
        return QStringLiteral("text in quotes");
    case FieldType::Number:
        return QStringLiteral("a number");
    case FieldType::Truth:
        return QStringLiteral("true or false");
    case FieldType::List:
        return QStringLiteral("a table, like { exists = true }");
    }
    return {};
}

bool isOfType(const toml::node &node, FieldType type)
{
    switch (type) {
    case FieldType::Text:
        return node.is_string();
    case FieldType::Number:
        return node.is_number();
    case FieldType::Truth:
        return node.is_boolean();
    case FieldType::List:
        return false;
    }
    return false;
}

// What is needed to read the test of one field.
struct FieldReading
{
    TomlReader &reader;
    const Manifest &manifest;
    QString name;
    EventField field;
};

QVariant readValue(const FieldReading &in, const toml::node &node)
{
    if (!isOfType(node, in.field.type)) {
        in.reader.wrongType(node, in.name, typeOf(in.field.type));
        return {};
    }
    if (const auto *integer = node.as_integer())
        return QVariant::fromValue<qint64>(integer->get());
    if (const auto *number = node.as_floating_point())
        return number->get();
    if (const auto *truth = node.as_boolean())
        return truth->get();
    const QString text = fromUtf8(node.as_string()->get());
    if (in.name == u"client") {
        if (!isClient(in.reader, node, text, in.manifest, false))
            return {};
    } else if (const QStringList values = QString(in.field.values).split(u'|', Qt::SkipEmptyParts);
               !values.isEmpty() && !values.contains(text)) {
        in.reader.fail(node, QStringLiteral("%1 is never %2, so this can never come true: expected %3")
                                 .arg(in.name, quoted(text), oneOf(values)));
        return {};
    }
    return text;
}

std::optional<double> readBound(const FieldReading &in, const toml::table &table, std::string_view key)
{
    const toml::node *node = table.get(key);
    if (!node)
        return {};
    const QString what = in.name + u'.' + fromUtf8(key);
    if (in.field.type != FieldType::Number) {
        in.reader.fail(*node,
                       QStringLiteral("%1: %2 is no number, so this can never come true").arg(what, in.name));
        return {};
    }
    const auto value = node->value<double>();
    if (node->is_number() && value)
        return value;
    in.reader.wrongType(*node, what, QStringLiteral("a number"));
    return {};
}

FieldTest readTest(const FieldReading &in, const toml::node &node)
{
    const toml::table *table = node.as_table();
    if (!table)
        return FieldTest::equal(readValue(in, node));
    in.reader.allowKeys(*table,
                        {QStringLiteral("min"), QStringLiteral("max"), QStringLiteral("contains"),
                         QStringLiteral("not"), QStringLiteral("exists")},
                        in.name);
    if (table->empty())
        in.reader.fail(
            node, QStringLiteral("%1 says nothing: expected min, max, contains, not or exists").arg(in.name));
    FieldTest test;
    test.min = readBound(in, *table, "min");
    test.max = readBound(in, *table, "max");
    if (test.min && test.max && *test.min > *test.max)
        in.reader.fail(node,
                       QStringLiteral("%1: min is above max, so this can never come true").arg(in.name));
    if (const toml::node *contains = table->get("contains")) {
        if (in.field.type != FieldType::Text)
            in.reader.fail(*contains,
                           QStringLiteral("%1 is no text, so this can never come true").arg(in.name));
        else
            test.contains = in.reader.textOf(*contains, in.name + QStringLiteral(".contains"));
    }
    if (const toml::node *differs = table->get("not"))
        test.differs = readValue(in, *differs);
    test.exists = in.reader.truth(*table, "exists");
    const bool wants = test.min || test.max || test.contains;
    if (test.exists == false && wants)
        in.reader.fail(
            node,
            QStringLiteral("%1 is to be absent and to have a value: this can never come true").arg(in.name));
    return test;
}

} // namespace

std::optional<Condition> readCondition(TomlReader &reader, const toml::table &table, const Manifest &manifest)
{
    const std::size_t before = reader.failures();
    Condition condition;
    condition.kind = reader
                         .requiredText(table, "kind",
                                       QStringLiteral("kind is missing in done: say which event, like "
                                                      "{ kind = \"link.cut\" }"))
                         .value_or(QString());
    std::optional<Kind> kind;
    if (const toml::node *node = table.get("kind"); node && node->is_string())
        kind = readKind(reader, *node, condition.kind);
    const bool ofField = table.contains("count") && table.get("count")->is_table();
    if (!ofField)
        condition.count = reader.integer(table, "count", 1, 1'000'000).value_or(1);
    condition.within = reader.duration(table, "within");
    condition.absent = reader.duration(table, "absent");
    if (condition.absent && ((table.contains("count") && !ofField) || condition.within))
        reader.fail(*table.get("absent"),
                    QStringLiteral("absent waits for no event: it takes neither count nor within"));
    for (const auto &[key, node] : table) {
        const QString name = fromUtf8(key.str());
        if (name == u"kind" || (name == u"count" && !ofField) || name == u"within" || name == u"absent" ||
            !kind)
            continue;
        if (const std::optional<EventField> field = readField(reader, key, *kind))
            condition.fields.insert(name, readTest({reader, manifest, name, *field}, node));
    }
    if (reader.failures() != before)
        return {};
    return condition;
}

} // namespace swapscope
