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

QuotedText quotedAt(const SyntaxTree &tree, int node)
{
    QuotedText out;
    const QString &script = tree.script();
    if (tree.isString(node)) {
        unquote(script, tree[node].begin + 1, tree[node].end - 1, &out);
    } else if (tree.is(node, SyntaxNode::TemplateLiteral)) {
        const std::vector<int> pieces = tree.children(node, u"quasis");
        for (const int piece : pieces) {
            unquote(script, tree[piece].begin, tree[piece].end, &out);
            if (piece != pieces.back())
                add(&out, kHole, tree[piece].end);
        }
    }
    return out;
}

} // namespace swapscope
