#include "scriptcode.h"

#include <array>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

// A line that begins with one of these goes on with the expression of the line before.
bool continuesLine(const Token &token)
{
    if (token.type != Token::Type::Punctuator)
        return false;
    static constexpr std::array kEnds{"{"_L1, "}"_L1, "++"_L1, "--"_L1, "!"_L1, "~"_L1, "..."_L1};
    return std::none_of(kEnds.begin(), kEnds.end(), [&token](auto end) { return token.text == end; });
}

// A line that ends with one of these goes on with the next one.
bool wantsMore(const Token &token)
{
    if (token.type != Token::Type::Punctuator)
        return false;
    static constexpr std::array kEnds{")"_L1, "]"_L1, "}"_L1, "++"_L1, "--"_L1};
    return std::none_of(kEnds.begin(), kEnds.end(), [&token](auto end) { return token.text == end; });
}

} // namespace

ScriptCode::ScriptCode(const QString &text) : m_tokens(scanTokens(text))
{
    m_templateEnds.assign(static_cast<size_t>(m_tokens.size()), -1);
    std::vector<int> open;
    for (int i = 0; i < m_tokens.size(); ++i) {
        const Token &token = m_tokens[i];
        if (token.type != Token::Type::Template || !token.closed)
            continue;
        if (token.text.startsWith(u'`'))
            open.push_back(i);
        if (token.text.endsWith(u'`') && !open.empty()) {
            m_templateEnds[static_cast<size_t>(open.back())] = i;
            open.pop_back();
        }
    }
    findDefinitions();
}

bool ScriptCode::isWord(int i) const
{
    return i >= 0 && i < m_tokens.size() && m_tokens[i].type == Token::Type::Word;
}

bool ScriptCode::isString(int i) const
{
    return i >= 0 && i < m_tokens.size() && m_tokens[i].type == Token::Type::String && m_tokens[i].closed;
}

int ScriptCode::templateEnd(int i) const
{
    return i >= 0 && i < m_tokens.size() ? m_templateEnds[static_cast<size_t>(i)] : -1;
}

int ScriptCode::skip(int i) const
{
    if (m_tokens[i].match > i)
        return m_tokens[i].match + 1;
    if (templateEnd(i) >= 0)
        return templateEnd(i) + 1;
    return i + 1;
}

CodeRange ScriptCode::expressionAt(int first) const
{
    int i = first;
    while (i < m_tokens.size()) {
        const Token &token = m_tokens[i];
        if (token.is(","_L1) || token.is(";"_L1))
            break;
        if (token.type == Token::Type::Punctuator && token.match >= 0 && token.match < i &&
            token.match < first)
            break;
        if (token.type == Token::Type::Template && token.text.startsWith(u'}'))
            break; // the template's code ends here
        if (i > first && token.after && !continuesLine(token) && !wantsMore(m_tokens[i - 1]))
            break;
        i = skip(i);
    }
    return {first, i - 1};
}

std::vector<CodeRange> ScriptCode::listIn(int open) const
{
    std::vector<CodeRange> list;
    const int close = m_tokens[open].match;
    if (close < 0)
        return list;
    int first = open + 1;
    for (int i = first; i < close; i = skip(i)) {
        if (!m_tokens.isAt(i, ","_L1))
            continue;
        list.push_back({first, i - 1});
        first = i + 1;
    }
    if (first < close)
        list.push_back({first, close - 1});
    return list;
}

void ScriptCode::findDefinitions()
{
    const auto define = [this](QStringView name, std::optional<CodeRange> value) {
        const QString key = name.toString();
        m_values.insert(key, m_values.contains(key) ? std::nullopt : value);
    };
    for (int i = 0; i + 1 < m_tokens.size(); ++i) {
        if (!isWord(i) || m_tokens.isAt(i - 1, "."_L1) || m_tokens.isAt(i - 1, "?."_L1))
            continue;
        if (m_tokens.isKeyword(i - 1, "function"_L1) && m_tokens[i + 1].match > i) {
            const int brace = m_tokens[i + 1].match + 1;
            if (m_tokens.isAt(brace, "{"_L1) && m_tokens[brace].match > brace)
                define(m_tokens[i].text, CodeRange{i - 1, m_tokens[brace].match});
        } else if (m_tokens.isAt(i + 1, "="_L1)) {
            const bool declared = m_tokens.isKeyword(i - 1, "const"_L1) ||
                                  m_tokens.isKeyword(i - 1, "let"_L1) || m_tokens.isKeyword(i - 1, "var"_L1);
            define(m_tokens[i].text, declared ? std::optional(expressionAt(i + 2)) : std::nullopt);
            if (!declared) // changed: what it was declared as is not what it is
                m_values.insert(m_tokens[i].text.toString(), std::nullopt);
        }
    }
    // A parameter of the same name hides the definition, somewhere.
    for (int i = 0; i < m_tokens.size(); ++i) {
        int open = -1;
        if (m_tokens.isAt(i, "=>"_L1)) {
            if (m_tokens.isAt(i - 1, ")"_L1))
                open = m_tokens[i - 1].match;
            else if (isWord(i - 1))
                m_values.remove(m_tokens[i - 1].text.toString());
        } else if (m_tokens.isAt(i, "("_L1) && m_tokens[i].match > i &&
                   m_tokens.isAt(m_tokens[i].match + 1, "{"_L1) && isWord(i - 1) &&
                   !m_tokens.isKeyword(i - 1, "if"_L1) && !m_tokens.isKeyword(i - 1, "while"_L1) &&
                   !m_tokens.isKeyword(i - 1, "for"_L1) && !m_tokens.isKeyword(i - 1, "switch"_L1)) {
            open = i;
        }
        if (open < 0)
            continue;
        for (int k = open + 1; k < m_tokens[open].match; ++k) {
            if (isWord(k) && !m_tokens.isAt(k + 1, ":"_L1))
                m_values.remove(m_tokens[k].text.toString());
        }
    }
}

std::optional<CodeRange> ScriptCode::valueOf(QStringView name) const
{
    return m_values.value(name.toString());
}

namespace {

// The arrow of an arrow function that is the whole range; -1: it is none.
int arrowIn(const ScriptCode &code, CodeRange range)
{
    const Tokens &tokens = code.tokens();
    if (range.isEmpty())
        return -1;
    int arrow = -1;
    if (code.isWord(range.first))
        arrow = range.first + 1;
    else if (tokens.isAt(range.first, "("_L1) && tokens[range.first].match > range.first)
        arrow = tokens[range.first].match + 1;
    return arrow > 0 && arrow < range.last && tokens.isAt(arrow, "=>"_L1) ? arrow : -1;
}

// The brace of the body of a `function` that is the whole range; -1: it is none.
int functionBrace(const ScriptCode &code, CodeRange range)
{
    const Tokens &tokens = code.tokens();
    if (range.isEmpty() || !tokens.isKeyword(range.first, "function"_L1))
        return -1;
    const int open = code.isWord(range.first + 1) ? range.first + 2 : range.first + 1;
    if (!tokens.isAt(open, "("_L1) || tokens[open].match < 0)
        return -1;
    const int brace = tokens[open].match + 1;
    return tokens.isAt(brace, "{"_L1) && tokens[brace].match == range.last ? brace : -1;
}

} // namespace

bool ScriptCode::isFunction(CodeRange range) const
{
    return arrowIn(*this, range) >= 0 || functionBrace(*this, range) >= 0;
}

std::vector<CodeRange> ScriptCode::returnsOf(CodeRange function) const
{
    if (const int arrow = arrowIn(*this, function); arrow >= 0) {
        if (m_tokens.isAt(arrow + 1, "{"_L1))
            return returnsIn(arrow + 1);
        return {CodeRange{arrow + 1, function.last}};
    }
    const int brace = functionBrace(*this, function);
    return brace < 0 ? std::vector<CodeRange>{} : returnsIn(brace);
}

std::vector<CodeRange> ScriptCode::returnsIn(int brace) const
{
    std::vector<CodeRange> returns;
    const int end = m_tokens[brace].match;
    for (int i = brace + 1; i < end; ++i) {
        // A function in the block, or a method of an object or class in it, returns for itself.
        const bool body =
            m_tokens.isAt(i, "{"_L1) && m_tokens[i].match > i &&
            (m_tokens.isAt(i - 1, "=>"_L1) ||
             (m_tokens.isAt(i - 1, ")"_L1) && m_tokens[i - 1].match > 0 &&
              isWord(m_tokens[i - 1].match - 1) && !m_tokens.isKeyword(m_tokens[i - 1].match - 1, "if"_L1) &&
              !m_tokens.isKeyword(m_tokens[i - 1].match - 1, "for"_L1) &&
              !m_tokens.isKeyword(m_tokens[i - 1].match - 1, "while"_L1) &&
              !m_tokens.isKeyword(m_tokens[i - 1].match - 1, "switch"_L1) &&
              !m_tokens.isKeyword(m_tokens[i - 1].match - 1, "catch"_L1)));
        if (body) {
            i = m_tokens[i].match;
            continue;
        }
        if (m_tokens.isKeyword(i, "return"_L1) && i + 1 < end && !m_tokens[i + 1].after &&
            !m_tokens.isAt(i + 1, ";"_L1)) {
            const CodeRange value = expressionAt(i + 1);
            if (!value.isEmpty()) {
                returns.push_back(value);
                i = value.last;
            }
        }
    }
    return returns;
}

} // namespace swapscope
