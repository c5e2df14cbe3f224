#pragma once

#include <core/clock.h>
#include <core/result.h>

#include <QString>
#include <QStringList>

#include <optional>
#include <string_view>
#include <vector>

// toml++ is large, so only the sources that read the manifest include this header.
#include <toml++/toml.h>

namespace swapscope {

// Reads values from a parsed TOML file and collects errors with their line and column. A function that reads
// a value returns nothing if the key is missing; if the value is not as expected, it also reports an error at
// the value, so that the caller can go on and find the other errors of the file. `what` is the name of the
// value for messages.
class TomlReader
{
public:
    static constexpr std::size_t kMostErrors = 100;

    explicit TomlReader(QString file) : m_file(std::move(file)) {}

    void fail(toml::source_position at, const QString &message);
    void fail(const toml::node &node, const QString &message) { fail(node.source().begin, message); }
    // "WHAT must be EXPECTED, not a table".
    void wrongType(const toml::node &node, const QString &what, const QString &expected);
    std::size_t failures() const { return m_failures; }
    // Returns the errors so far, sorted by line and column, and forgets them. They are the first kMostErrors
    // that were found, and one that says that there are more.
    std::vector<Error> takeErrors();

    // Reports an error for every key that is not `known`. where: the table for messages, "a [[step]]".
    void allowKeys(const toml::table &table, const QStringList &known, const QString &where);

    std::optional<QString> textOf(const toml::node &node, const QString &what);
    std::optional<QString> text(const toml::table &table, std::string_view key);
    std::optional<QString> requiredText(const toml::table &table, std::string_view key,
                                        const QString &missing);
    std::optional<Nanoseconds> durationOf(const toml::node &node, const QString &what);
    std::optional<Nanoseconds> duration(const toml::table &table, std::string_view key);
    std::optional<bool> truth(const toml::table &table, std::string_view key);
    std::optional<int> integer(const toml::table &table, std::string_view key, int low, int high);

    // The texts of a list, each with its node. Reports an error if it is not a list of texts, if it is empty,
    // and for every text that occurs twice. example: the list for messages, "[\"A\", \"B\"]".
    struct Word
    {
        QString text;
        const toml::node *node;
    };
    std::vector<Word> words(const toml::node &node, const QString &what, const QString &example);
    // The tables of [[key]]. Reports an error for anything else, and for more tables than `limit`.
    std::vector<const toml::table *> tables(const toml::table &root, std::string_view key, std::size_t limit);

    static int lineOf(const toml::node &node) { return static_cast<int>(node.source().begin.line); }

private:
    QString m_file;
    std::vector<Error> m_errors;
    std::size_t m_failures = 0;
};

QString fromUtf8(std::string_view text);
// The text in quotation marks, at most 40 characters of it, for messages.
QString quoted(const QString &text);
// "a, b or c"
QString oneOf(const QStringList &words);
// The type of a value for messages: "a list", "text".
QString typeName(const toml::node &node);

} // namespace swapscope
