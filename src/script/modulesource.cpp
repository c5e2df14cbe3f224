#include "modulesource.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

Error errorAt(const Tokens &tokens, int i, const QString &file, const QString &message)
{
    const int at = std::min(i, tokens.size() - 1);
    return Error{u"SyntaxError: "_s + message, file, tokens[at].line, tokens[at].column};
}

// Levenshtein's distance, given up beyond two.
int distance(QStringView a, QStringView b)
{
    std::vector<int> row(static_cast<size_t>(b.size()) + 1);
    for (size_t j = 0; j < row.size(); ++j)
        row[j] = static_cast<int>(j);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i) + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto at = static_cast<size_t>(j);
            const int change = diagonal + (a[i].toLower() == b[j].toLower() ? 0 : 1);
            diagonal = row[at + 1];
            row[at + 1] = std::min({change, row[at] + 1, row[at + 1] + 1});
        }
    }
    return row.back();
}

class Reader
{
public:
    Reader(const Tokens &tokens, const QString &file, const QStringList &exports)
        : m_tokens(tokens), m_file(file), m_exports(exports), m_body(tokens.text)
    {
    }

    Result<ModuleSource> read()
    {
        for (int i = 0; i < m_tokens.size(); ++i) {
            if (m_tokens[i].enclosing >= 0)
                continue;
            if (m_tokens.isKeyword(i, "import"_L1) && !m_tokens.isAt(i + 1, "("_L1) &&
                !m_tokens.isAt(i + 1, "."_L1)) {
                const auto end = import(i);
                if (!end)
                    return end.error();
                blank(i, *end);
                i = *end;
            } else if (m_tokens.isKeyword(i, "export"_L1)) {
                return errorAt(m_tokens, i, m_file,
                               u"a script exports nothing: leave the word “export” out"_s);
            } else if (m_tokens.isKeyword(i, "return"_L1)) {
                return errorAt(m_tokens, i, m_file, u"“return” stands outside of a function"_s);
            }
        }
        // The line break in front and behind keeps the script's places, and a comment in its last line,
        // apart.
        const QString rest = m_head + u'\n' + m_body + u"\n})"_s;
        return ModuleSource{u"(function (swapscope) { "_s + rest,
                            u"(function (swapscope) { 'use strict'; "_s + rest};
    }

private:
    // Reads the declaration from the word `import`; the last token that belongs to it.
    Result<int> import(int first)
    {
        int i = first + 1;
        if (i < m_tokens.size() && m_tokens[i].type == Token::Type::String)
            return source(i);
        if (i < m_tokens.size() && m_tokens[i].type == Token::Type::Word && !m_tokens.isAt(i, "from"_L1))
            return errorAt(
                m_tokens, i, m_file,
                u"“swapscope” has no default export: write “import { %1 } from \"swapscope\"”"_s.arg(
                    m_tokens[i].text));
        if (m_tokens.isAt(i, "*"_L1)) {
            if (!m_tokens.isAt(i + 1, "as"_L1) || i + 2 >= m_tokens.size())
                return expected(i + 1, u"as NAME"_s);
            m_head += u"const %1 = swapscope; "_s.arg(m_tokens[i + 2].text);
            i += 3;
        } else if (m_tokens.isAt(i, "{"_L1)) {
            const auto end = names(i);
            if (!end)
                return end;
            i = *end + 1;
        } else {
            return expected(i, u"{ … } from \"swapscope\""_s);
        }
        if (!m_tokens.isAt(i, "from"_L1))
            return expected(i, u"from \"swapscope\""_s);
        if (i + 1 >= m_tokens.size() || m_tokens[i + 1].type != Token::Type::String)
            return expected(i + 1, u"\"swapscope\""_s);
        return source(i + 1);
    }

    // { a, b as c }: the closing brace.
    Result<int> names(int brace)
    {
        int i = brace + 1;
        while (i < m_tokens.size() && !m_tokens.isAt(i, "}"_L1)) {
            const Token &name = m_tokens[i];
            if (name.type != Token::Type::Word)
                return expected(i, u"a name"_s);
            m_names.push_back(i);
            QStringView local = name.text;
            if (m_tokens.isAt(i + 1, "as"_L1) && i + 2 < m_tokens.size()) {
                local = m_tokens[i + 2].text;
                i += 2;
            }
            m_head += u"const %1 = swapscope.%2; "_s.arg(local, name.text);
            ++i;
            if (m_tokens.isAt(i, ","_L1))
                ++i;
            else if (!m_tokens.isAt(i, "}"_L1))
                return expected(i, u", or }"_s);
        }
        if (i >= m_tokens.size())
            return expected(i, u"}"_s);
        return i;
    }

    Result<int> source(int string)
    {
        const QStringView text = m_tokens[string].text;
        const QStringView name = text.sliced(1, std::max<qsizetype>(0, text.size() - 2));
        if (name != "swapscope"_L1)
            return errorAt(m_tokens, string, m_file,
                           u"a script can import “swapscope” and nothing else, so not “%1”"_s.arg(name));
        for (const int i : m_names) {
            const QString wanted = m_tokens[i].text.toString();
            if (m_exports.contains(wanted))
                continue;
            const QString meant = nearestName(wanted, m_exports);
            return errorAt(m_tokens, i, m_file,
                           meant.isEmpty()
                               ? u"“swapscope” has no “%1”; it has %2"_s.arg(wanted, m_exports.join(u", "))
                               : u"“swapscope” has no “%1”; did you mean “%2”?"_s.arg(wanted, meant));
        }
        m_names.clear();
        return m_tokens.isAt(string + 1, ";"_L1) ? string + 1 : string;
    }

    Error expected(int i, const QString &what)
    {
        return errorAt(m_tokens, i, m_file, u"this import should go on with “%1”"_s.arg(what));
    }

    void blank(int first, int last)
    {
        const qsizetype end = m_tokens[last].at + m_tokens[last].text.size();
        for (qsizetype at = m_tokens[first].at; at < end; ++at) {
            if (m_body[at] != u'\n' && m_body[at] != u'\r' && m_body[at] != QChar(0x2028) &&
                m_body[at] != QChar(0x2029))
                m_body[at] = u' ';
        }
    }

    const Tokens &m_tokens;
    const QString &m_file;
    const QStringList &m_exports;
    QString m_body;
    QString m_head;
    std::vector<int> m_names; // of the declaration being read, until its source is known
};

} // namespace

Result<ModuleSource> prepareModule(const Tokens &tokens, const QString &file, const QStringList &exports)
{
    return Reader(tokens, file, exports).read();
}

int undeclaredAssignment(const Tokens &tokens, QStringView name)
{
    static const QStringList kAssigning{u"="_s,   u"+="_s,  u"-="_s,   u"*="_s, u"/="_s, u"%="_s, u"**="_s,
                                        u"<<="_s, u">>="_s, u">>>="_s, u"&="_s, u"|="_s, u"^="_s};
    int anywhere = -1;
    for (int i = 0; i < tokens.size(); ++i) {
        if (tokens[i].text == name && tokens.isAt(i - 1, "."_L1) && tokens.isAt(i - 2, "globalThis"_L1))
            return -1; // meant to be global
        if (tokens[i].type != Token::Type::Word || !tokens.isKeyword(i, QLatin1StringView(name.toLatin1())))
            continue;
        if (tokens.isKeyword(i - 1, "let"_L1) || tokens.isKeyword(i - 1, "const"_L1) ||
            tokens.isKeyword(i - 1, "var"_L1))
            continue;
        if (i + 1 < tokens.size() && tokens[i + 1].type == Token::Type::Punctuator &&
            kAssigning.contains(tokens[i + 1].text.toString()))
            return i;
        // for (NAME of …), [NAME] = …
        if (anywhere < 0 && !tokens.isAt(i + 1, ":"_L1))
            anywhere = i;
    }
    return anywhere;
}

QString nearestName(QStringView name, const QStringList &names)
{
    QString nearest;
    int best = 3;
    for (const QString &candidate : names) {
        const int away = distance(name, candidate);
        if (away < best && away < candidate.size()) {
            best = away;
            nearest = candidate;
        }
    }
    return nearest;
}

} // namespace swapscope
