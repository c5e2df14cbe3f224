#pragma once

#include <core/clock.h>
#include <core/result.h>

#include <QString>
#include <QStringList>

#include <optional>
#include <string_view>
#include <vector>

// Only the readers of the manifest include it: it is large.
#include <toml++/toml.h>

namespace swapscope {

// How the manifest's readers look at a parsed TOML file: a function that reads a value notes an error at the
// value's place and returns nothing when the value is not what is expected, so that the caller goes on with
// the rest.
class TomlReader
{
public:
    explicit TomlReader(QString file) : m_file(std::move(file)) {}

    void fail(toml::source_position at, const QString &message);
    void fail(const toml::node &node, const QString &message) { fail(node.source().begin, message); }
    // "WHAT must be EXPECTED, not a table".
    void wrongType(const toml::node &node, const QString &what, const QString &expected);
    std::size_t failures() const { return m_errors.size(); }
    // Every error so far, in the order of the lines; there are none left.
    std::vector<Error> takeErrors();

    // An error for every key that is not `known`; where: "a [[step]]".
    void allowKeys(const toml::table &table, const QStringList &known, const QString &where);

    std::optional<QString> textOf(const toml::node &node, const QString &what);
    std::optional<QString> text(const toml::table &table, std::string_view key);
    std::optional<QString> requiredText(const toml::table &table, std::string_view key,
                                        const QString &missing);
    std::optional<Nanoseconds> durationOf(const toml::node &node, const QString &what);
    std::optional<Nanoseconds> duration(const toml::table &table, std::string_view key);
    std::optional<bool> truth(const toml::table &table, std::string_view key);
    std::optional<int> integer(const toml::table &table, std::string_view key, int low, int high);

    // The list's texts with their places, each once; nothing when it is no list of texts, or empty.
    struct Word
    {
        QString text;
        const toml::node *node;
    };
    std::vector<Word> words(const toml::node &node, const QString &what, const QString &example);
    // The tables of [[key]]; an error for anything else.
    std::vector<const toml::table *> tables(const toml::table &root, std::string_view key, std::size_t limit);

    static int lineOf(const toml::node &node) { return static_cast<int>(node.source().begin.line); }

private:
    QString m_file;
    std::vector<Error> m_errors;
};

QString fromUtf8(std::string_view text);
// In quotation marks, shortened when it is long.
QString quoted(const QString &text);
// "a, b or c"
QString oneOf(const QStringList &words);
// "a list", "text in quotes": what a value is, for messages.
QString typeName(const toml::node &node);

} // namespace swapscope
