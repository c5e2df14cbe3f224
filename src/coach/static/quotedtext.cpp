#include "quotedtext.h"

#include "pagetree.h"

namespace swapscope {

namespace {

void add(QuotedText *out, QChar c, qsizetype at)
{
    out->text += c;
    out->places.push_back(at);
}

// What stands from `begin` to before `end`.
void unquote(QStringView script, qsizetype begin, qsizetype end, QuotedText *out)
{
    for (qsizetype i = begin; i < end; ++i) {
        const QChar c = script[i];
        if (c != u'\\' || i + 1 >= end) {
            add(out, c, i);
            continue;
        }
        const QChar escaped = script[++i];
        if (escaped == u'n')
            add(out, u'\n', i - 1);
        else if (escaped == u't')
            add(out, u'\t', i - 1);
        else if (escaped == u'r')
            add(out, u'\r', i - 1);
        else if (escaped == u'u' || escaped == u'x')
            add(out, kHole, i - 1); // some character
        else if (escaped != u'\n')
            add(out, escaped, i);
    }
}

} // namespace

QuotedText quotedAt(const QString &script, const ScriptCode &code, int token)
{
    const Tokens &tokens = code.tokens();
    QuotedText out;
    if (code.isString(token)) {
        const Token &quoted = tokens[token];
        unquote(script, quoted.at + 1, quoted.at + quoted.text.size() - 1, &out);
        return out;
    }
    const int last = code.templateEnd(token);
    for (int i = token; i <= last;) {
        const Token &piece = tokens[i];
        const bool ends = piece.text.endsWith(u'`') && (i != token || piece.text.size() > 1);
        unquote(script, piece.at + 1, piece.at + piece.text.size() - (ends ? 1 : 2), &out);
        if (ends)
            break;
        add(&out, kHole, piece.at + piece.text.size() - 2);
        // The piece behind the code that this one opens.
        for (++i; i <= last; ++i) {
            if (const int inner = code.templateEnd(i); inner >= 0)
                i = inner;
            else if (tokens[i].type == Token::Type::Template)
                break;
        }
    }
    return out;
}

} // namespace swapscope
