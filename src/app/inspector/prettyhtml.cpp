#include "prettyhtml.h"

#include <QSet>
#include <QStringList>

#include <algorithm>
#include <vector>

namespace swapscope {

namespace {

constexpr int kShortLine = 76;
constexpr int kDeepest = 40; // further levels are not indented

enum class Piece { Open, Close, Void, Text, Raw };

struct Token
{
    Piece piece = Piece::Text;
    QString text;
    QString name; // of a tag
    bool spaceBefore = false;
    bool spaceAfter = false;
};

bool isVoid(const QString &name)
{
    // WHATWG HTML, 13.1.2: void elements.
    static const QSet<QString> kVoid{
        QStringLiteral("area"),  QStringLiteral("base"), QStringLiteral("br"),     QStringLiteral("col"),
        QStringLiteral("embed"), QStringLiteral("hr"),   QStringLiteral("img"),    QStringLiteral("input"),
        QStringLiteral("link"),  QStringLiteral("meta"), QStringLiteral("source"), QStringLiteral("track"),
        QStringLiteral("wbr")};
    return kVoid.contains(name);
}

bool keepsSpace(const QString &name)
{
    return name == QLatin1StringView("pre") || name == QLatin1StringView("textarea") ||
           name == QLatin1StringView("script") || name == QLatin1StringView("style");
}

// One past the end of the tag that begins at `from`; quoted values may hold a '>'.
qsizetype endOfTag(const QString &html, qsizetype from)
{
    QChar quote;
    for (qsizetype i = from + 1; i < html.size(); ++i) {
        const QChar c = html.at(i);
        if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
        } else if (c == u'"' || c == u'\'') {
            quote = c;
        } else if (c == u'>') {
            return i + 1;
        }
    }
    return html.size();
}

QString nameOf(const QString &tag)
{
    qsizetype from = tag.startsWith(QLatin1StringView("</")) ? 2 : 1;
    qsizetype to = from;
    while (to < tag.size() && !tag.at(to).isSpace() && tag.at(to) != u'>' && tag.at(to) != u'/')
        ++to;
    return tag.mid(from, to - from).toLower();
}

bool isTagStart(const QString &html, qsizetype at)
{
    if (at + 1 >= html.size())
        return false;
    const QChar next = html.at(at + 1);
    return next.isLetter() || next == u'/' || next == u'!' || next == u'?';
}

std::vector<Token> tokens(const QString &html)
{
    std::vector<Token> result;
    qsizetype at = 0;
    while (at < html.size()) {
        if (html.at(at) != u'<' || !isTagStart(html, at)) {
            qsizetype end = at + 1;
            while (end < html.size() && !(html.at(end) == u'<' && isTagStart(html, end)))
                ++end;
            const QString raw = html.mid(at, end - at);
            const QString text = raw.simplified();
            if (!text.isEmpty())
                result.push_back({Piece::Text, text, {}, raw.front().isSpace(), raw.back().isSpace()});
            else if (!result.empty())
                result.back().spaceAfter = true;
            at = end;
            continue;
        }
        if (html.mid(at, 4) == QLatin1StringView("<!--")) {
            const qsizetype close = html.indexOf(QLatin1StringView("-->"), at);
            const qsizetype end = close < 0 ? html.size() : close + 3;
            result.push_back({Piece::Raw, html.mid(at, end - at), {}});
            at = end;
            continue;
        }
        const qsizetype end = endOfTag(html, at);
        Token token{Piece::Open, html.mid(at, end - at), {}};
        token.name = nameOf(token.text);
        at = end;
        if (token.text.startsWith(QLatin1StringView("</")))
            token.piece = Piece::Close;
        else if (isVoid(token.name) || token.text.endsWith(QLatin1StringView("/>")) ||
                 token.text.startsWith(QLatin1StringView("<!")))
            token.piece = Piece::Void;
        if (token.piece == Piece::Open && keepsSpace(token.name)) {
            const qsizetype close = html.indexOf(QStringLiteral("</") + token.name, at, Qt::CaseInsensitive);
            const qsizetype inner = close < 0 ? html.size() : endOfTag(html, close);
            token.piece = Piece::Raw;
            token.text += html.mid(at, inner - at);
            at = inner;
        }
        result.push_back(token);
    }
    return result;
}

bool isInline(const QString &name)
{
    // Elements that stand within a line of text.
    static const QSet<QString> kInline{
        QStringLiteral("a"),      QStringLiteral("b"),   QStringLiteral("br"),    QStringLiteral("code"),
        QStringLiteral("em"),     QStringLiteral("i"),   QStringLiteral("img"),   QStringLiteral("kbd"),
        QStringLiteral("mark"),   QStringLiteral("s"),   QStringLiteral("small"), QStringLiteral("span"),
        QStringLiteral("strong"), QStringLiteral("sub"), QStringLiteral("sup"),   QStringLiteral("time"),
        QStringLiteral("u")};
    return kInline.contains(name);
}

// The element that opens at `from` on one line, if it is short and holds only text and inline elements; empty
// otherwise. `last` becomes the index of its end.
QString onOneLine(const std::vector<Token> &all, std::size_t from, std::size_t &last)
{
    QString line;
    int open = 0;
    for (std::size_t i = from; i < all.size(); ++i) {
        const Token &token = all[i];
        const bool ends = token.piece == Piece::Close && open == 1;
        if (token.piece == Piece::Raw ||
            (i > from && !ends && token.piece != Piece::Text && !isInline(token.name)))
            return {};
        if (token.spaceBefore && i > from + 1 && !line.endsWith(u' '))
            line += u' ';
        line += token.text;
        if (line.size() > kShortLine)
            return {};
        open += token.piece == Piece::Open ? 1 : token.piece == Piece::Close ? -1 : 0;
        if (open == 0) {
            last = i;
            return ends && token.name == all[from].name ? line : QString();
        }
        const bool endsNext = i + 1 < all.size() && all[i + 1].piece == Piece::Close && open == 1;
        if (token.spaceAfter && i > from && !endsNext)
            line += u' ';
    }
    return {};
}

} // namespace

QString prettyHtml(const QString &html, qsizetype limit)
{
    const QString shown = html.left(limit);
    const std::vector<Token> all = tokens(shown);
    QStringList lines;
    int depth = 0;
    const auto put = [&](const QString &text) {
        lines << QString(2 * std::clamp(depth, 0, kDeepest), u' ') + text;
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Token &token = all[i];
        switch (token.piece) {
        case Piece::Open: {
            std::size_t last = i;
            if (const QString line = onOneLine(all, i, last); !line.isEmpty()) {
                put(line);
                i = last;
            } else {
                put(token.text);
                ++depth;
            }
            break;
        }
        case Piece::Close:
            depth = std::max(0, depth - 1);
            put(token.text);
            break;
        case Piece::Void:
        case Piece::Text:
        case Piece::Raw:
            put(token.text);
            break;
        }
    }
    if (html.size() > limit)
        lines << QStringLiteral("\u2026 and %1 characters more").arg(html.size() - limit);
    return lines.join(u'\n');
}

} // namespace swapscope
