#pragma once

#include <QString>
#include <QStringView>

#include <vector>

namespace swapscope {

// A JavaScript text as tokens: enough to know code from strings, templates, comments and regular expressions,
// and which bracket closes which (ECMA-262 clause 12). Not a parser: Qt's engine parses; this finds the place
// of what that engine does not tell.

struct Token
{
    enum class Type {
        Word, // identifiers and keywords
        Number,
        String,
        Template, // a piece of a template without the code in it: `a${ }b${ }c`
        Regex,
        Punctuator,
    };

    Type type = Type::Punctuator;
    QStringView text; // into the scanned text
    qsizetype at = 0; // offset in the text
    int line = 1;
    int column = 1;     // in UTF-16 units, as the engine counts
    int match = -1;     // for a bracket: the token of its other half; -1: it has none
    int enclosing = -1; // the token of the innermost bracket around this one; -1: none
    bool after = false; // a line break stands before it
    bool closed = true; // false: a string, template or regular expression that does not end

    bool is(QLatin1StringView what) const
    {
        return (type == Type::Word || type == Type::Punctuator) && text == what;
    }
};

struct Tokens
{
    QString text; // what the tokens point into
    std::vector<Token> all;

    const Token &operator[](int i) const { return all[static_cast<size_t>(i)]; }
    int size() const { return static_cast<int>(all.size()); }
    // The token at `i` is this word or punctuator; false outside of the list.
    bool isAt(int i, QLatin1StringView what) const { return i >= 0 && i < size() && (*this)[i].is(what); }
    // The token `i` is a word or punctuator of the language, not a property's name behind a dot.
    bool isKeyword(int i, QLatin1StringView what) const
    {
        return isAt(i, what) && !isAt(i - 1, QLatin1StringView(".")) && !isAt(i - 1, QLatin1StringView("?."));
    }
};

// Never fails: what cannot be read becomes a token that is not `closed`. Pure; any thread.
Tokens scanTokens(const QString &text);

} // namespace swapscope
