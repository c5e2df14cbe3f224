#include "htmlhighlighter.h"

#include "widgets/theme.h"

namespace swapscope {

namespace {

enum State { InText = 0, InTag = 1, InComment = 2 };

} // namespace

HtmlHighlighter::HtmlHighlighter(QTextDocument *document) : QSyntaxHighlighter(document) {}

void HtmlHighlighter::highlightBlock(const QString &text)
{
    const Theme theme = Theme::current();
    const auto paint = [this](qsizetype from, qsizetype to, const QColor &color) {
        setFormat(static_cast<int>(from), static_cast<int>(to - from), color);
    };
    int state = previousBlockState() < 0 ? InText : previousBlockState();
    qsizetype at = 0;
    while (at < text.size()) {
        if (state == InComment) {
            const qsizetype close = text.indexOf(QLatin1StringView("-->"), at);
            const qsizetype end = close < 0 ? text.size() : close + 3;
            paint(at, end, theme.dim);
            state = close < 0 ? InComment : InText;
            at = end;
        } else if (state == InText) {
            qsizetype open = text.indexOf(u'<', at);
            if (open < 0)
                break;
            if (text.mid(open, 4) == QLatin1StringView("<!--")) {
                state = InComment;
                at = open;
                continue;
            }
            qsizetype end = open + 1;
            while (end < text.size() && !text.at(end).isSpace() && text.at(end) != u'>')
                ++end;
            paint(open, end, theme.wait);
            state = InTag;
            at = end;
        } else {
            const QChar c = text.at(at);
            if (c == u'>') {
                paint(at, at + 1, theme.wait);
                state = InText;
                ++at;
            } else if (c == u'"' || c == u'\'') {
                const qsizetype close = text.indexOf(c, at + 1);
                const qsizetype end = close < 0 ? text.size() : close + 1;
                paint(at, end, theme.live);
                at = end;
            } else if (c.isLetter()) {
                qsizetype end = at;
                while (end < text.size() && !text.at(end).isSpace() && text.at(end) != u'=' &&
                       text.at(end) != u'>')
                    ++end;
                paint(at, end, theme.catchUp);
                at = end;
            } else {
                paint(at, at + 1, c == u'/' ? theme.wait : theme.dim);
                ++at;
            }
        }
    }
    setCurrentBlockState(state);
}

} // namespace swapscope
