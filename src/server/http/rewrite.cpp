#include "rewrite.h"

#include "parsedhtml.h"

#include <QRegularExpression>

#include <algorithm>

namespace swapscope::mock {

namespace {

// Some bytes of the page, and what stands there instead.
struct Edit
{
    qsizetype begin = 0;
    qsizetype end = 0;
    QByteArray text;
};

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

qsizetype offsetIn(const QByteArray &html, const GumboStringPiece &piece)
{
    return piece.data - html.constData();
}

// The attribute with the white space before it.
Edit without(const QByteArray &html, const GumboAttribute &attribute)
{
    qsizetype begin = offsetIn(html, attribute.original_name);
    const qsizetype end = std::max(begin + static_cast<qsizetype>(attribute.original_name.length),
                                   attribute.original_value.data == nullptr
                                       ? 0
                                       : offsetIn(html, attribute.original_value) +
                                             static_cast<qsizetype>(attribute.original_value.length));
    while (begin > 0 && isSpace(html[begin - 1]))
        --begin;
    return {begin, end, {}};
}

// The attribute's value without its quotes.
Edit withValue(const QByteArray &html, const GumboAttribute &attribute, const QByteArray &value)
{
    const qsizetype begin = offsetIn(html, attribute.original_value);
    const auto size = static_cast<qsizetype>(attribute.original_value.length);
    const bool quoted = size > 1 && (html[begin] == '"' || html[begin] == '\'');
    return {begin + (quoted ? 1 : 0), begin + size - (quoted ? 1 : 0), value};
}

// What is to change in an element: nothing when it has no address that is replaced.
void rewriteElement(const QByteArray &html, const GumboElement &element, std::vector<Edit> &edits,
                    std::vector<Rewrite> &rewrites)
{
    const char *addressName = element.tag == GUMBO_TAG_SCRIPT ? "src"
                              : element.tag == GUMBO_TAG_LINK ? "href"
                                                              : nullptr;
    if (addressName == nullptr || element.original_tag.data == nullptr)
        return;
    const GumboAttribute *address = gumbo_get_attribute(&element.attributes, addressName);
    const QString from = address == nullptr ? QString() : QString::fromUtf8(address->value).trimmed();
    const QString to = localPath(from);
    if (to.isEmpty())
        return;
    rewrites.push_back({from, to});
    edits.push_back(withValue(html, *address, to.toUtf8()));
    for (const char *name : {"integrity", "crossorigin"}) {
        if (const GumboAttribute *attribute = gumbo_get_attribute(&element.attributes, name))
            edits.push_back(without(html, *attribute));
    }
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

    // A copy: matching a view has another name in every release of Qt.
    const QString subject = address.toString();
    QRegularExpressionMatch match = kNpm.match(subject);
    if (!match.hasMatch())
        match = kCdnjs.match(subject);
    if (!match.hasMatch())
        match = kPlaceholder.match(subject);
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
    std::vector<Edit> edits;
    RewrittenPage page;
    const ParsedHtml parsed(html);
    parsed.forEach([&](const GumboNode &node) {
        if (node.type == GUMBO_NODE_ELEMENT)
            rewriteElement(html, node.v.element, edits, page.rewrites);
    });
    std::sort(edits.begin(), edits.end(), [](const Edit &a, const Edit &b) { return a.begin < b.begin; });
    qsizetype copied = 0;
    for (const Edit &edit : edits) {
        page.html += QByteArrayView(html).sliced(copied, edit.begin - copied);
        page.html += edit.text;
        copied = edit.end;
    }
    page.html += QByteArrayView(html).sliced(copied);
    return page;
}

} // namespace swapscope::mock
