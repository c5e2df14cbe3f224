#include "manifest.h"

#include "suggest.h"

#include <core/duration.h>
#include <core/event.h>

#include <QRegularExpression>

#include <algorithm>
#include <string>

// The one place that includes it: it is large.
#include <toml++/toml.h>

namespace swapscope {

namespace {

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString quoted(const QString &text)
{
    return u'"' + (text.size() > 40 ? text.left(40) + u'…' : text) + u'"';
}

// "a, b or c"
QString oneOf(const QStringList &words)
{
    if (words.size() < 2)
        return words.join(QString());
    return words.mid(0, words.size() - 1).join(QStringLiteral(", ")) + QStringLiteral(" or ") + words.last();
}

QString typeName(const toml::node &node)
{
    switch (node.type()) {
    case toml::node_type::string:
        return QStringLiteral("text");
    case toml::node_type::integer:
        return QStringLiteral("a whole number");
    case toml::node_type::floating_point:
        return QStringLiteral("a number");
    case toml::node_type::boolean:
        return QStringLiteral("true or false");
    case toml::node_type::array:
        return QStringLiteral("a list");
    case toml::node_type::table:
        return QStringLiteral("a table");
    default:
        return QStringLiteral("a date or a time");
    }
}

const QRegularExpression &clientNamePattern()
{
    static const QRegularExpression pattern(QStringLiteral("\\A[A-Za-z][A-Za-z0-9_-]{0,15}\\z"));
    return pattern;
}

const QRegularExpression &paramNamePattern()
{
    static const QRegularExpression pattern(QStringLiteral("\\A[A-Za-z_][A-Za-z0-9_]{0,63}\\z"));
    return pattern;
}

// Walks the parsed file. A function that reads a value notes an error and returns nothing when the value is
// not what is expected, so that the caller goes on with the rest.
class Reader
{
public:
    explicit Reader(QString file) : m_file(std::move(file)) {}

    ManifestReading read(const toml::table &root)
    {
        Manifest &m = m_reading.manifest;
        allowKeys(root,
                  {QStringLiteral("title"), QStringLiteral("summary"), QStringLiteral("htmx"),
                   QStringLiteral("clients"), QStringLiteral("params"), QStringLiteral("network"),
                   QStringLiteral("step")},
                  QStringLiteral("the manifest"));
        if (!root.contains("title"))
            fail({1, 1},
                 QStringLiteral("title is missing: give the scenario one, like title = \"Chat room\""));
        m.title = text(root, "title").value_or(QString());
        m.summary = text(root, "summary").value_or(QString());
        m.htmx = readVersions(root);
        m.clients = readClients(root);
        readParams(root);
        readNetwork(root);
        readSteps(root);
        return finish();
    }

    ManifestReading failed(const toml::parse_error &error)
    {
        fail(error.source().begin, QStringLiteral("not valid TOML: %1").arg(fromUtf8(error.description())));
        m_reading.manifest.htmx = {QStringLiteral("2")};
        m_reading.manifest.clients = {QStringLiteral("A")};
        return finish();
    }

private:
    ManifestReading finish()
    {
        std::stable_sort(m_reading.errors.begin(), m_reading.errors.end(),
                         [](const Error &a, const Error &b) {
                             return std::tie(a.line, a.column) < std::tie(b.line, b.column);
                         });
        return std::move(m_reading);
    }

    void fail(toml::source_position at, const QString &message)
    {
        m_reading.errors.push_back({message, m_file, static_cast<int>(at.line), static_cast<int>(at.column)});
    }
    void fail(const toml::node &node, const QString &message) { fail(node.source().begin, message); }

    static int lineOf(const toml::node &node) { return static_cast<int>(node.source().begin.line); }

    void allowKeys(const toml::table &table, const QStringList &known, const QString &where)
    {
        for (const auto &[key, node] : table) {
            const QString name = fromUtf8(key.str());
            if (known.contains(name))
                continue;
            const QString meant = didYouMean(name, known);
            fail(key.source().begin,
                 QStringLiteral("unknown key %1 in %2%3")
                     .arg(quoted(name), where,
                          meant.isEmpty() ? QStringLiteral(": expected ") + oneOf(known) : meant));
        }
    }

    void wrongType(const toml::node &node, const QString &what, const QString &expected)
    {
        fail(node, QStringLiteral("%1 must be %2, not %3").arg(what, expected, typeName(node)));
    }

    std::optional<QString> textOf(const toml::node &node, const QString &what)
    {
        if (const auto *value = node.as_string())
            return fromUtf8(value->get());
        wrongType(node, what, QStringLiteral("text in quotes"));
        return {};
    }

    std::optional<QString> text(const toml::table &table, std::string_view key)
    {
        const toml::node *node = table.get(key);
        return node ? textOf(*node, fromUtf8(key)) : std::nullopt;
    }

    std::optional<QString> requiredText(const toml::table &table, std::string_view key,
                                        const QString &missing)
    {
        if (!table.contains(key)) {
            fail(table, missing);
            return {};
        }
        return text(table, key);
    }

    std::optional<Nanoseconds> durationOf(const toml::node &node, const QString &what)
    {
        const auto *value = node.as_string();
        if (!value) {
            wrongType(node, what, QStringLiteral("a duration in quotes, like \"250ms\", \"5s\" or \"2m\""));
            return {};
        }
        const Result<Nanoseconds> duration = parseDuration(fromUtf8(value->get()));
        if (!duration) {
            fail(node, what + QStringLiteral(": ") + duration.error().message);
            return {};
        }
        return *duration;
    }

    std::optional<Nanoseconds> duration(const toml::table &table, std::string_view key)
    {
        const toml::node *node = table.get(key);
        return node ? durationOf(*node, fromUtf8(key)) : std::nullopt;
    }

    // The list's texts with their places; nothing when it is no list of texts, or empty.
    struct Word
    {
        QString text;
        const toml::node *node;
    };
    std::vector<Word> words(const toml::node &node, const QString &what, const QString &example)
    {
        const toml::array *array = node.as_array();
        if (!array) {
            wrongType(node, what, QStringLiteral("a list of texts, like ") + example);
            return {};
        }
        if (array->empty())
            fail(node, QStringLiteral("%1 is empty: expected at least one, like %2").arg(what, example));
        std::vector<Word> result;
        for (const toml::node &element : *array) {
            const auto word = textOf(element, QStringLiteral("each of ") + what);
            if (!word)
                continue;
            const bool known =
                std::any_of(result.begin(), result.end(), [&](const Word &w) { return w.text == *word; });
            if (known)
                fail(element, QStringLiteral("%1 stands twice in %2").arg(quoted(*word), what));
            else
                result.push_back({*word, &element});
        }
        return result;
    }

    QStringList readVersions(const toml::table &root)
    {
        static const QStringList versions = {QStringLiteral("2"), QStringLiteral("4")};
        QStringList result;
        if (const toml::node *node = root.get("htmx")) {
            for (const Word &word : words(*node, QStringLiteral("htmx"), QStringLiteral("[\"2\", \"4\"]"))) {
                if (versions.contains(word.text))
                    result << word.text;
                else
                    fail(*word.node, QStringLiteral("%1 is no htmx version: expected \"2\" or \"4\"")
                                         .arg(quoted(word.text)));
            }
        }
        return result.isEmpty() ? versions.mid(0, 1) : result;
    }

    QStringList readClients(const toml::table &root)
    {
        QStringList result;
        if (const toml::node *node = root.get("clients")) {
            for (const Word &word :
                 words(*node, QStringLiteral("clients"), QStringLiteral("[\"A\", \"B\"]"))) {
                if (!clientNamePattern().match(word.text).hasMatch())
                    fail(*word.node,
                         QStringLiteral("%1 is no name for a client: expected a letter, then at most %2 "
                                        "letters, digits, - or _")
                             .arg(quoted(word.text))
                             .arg(kMaxClientName - 1));
                else if (result.size() == kMaxClients)
                    fail(*word.node, QStringLiteral("too many clients: at most %1").arg(kMaxClients));
                else
                    result << word.text;
            }
        }
        return result.isEmpty() ? QStringList{QStringLiteral("A")} : result;
    }

    void readParams(const toml::table &root)
    {
        const toml::node *node = root.get("params");
        if (!node)
            return;
        const toml::table *params = node->as_table();
        if (!params) {
            wrongType(*node, QStringLiteral("params"), QStringLiteral("tables, like [params.catchUp]"));
            return;
        }
        // The parser sorts by name; what the user sees is in the order of the file.
        struct Entry
        {
            toml::source_position at;
            QString name;
            const toml::node *node;
        };
        std::vector<Entry> entries;
        for (const auto &[key, value] : *params)
            entries.push_back({key.source().begin, fromUtf8(key.str()), &value});
        std::sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) { return a.at < b.at; });
        for (const Entry &entry : entries) {
            if (!paramNamePattern().match(entry.name).hasMatch())
                fail(entry.at,
                     QStringLiteral("%1 is no name for a parameter: expected letters, digits and _, no digit "
                                    "first")
                         .arg(quoted(entry.name)));
            else if (!entry.node->is_table())
                wrongType(*entry.node, QStringLiteral("params.") + entry.name, QStringLiteral("a table"));
            else if (m_reading.manifest.params.size() == kMaxParams)
                fail(entry.at, QStringLiteral("too many parameters: at most %1").arg(kMaxParams));
            else
                readParam(*entry.node->as_table(), entry.name, entry.at);
        }
    }

    void readParam(const toml::table &table, const QString &name, toml::source_position at)
    {
        allowKeys(table, {QStringLiteral("label"), QStringLiteral("choices"), QStringLiteral("default")},
                  QStringLiteral("params.") + name);
        ManifestParam param;
        param.name = name;
        param.line = static_cast<int>(at.line);
        param.label = text(table, "label").value_or(name);
        const toml::node *choices = table.get("choices");
        if (!choices) {
            fail(at,
                 QStringLiteral("params.%1 has no choices: expected a list, like choices = [\"on\", \"off\"]")
                     .arg(name));
            return;
        }
        for (const Word &word :
             words(*choices, QStringLiteral("choices"), QStringLiteral("[\"on\", \"off\"]"))) {
            if (param.choices.size() == kMaxChoices)
                fail(*word.node, QStringLiteral("too many choices: at most %1").arg(kMaxChoices));
            else
                param.choices << word.text;
        }
        const auto given = text(table, "default");
        if (param.choices.isEmpty())
            return;
        param.defaultValue = param.choices.first();
        if (given && !param.choices.contains(*given)) {
            fail(*table.get("default"), QStringLiteral("default %1 is none of the choices: expected %2")
                                            .arg(quoted(*given), oneOf(param.choices)));
        } else if (given) {
            param.defaultValue = *given;
        }
        m_reading.manifest.params.push_back(param);
    }

    // The tables of [[key]]; notes an error for anything else.
    std::vector<const toml::table *> tables(const toml::table &root, std::string_view key, size_t limit)
    {
        const toml::node *node = root.get(key);
        if (!node)
            return {};
        const QString name = fromUtf8(key);
        const toml::array *array = node->as_array();
        if (!array) {
            fail(*node,
                 QStringLiteral("%1 must be a list of tables: write [[%1]], not %2")
                     .arg(name, node->is_table() ? QStringLiteral("[%1]").arg(name) : typeName(*node)));
            return {};
        }
        std::vector<const toml::table *> result;
        for (const toml::node &element : *array) {
            if (!element.is_table()) {
                wrongType(element, QStringLiteral("each of ") + name, QStringLiteral("a table"));
            } else if (result.size() == limit) {
                fail(element, QStringLiteral("too many [[%1]]: at most %2").arg(name).arg(limit));
                break;
            } else {
                result.push_back(element.as_table());
            }
        }
        return result;
    }

    // Whether it is one of the clients; notes an error if not.
    bool isClient(const toml::node &node, const QString &name, bool orAll)
    {
        const QStringList &clients = m_reading.manifest.clients;
        if (clients.contains(name) || (orAll && name == u"*"))
            return true;
        QString expected = oneOf(clients);
        if (orAll)
            expected += QStringLiteral(", or \"*\" for all");
        fail(node,
             QStringLiteral("%1 is no client of this scenario: expected %2").arg(quoted(name), expected));
        return false;
    }

    void readNetwork(const toml::table &root)
    {
        for (const toml::table *table : tables(root, "network", kMaxNetworkSteps)) {
            const size_t errorsBefore = m_reading.errors.size();
            const NetworkStep step = readNetworkStep(*table);
            if (m_reading.errors.size() == errorsBefore)
                m_reading.manifest.network.push_back(step);
        }
    }

    NetworkStep readNetworkStep(const toml::table &table)
    {
        NetworkStep step;
        step.line = lineOf(table);
        if (!table.contains("at"))
            fail(table, QStringLiteral("at is missing in [[network]]: say when, like at = \"6s\""));
        step.at = duration(table, "at").value_or(0);
        if (const auto client =
                requiredText(table, "client",
                             QStringLiteral("client is missing in [[network]]: expected %1, or \"*\" for all")
                                 .arg(oneOf(m_reading.manifest.clients)));
            client && isClient(*table.get("client"), *client, true))
            step.client = *client;

        QStringList names;
        for (const FaultSpec &spec : faultSpecs())
            names << spec.name;
        const auto fault = requiredText(
            table, "fault", QStringLiteral("fault is missing in [[network]]: expected ") + oneOf(names));
        if (!fault)
            return step;
        const FaultSpec *spec = findFaultSpec(*fault);
        if (!spec) {
            const QString meant = didYouMean(*fault, names);
            fail(*table.get("fault"),
                 QStringLiteral("%1 is no fault%2")
                     .arg(quoted(*fault),
                          meant.isEmpty() ? QStringLiteral(": expected ") + oneOf(names) : meant));
            return step;
        }
        step.fault = *fault;
        readFaultArgs(table, *spec, &step);
        return step;
    }

    void readFaultArgs(const toml::table &table, const FaultSpec &spec, NetworkStep *step)
    {
        QStringList known = {QStringLiteral("at"), QStringLiteral("client"), QStringLiteral("fault")};
        if (spec.takesFor)
            known << QStringLiteral("for");
        for (const FaultArg &arg : spec.args)
            known << arg.name;
        allowKeys(table, known, QStringLiteral("a [[network]] with fault = \"%1\"").arg(spec.name));
        if (spec.takesFor)
            step->forTime = duration(table, "for");
        for (const FaultArg &arg : spec.args) {
            const toml::node *node = table.get(arg.name.toStdString());
            if (!node) {
                if (arg.required)
                    fail(table,
                         QStringLiteral("%1 is missing: fault = \"%2\" needs it").arg(arg.name, spec.name));
                continue;
            }
            const QVariant value = argOf(*node, arg);
            if (value.isValid())
                step->args.insert(arg.name, value);
        }
    }

    QVariant argOf(const toml::node &node, const FaultArg &arg)
    {
        switch (arg.type) {
        case FaultArgType::Duration: {
            const auto value = durationOf(node, arg.name);
            return value ? QVariant::fromValue<qint64>(*value) : QVariant();
        }
        case FaultArgType::Integer: {
            const auto *value = node.as_integer();
            if (!value) {
                wrongType(node, arg.name,
                          QStringLiteral("a whole number from %1 to %2").arg(arg.low).arg(arg.high));
                return {};
            }
            if (value->get() < arg.low || value->get() > arg.high) {
                fail(node, QStringLiteral("%1 is %2: expected a whole number from %3 to %4")
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
                wrongType(node, arg.name,
                          QStringLiteral("a number from %1 to %2").arg(arg.low).arg(arg.high));
                return {};
            }
            if (!(*value >= static_cast<double>(arg.low) && *value <= static_cast<double>(arg.high))) {
                fail(node, QStringLiteral("%1 is %2: expected a number from %3 to %4")
                               .arg(arg.name)
                               .arg(*value)
                               .arg(arg.low)
                               .arg(arg.high));
                return {};
            }
            return *value;
        }
        case FaultArgType::Text: {
            const auto value = textOf(node, arg.name);
            if (!value)
                return {};
            if (value->toUtf8().size() > arg.high) {
                fail(node, QStringLiteral("%1 is too long: at most %2 bytes").arg(arg.name).arg(arg.high));
                return {};
            }
            return *value;
        }
        }
        return {};
    }

    void readSteps(const toml::table &root)
    {
        for (const toml::table *table : tables(root, "step", kMaxLessonSteps)) {
            allowKeys(*table, {QStringLiteral("text"), QStringLiteral("done")}, QStringLiteral("a [[step]]"));
            LessonStep step;
            step.line = lineOf(*table);
            step.text =
                requiredText(*table, "text",
                             QStringLiteral("text is missing in [[step]]: say what there is to do or to see"))
                    .value_or(QString());
            if (const toml::node *done = table->get("done")) {
                if (const toml::table *condition = done->as_table())
                    step.done = readCondition(*condition);
                else
                    wrongType(*done, QStringLiteral("done"),
                              QStringLiteral("a table, like { kind = \"link.cut\", client = \"B\" }"));
            }
            m_reading.manifest.steps.push_back(step);
        }
    }

    std::optional<StepCondition> readCondition(const toml::table &table)
    {
        const size_t errorsBefore = m_reading.errors.size();
        StepCondition condition;
        condition.kind = requiredText(table, "kind",
                                      QStringLiteral("kind is missing in done: say which event, like "
                                                     "{ kind = \"link.cut\" }"))
                             .value_or(QString());
        if (const toml::node *kind = table.get("kind"); kind && kind->is_string())
            checkKind(*kind, condition.kind);
        for (const auto &[key, node] : table) {
            const QString name = fromUtf8(key.str());
            if (name == u"kind")
                continue;
            if (name == u"count") {
                const auto *count = node.as_integer();
                if (count && count->get() >= 1 && count->get() <= 1'000'000)
                    condition.count = static_cast<int>(count->get());
                else
                    fail(node, QStringLiteral("count must be a whole number from 1 to 1000000"));
                continue;
            }
            const QVariant value = scalarOf(node, name);
            if (name == u"client" && value.isValid()) {
                if (value.typeId() != QMetaType::QString)
                    wrongType(node, name, QStringLiteral("text in quotes"));
                else
                    isClient(node, value.toString(), false);
            }
            condition.fields.insert(name, value);
        }
        if (m_reading.errors.size() != errorsBefore)
            return {};
        return condition;
    }

    void checkKind(const toml::node &node, const QString &kind)
    {
        if (kindFromName(kind))
            return;
        QStringList kinds;
#define SWAPSCOPE_KIND(name, text) kinds << QStringLiteral(text);
        SWAPSCOPE_EVENT_KINDS(SWAPSCOPE_KIND)
#undef SWAPSCOPE_KIND
        const QString meant = didYouMean(kind, kinds);
        fail(node, QStringLiteral("%1 is no kind of event%2")
                       .arg(quoted(kind), meant.isEmpty()
                                              ? QStringLiteral(": the manual's page on the trace lists them")
                                              : meant));
    }

    QVariant scalarOf(const toml::node &node, const QString &name)
    {
        if (const auto *text = node.as_string())
            return fromUtf8(text->get());
        if (const auto *integer = node.as_integer())
            return QVariant::fromValue<qint64>(integer->get());
        if (const auto *number = node.as_floating_point())
            return number->get();
        if (const auto *truth = node.as_boolean())
            return truth->get();
        wrongType(node, name, QStringLiteral("a text, a number, true or false"));
        return {};
    }

    QString m_file;
    ManifestReading m_reading;
};

} // namespace

const ManifestParam *Manifest::param(QStringView name) const
{
    const auto found =
        std::find_if(params.begin(), params.end(), [&](const ManifestParam &p) { return p.name == name; });
    return found == params.end() ? nullptr : &*found;
}

QMap<QString, QString> Manifest::defaults() const
{
    QMap<QString, QString> result;
    for (const ManifestParam &param : params)
        result.insert(param.name, param.defaultValue);
    return result;
}

ManifestReading readManifest(const QString &text, const QString &file)
{
    const std::string utf8 = text.toStdString();
    Reader reader(file);
    try {
        const toml::table root = toml::parse(std::string_view(utf8));
        return reader.read(root);
    } catch (const toml::parse_error &error) {
        return reader.failed(error);
    }
}

Result<void> checkParam(const Manifest &manifest, const QString &name, const QString &value)
{
    const ManifestParam *param = manifest.param(name);
    if (!param) {
        QStringList names;
        for (const ManifestParam &known : manifest.params)
            names << known.name;
        if (names.isEmpty())
            return Error{QStringLiteral("there is no parameter %1: the scenario has none").arg(quoted(name))};
        return Error{QStringLiteral("there is no parameter %1: expected %2").arg(quoted(name), oneOf(names))};
    }
    if (!param->choices.contains(value))
        return Error{QStringLiteral("%1 is no choice for %2: expected %3")
                         .arg(quoted(value), name, oneOf(param->choices))};
    return {};
}

} // namespace swapscope
