#include "rewrite.h"

#include <QRegularExpression>

namespace swapscope::mock {

namespace {

struct Attribute
{
    QByteArray name; // lower case
    QByteArray value;
    qsizetype begin = 0; // with the white space before it
    qsizetype end = 0;
    qsizetype valueBegin = 0; // without quotes
    qsizetype valueEnd = 0;
};

struct Tag
{
    std::vector<Attribute> attributes;
    qsizetype end = 0; // after its ">"
};

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

// A start tag's attributes, from after its name (WHATWG HTML, section 13.2.5.32 and on).
Tag readTag(const QByteArray &html, qsizetype at)
{
    Tag tag;
    const qsizetype size = html.size();
    qsizetype pos = at;
    while (pos < size) {
        const qsizetype begin = pos;
        while (pos < size && (isSpace(html[pos]) || html[pos] == '/'))
            ++pos;
        if (pos >= size || html[pos] == '>')
            break;
        Attribute attribute;
        attribute.begin = begin;
        const qsizetype nameBegin = pos;
        ++pos; // a "=" may begin a name
        while (pos < size && !isSpace(html[pos]) && html[pos] != '=' && html[pos] != '>' && html[pos] != '/')
            ++pos;
        attribute.name = html.mid(nameBegin, pos - nameBegin).toLower();
        attribute.end = pos;
        qsizetype look = pos;
        while (look < size && isSpace(html[look]))
            ++look;
        if (look < size && html[look] == '=') {
            ++look;
            while (look < size && isSpace(html[look]))
                ++look;
            if (look < size && (html[look] == '"' || html[look] == '\'')) {
                const qsizetype close = html.indexOf(html[look], look + 1);
                attribute.valueBegin = look + 1;
                attribute.valueEnd = close < 0 ? size : close;
                pos = close < 0 ? size : close + 1;
            } else {
                attribute.valueBegin = look;
                while (look < size && !isSpace(html[look]) && html[look] != '>')
                    ++look;
                attribute.valueEnd = look;
                pos = look;
            }
            attribute.value = html.mid(attribute.valueBegin, attribute.valueEnd - attribute.valueBegin);
            attribute.end = pos;
        }
        tag.attributes.push_back(attribute);
    }
    tag.end = std::min(pos + 1, size);
    return tag;
}

bool nameAt(const QByteArray &html, qsizetype at, QByteArrayView name)
{
    if (at + name.size() > html.size())
        return false;
    if (QByteArrayView(html).sliced(at, name.size()).compare(name, Qt::CaseInsensitive) != 0)
        return false;
    const qsizetype after = at + name.size();
    return after == html.size() || isSpace(html[after]) || html[after] == '>' || html[after] == '/';
}

// Where the raw text of an element ends: at its end tag, or with the page.
qsizetype rawTextEnd(const QByteArray &html, qsizetype from, const QByteArray &name)
{
    for (qsizetype at = html.indexOf("</", from); at >= 0; at = html.indexOf("</", at + 2)) {
        if (nameAt(html, at + 2, name))
            return at;
    }
    return html.size();
}

// The tag's bytes from after its name up to its end, with the address replaced; the tag as it was when it has
// none.
QByteArray rewriteTag(const QByteArray &html, qsizetype from, const Tag &tag, const QByteArray &addressName,
                      std::vector<Rewrite> &rewrites)
{
    QString to;
    for (const Attribute &attribute : tag.attributes) {
        if (attribute.name != addressName)
            continue;
        const QString address = QString::fromUtf8(attribute.value).trimmed();
        to = localPath(address);
        if (!to.isEmpty())
            rewrites.push_back({address, to});
        break; // a second attribute of the same name has no meaning
    }
    if (to.isEmpty())
        return html.mid(from, tag.end - from);
    QByteArray out;
    qsizetype copied = from;
    bool replaced = false;
    for (const Attribute &attribute : tag.attributes) {
        if (attribute.name == "integrity" || attribute.name == "crossorigin") {
            out += html.mid(copied, attribute.begin - copied);
            copied = attribute.end;
        } else if (attribute.name == addressName && !replaced) {
            out += html.mid(copied, attribute.valueBegin - copied) + to.toUtf8();
            copied = attribute.valueEnd;
            replaced = true;
        }
    }
    return out + html.mid(copied, tag.end - copied);
}

} // namespace

QString localPath(QStringView address)
{
    static const QRegularExpression kNpm(
        QStringLiteral("^(?:https?:)?//(?:(?:www\\.)?unpkg\\.com/|cdn\\.jsdelivr\\.net/npm/)"
                       "(htmx\\.org|htmx-ext-ws|htmx-ext-sse)(?:@[^/?#]*)?(/[^?#]*)?(?:[?#].*)?$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression kCdnjs(
        QStringLiteral(
            "^(?:https?:)?//cdnjs\\.cloudflare\\.com/ajax/libs/(htmx)/[^/?#]+(/[^?#]*)(?:[?#].*)?$"),
        QRegularExpression::CaseInsensitiveOption);
    // What htmx's documentation writes for "wherever you have put it".
    static const QRegularExpression kPlaceholder(QStringLiteral("^/path/to()(/[^?#]*)$"));
    static const QRegularExpression kFile(QStringLiteral("^(htmx|ws|sse|hx-ws|hx-sse)(?:\\.min)?\\.js$"));

    QRegularExpressionMatch match = kNpm.match(address);
    if (!match.hasMatch())
        match = kCdnjs.match(address);
    if (!match.hasMatch())
        match = kPlaceholder.match(address);
    if (!match.hasMatch())
        return {};
    const QString package = match.captured(1).toLower();
    QStringList parts = match.captured(2).split(u'/', Qt::SkipEmptyParts);
    if (!parts.isEmpty() && parts.first() == QStringLiteral("dist"))
        parts.removeFirst();

    QString what;
    if (parts.isEmpty()) { // the package's main file
        what = package == QStringLiteral("htmx-ext-ws")    ? QStringLiteral("ws")
               : package == QStringLiteral("htmx-ext-sse") ? QStringLiteral("sse")
                                                           : QStringLiteral("htmx");
    } else {
        const QRegularExpressionMatch file = kFile.match(parts.last());
        if (!file.hasMatch())
            return {};
        what = file.captured(1);
        if (what.startsWith(QStringLiteral("hx-")))
            what.remove(0, 3);
        const bool extension = what != QStringLiteral("htmx");
        const bool inExt = parts.size() == 2 && parts.first() == QStringLiteral("ext");
        const bool ownPackage = package.startsWith(QStringLiteral("htmx-ext-"));
        if (parts.size() > 2 || (parts.size() == 2 && !inExt) || extension != (inExt || ownPackage))
            return {};
    }
    return what == QStringLiteral("htmx") ? QStringLiteral("/htmx/htmx.js")
                                          : QStringLiteral("/htmx/ext/%1.js").arg(what);
}

RewrittenPage rewritePublicAddresses(const QByteArray &html)
{
    RewrittenPage page;
    qsizetype copied = 0;
    qsizetype pos = 0;
    while ((pos = html.indexOf('<', pos)) >= 0) {
        if (QByteArrayView(html).sliced(pos).startsWith("<!--")) {
            const qsizetype end = html.indexOf("-->", pos + 4);
            pos = end < 0 ? html.size() : end + 3;
            continue;
        }
        const bool script = nameAt(html, pos + 1, "script");
        const bool link = !script && nameAt(html, pos + 1, "link");
        const bool style = !script && !link && nameAt(html, pos + 1, "style");
        if (!script && !link && !style) {
            ++pos;
            continue;
        }
        const qsizetype afterName = pos + 1 + (script ? 6 : link ? 4 : 5);
        const Tag tag = readTag(html, afterName);
        if (!style) {
            page.html += html.mid(copied, afterName - copied);
            page.html += rewriteTag(html, afterName, tag, script ? "src" : "href", page.rewrites);
            copied = tag.end;
        }
        pos = script  ? rawTextEnd(html, tag.end, "script")
              : style ? rawTextEnd(html, tag.end, "style")
                      : tag.end;
    }
    page.html += html.mid(copied);
    return page;
}

} // namespace swapscope::mock
