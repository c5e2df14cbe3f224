#include "tomlreader.h"

#include <core/duration.h>
#include <core/suggest.h>

#include <algorithm>
#include <tuple>

namespace swapscope {

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString quoted(const QString &text)
{
    return u'"' + (text.size() > 40 ? text.left(40) + u'…' : text) + u'"';
}

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

void TomlReader::fail(toml::source_position at, const QString &message)
{
    ++m_failures;
    if (m_errors.size() < kMostErrors)
        m_errors.push_back({message, m_file, static_cast<int>(at.line), static_cast<int>(at.column)});
}

void TomlReader::wrongType(const toml::node &node, const QString &what, const QString &expected)
{
    fail(node, QStringLiteral("%1 must be %2, not %3").arg(what, expected, typeName(node)));
}

std::vector<Error> TomlReader::takeErrors()
{
    std::stable_sort(m_errors.begin(), m_errors.end(), [](const Error &a, const Error &b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
    if (m_failures > m_errors.size())
        m_errors.push_back(
            {QStringLiteral("there are %1 errors more").arg(m_failures - m_errors.size()), m_file});
    m_failures = 0;
    return std::exchange(m_errors, {});
}

void TomlReader::allowKeys(const toml::table &table, const QStringList &known, const QString &where)
{
    for (const auto &[key, node] : table) {
        const QString name = fromUtf8(key.str());
        if (known.contains(name))
            continue;
        // What nobody will read need not be thought about.
        const QString meant = m_errors.size() < kMostErrors ? didYouMean(name, known) : QString();
        fail(key.source().begin,
             QStringLiteral("unknown key %1 in %2%3")
                 .arg(quoted(name), where,
                      meant.isEmpty() ? QStringLiteral(": expected ") + oneOf(known) : meant));
    }
}

std::optional<QString> TomlReader::textOf(const toml::node &node, const QString &what)
{
    if (const auto *value = node.as_string())
        return fromUtf8(value->get());
    wrongType(node, what, QStringLiteral("text in quotes"));
    return {};
}

std::optional<QString> TomlReader::text(const toml::table &table, std::string_view key)
{
    const toml::node *node = table.get(key);
    return node ? textOf(*node, fromUtf8(key)) : std::nullopt;
}

std::optional<QString> TomlReader::requiredText(const toml::table &table, std::string_view key,
                                                const QString &missing)
{
    if (!table.contains(key)) {
        fail(table, missing);
        return {};
    }
    return text(table, key);
}

std::optional<Nanoseconds> TomlReader::durationOf(const toml::node &node, const QString &what)
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

std::optional<Nanoseconds> TomlReader::duration(const toml::table &table, std::string_view key)
{
    const toml::node *node = table.get(key);
    return node ? durationOf(*node, fromUtf8(key)) : std::nullopt;
}

std::optional<bool> TomlReader::truth(const toml::table &table, std::string_view key)
{
    const toml::node *node = table.get(key);
    if (!node)
        return {};
    if (const auto *value = node->as_boolean())
        return value->get();
    wrongType(*node, fromUtf8(key), QStringLiteral("true or false"));
    return {};
}

std::optional<int> TomlReader::integer(const toml::table &table, std::string_view key, int low, int high)
{
    const toml::node *node = table.get(key);
    if (!node)
        return {};
    const auto *value = node->as_integer();
    if (value && value->get() >= low && value->get() <= high)
        return static_cast<int>(value->get());
    fail(*node,
         QStringLiteral("%1 must be a whole number from %2 to %3").arg(fromUtf8(key)).arg(low).arg(high));
    return {};
}

std::vector<TomlReader::Word> TomlReader::words(const toml::node &node, const QString &what,
                                                const QString &example)
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

std::vector<const toml::table *> TomlReader::tables(const toml::table &root, std::string_view key,
                                                    std::size_t limit)
{
    const toml::node *node = root.get(key);
    if (!node)
        return {};
    const QString name = fromUtf8(key);
    const toml::array *array = node->as_array();
    if (!array) {
        fail(*node, QStringLiteral("%1 must be a list of tables: write [[%1]], not %2")
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

} // namespace swapscope
