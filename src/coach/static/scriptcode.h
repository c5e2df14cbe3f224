#pragma once

#include <scenario/tokens.h>

#include <QHash>

#include <optional>
#include <vector>

namespace swapscope {

// Tokens of an expression, first and last included.
struct CodeRange
{
    int first = 0;
    int last = -1;

    bool isEmpty() const { return last < first; }
    int size() const { return last - first + 1; }
};

// A script's tokens, and the questions that a look at it asks: what are this call's arguments, what does this
// name stand for, what can this function return. Answers only what the tokens alone make sure.
class ScriptCode
{
public:
    explicit ScriptCode(const QString &text);

    const Tokens &tokens() const { return m_tokens; }
    bool isWord(int i) const;
    bool isString(int i) const;

    // The last token of the template that begins at `i`; -1: none begins there, or it does not end.
    int templateEnd(int i) const;
    // The expression that begins at `first`, to the end of its statement, list or bracket.
    CodeRange expressionAt(int first) const;
    // Between the brackets of which `open` is the first: what the commas part.
    std::vector<CodeRange> listIn(int open) const;
    // What const, let, var or function says of a name; nothing when it is said twice, or changed later.
    std::optional<CodeRange> valueOf(QStringView name) const;
    // Whether the range is one arrow function or `function`.
    bool isFunction(CodeRange range) const;
    // The expressions that a function may return; none when the range is no function.
    std::vector<CodeRange> returnsOf(CodeRange function) const;
    // The expressions that the block behind this brace may return; functions in it have their own.
    std::vector<CodeRange> returnsIn(int brace) const;

private:
    void findDefinitions();
    int skip(int i) const; // the token behind `i` and what it opens

    Tokens m_tokens;
    std::vector<int> m_templateEnds; // by the token that begins one
    QHash<QString, std::optional<CodeRange>> m_values;
};

} // namespace swapscope
