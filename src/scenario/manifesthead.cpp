#include "manifestparts.h"

#include <core/suggest.h>

#include <QRegularExpression>

#include <algorithm>

namespace swapscope {

namespace {

using Word = TomlReader::Word;

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

QStringList readVersions(TomlReader &reader, const toml::table &root)
{
    static const QStringList versions = {QStringLiteral("2"), QStringLiteral("4")};
    QStringList result;
    if (const toml::node *node = root.get("htmx")) {
        for (const Word &word :
             reader.words(*node, QStringLiteral("htmx"), QStringLiteral("[\"2\", \"4\"]"))) {
            if (versions.contains(word.text))
                result << word.text;
            else
                reader.fail(
                    *word.node,
                    QStringLiteral("%1 is no htmx version: expected \"2\" or \"4\"").arg(quoted(word.text)));
        }
    }
    return result.isEmpty() ? versions.mid(0, 1) : result;
}

QStringList readClients(TomlReader &reader, const toml::table &root)
{
    QStringList result;
    if (const toml::node *node = root.get("clients")) {
        for (const Word &word :
             reader.words(*node, QStringLiteral("clients"), QStringLiteral("[\"A\", \"B\"]"))) {
            if (!isClientName(word.text))
                reader.fail(*word.node, clientNameAdvice(word.text));
            else if (result.size() == kMaxClients)
                reader.fail(*word.node, QStringLiteral("too many clients: at most %1").arg(kMaxClients));
            else
                result << word.text;
        }
    }
    return result.isEmpty() ? QStringList{QStringLiteral("A")} : result;
}

QString readChapter(TomlReader &reader, const toml::table &root)
{
    const auto chapter = reader.text(root, "chapter");
    if (!chapter)
        return {};
    QStringList names;
    for (const Chapter &known : chapters())
        names << known.name;
    if (names.contains(*chapter))
        return *chapter;
    const QString meant = didYouMean(*chapter, names);
    reader.fail(
        *root.get("chapter"),
        QStringLiteral("%1 is no chapter%2")
            .arg(quoted(*chapter), meant.isEmpty() ? QStringLiteral(": expected ") + oneOf(names) : meant));
    return {};
}

// A list of words in lower case, which may be empty.
QStringList readWords(TomlReader &reader, const toml::table &root, std::string_view key,
                      const QString &example)
{
    static const QRegularExpression form(QStringLiteral("\\A[a-z0-9][a-z0-9.-]{0,63}\\z"));
    QStringList result;
    const toml::node *node = root.get(key);
    if (!node || (node->is_array() && node->as_array()->empty()))
        return result;
    const QString name = fromUtf8(key);
    for (const Word &word : reader.words(*node, name, example)) {
        if (!form.match(word.text).hasMatch())
            reader.fail(*word.node,
                        QStringLiteral("%1 in %2: expected a word of small letters, digits, - and ., like %3")
                            .arg(quoted(word.text), name, example));
        else if (result.size() == kMaxWords)
            reader.fail(*word.node, QStringLiteral("too many in %1: at most %2").arg(name).arg(kMaxWords));
        else
            result << word.text;
    }
    return result;
}

void readParam(TomlReader &reader, const toml::table &table, const QString &name, toml::source_position at,
               Manifest *manifest)
{
    reader.allowKeys(table, {QStringLiteral("label"), QStringLiteral("choices"), QStringLiteral("default")},
                     QStringLiteral("params.") + name);
    ManifestParam param;
    param.name = name;
    param.line = static_cast<int>(at.line);
    param.label = reader.text(table, "label").value_or(name);
    const toml::node *choices = table.get("choices");
    if (!choices) {
        reader.fail(
            at, QStringLiteral("params.%1 has no choices: expected a list, like choices = [\"on\", \"off\"]")
                    .arg(name));
        return;
    }
    for (const Word &word :
         reader.words(*choices, QStringLiteral("choices"), QStringLiteral("[\"on\", \"off\"]"))) {
        if (param.choices.size() == kMaxChoices)
            reader.fail(*word.node, QStringLiteral("too many choices: at most %1").arg(kMaxChoices));
        else
            param.choices << word.text;
    }
    const auto given = reader.text(table, "default");
    if (param.choices.isEmpty())
        return;
    param.defaultValue = param.choices.first();
    if (given && !param.choices.contains(*given)) {
        reader.fail(*table.get("default"), QStringLiteral("default %1 is none of the choices: expected %2")
                                               .arg(quoted(*given), oneOf(param.choices)));
    } else if (given) {
        param.defaultValue = *given;
    }
    manifest->params.push_back(param);
}

void readParams(TomlReader &reader, const toml::table &root, Manifest *manifest)
{
    const toml::node *node = root.get("params");
    if (!node)
        return;
    const toml::table *params = node->as_table();
    if (!params) {
        reader.wrongType(*node, QStringLiteral("params"), QStringLiteral("tables, like [params.catchUp]"));
        return;
    }
    // toml++ sorts keys by name, but parameters are shown in the order of the file.
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
            reader.fail(entry.at, QStringLiteral("%1 is no name for a parameter: expected letters, digits "
                                                 "and _, no digit first")
                                      .arg(quoted(entry.name)));
        else if (!entry.node->is_table())
            reader.wrongType(*entry.node, QStringLiteral("params.") + entry.name, QStringLiteral("a table"));
        else if (manifest->params.size() == kMaxParams)
            reader.fail(entry.at, QStringLiteral("too many parameters: at most %1").arg(kMaxParams));
        else
            readParam(reader, *entry.node->as_table(), entry.name, entry.at, manifest);
    }
}

} // namespace

void readHead(TomlReader &reader, const toml::table &root, Manifest *manifest)
{
    reader.allowKeys(root,
                     {QStringLiteral("title"), QStringLiteral("summary"), QStringLiteral("teaches"),
                      QStringLiteral("chapter"), QStringLiteral("order"), QStringLiteral("minutes"),
                      QStringLiteral("tags"), QStringLiteral("covers"), QStringLiteral("expects"),
                      QStringLiteral("silence"), QStringLiteral("htmx"), QStringLiteral("clients"),
                      QStringLiteral("params"), QStringLiteral("crowd"), QStringLiteral("network"),
                      QStringLiteral("step")},
                     QStringLiteral("the manifest"));
    if (!root.contains("title"))
        reader.fail(toml::source_position{1, 1},
                    QStringLiteral("title is missing: give the scenario one, like title = \"Chat room\""));
    Manifest &m = *manifest;
    m.title = reader.text(root, "title").value_or(QString());
    m.summary = reader.text(root, "summary").value_or(QString());
    m.teaches = reader.text(root, "teaches").value_or(QString());
    m.chapter = readChapter(reader, root);
    m.order = reader.integer(root, "order", 0, 1'000'000).value_or(0);
    m.minutes = reader.integer(root, "minutes", 1, 600).value_or(0);
    m.tags = readWords(reader, root, "tags", QStringLiteral("[\"ws\", \"oob\"]"));
    m.covers = readWords(reader, root, "covers", QStringLiteral("[\"pattern-1\"]"));
    m.expects = readWords(reader, root, "expects", QStringLiteral("[\"close.never-returns\"]"));
    m.silence = readWords(reader, root, "silence", QStringLiteral("[\"stream.no-heartbeat\"]"));
    m.htmx = readVersions(reader, root);
    m.clients = readClients(reader, root);
    readParams(reader, root, manifest);
}

bool isClientName(const QString &name)
{
    return clientNamePattern().match(name).hasMatch();
}

QString clientNameAdvice(const QString &name)
{
    return QStringLiteral("%1 is no name for a client: expected a letter, then at most %2 letters, digits, - "
                          "or _")
        .arg(quoted(name))
        .arg(kMaxClientName - 1);
}

bool isClient(TomlReader &reader, const toml::node &node, const QString &name, const Manifest &manifest,
              bool orAll)
{
    if (manifest.clients.contains(name) || manifest.crowd(name) || (orAll && name == u"*"))
        return true;
    QStringList names = manifest.clients;
    for (const ManifestCrowd &crowd : manifest.crowds)
        names << crowd.name;
    QString expected = oneOf(names);
    if (orAll)
        expected += QStringLiteral(", or \"*\" for all");
    reader.fail(node,
                QStringLiteral("%1 is no client of this scenario: expected %2").arg(quoted(name), expected));
    return false;
}

} // namespace swapscope
