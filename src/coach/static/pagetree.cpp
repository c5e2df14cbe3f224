#include "pagetree.h"

#include <server/http/parsedhtml.h>

#include <algorithm>

namespace swapscope {

namespace {

// Elements in which a tag is text (WHATWG HTML, section 13.2.6.2).
bool holdsNoTags(GumboTag tag)
{
    switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_XMP:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_PLAINTEXT:
        return true;
    default:
        return false;
    }
}

QString tagOf(const GumboElement &element)
{
    GumboStringPiece piece = element.original_tag;
    gumbo_tag_from_original_text(&piece);
    return piece.data ? QString::fromUtf8(piece.data, static_cast<qsizetype>(piece.length)).toLower()
                      : QString::fromUtf8(gumbo_normalized_tagname(element.tag));
}

using PlaceOf = std::function<TextPlace(qsizetype)>;

PageElement elementOf(const GumboElement &source, const TextPlaces &texts, const PlaceOf &placeOf)
{
    const auto offsetOf = [&texts](const GumboSourcePosition &position) {
        return texts.offsetOfByte(static_cast<qsizetype>(position.offset));
    };
    PageElement element;
    element.tag = tagOf(source);
    element.at = source.original_tag.data ? offsetOf(source.start_pos) : -1;
    element.place = placeOf(std::max<qsizetype>(element.at, 0));
    for (unsigned i = 0; i < source.attributes.length; ++i) {
        const auto *attribute = static_cast<const GumboAttribute *>(source.attributes.data[i]);
        QString name = QString::fromUtf8(attribute->name);
        if (name.contains(kHole)) {
            element.open = true;
            continue;
        }
        element.attributes.push_back(
            {std::move(name), QString::fromUtf8(attribute->value), placeOf(offsetOf(attribute->name_start))});
    }
    return element;
}

} // namespace

const PageAttribute *PageElement::attribute(QStringView name) const
{
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [name](const PageAttribute &a) { return a.name == name; });
    return found == attributes.end() ? nullptr : &*found;
}

const PageAttribute *PageElement::htmx(QStringView name) const
{
    if (const PageAttribute *plain = attribute(name))
        return plain;
    return attribute(QStringLiteral("data-") + name.toString());
}

QString PageElement::value(QStringView name) const
{
    const PageAttribute *found = attribute(name);
    return found ? found->value : QString();
}

PageTree::PageTree(const QString &html, QString file) : m_file(std::move(file)), m_text(html)
{
    const TextPlaces texts(html);
    build(false, [&texts](qsizetype offset) { return texts.at(offset); });
}

PageTree::PageTree(const QString &html, QString file, const std::function<TextPlace(qsizetype)> &placeOf)
    : m_file(std::move(file)), m_text(html)
{
    build(true, placeOf);
}

void PageTree::build(bool fragment, const std::function<TextPlace(qsizetype)> &placeOf)
{
    const TextPlaces texts(m_text);
    const QByteArray utf8 = m_text.toUtf8();
    const mock::ParsedHtml parsed(utf8, fragment ? GUMBO_TAG_TEMPLATE : GUMBO_TAG_LAST);
    m_isRead = parsed.isRead();
    const auto noTagIn = [&](const GumboStringPiece &piece, qsizetype after) {
        if (piece.data == nullptr)
            return;
        const qsizetype begin = piece.data - utf8.constData();
        m_tagless.emplace_back(texts.offsetOfByte(begin) + after,
                               texts.offsetOfByte(begin + static_cast<qsizetype>(piece.length)));
    };

    // Without recursion: a page may nest as deep as it likes.
    struct Open
    {
        const GumboNode *node;
        int parent;
        bool inert;
    };
    std::vector<Open> stack;
    const auto pushChildren = [&stack](const GumboElement &element, int parent, bool inert) {
        for (unsigned i = element.children.length; i > 0; --i)
            stack.push_back({static_cast<const GumboNode *>(element.children.data[i - 1]), parent, inert});
    };
    if (fragment)
        pushChildren(parsed.root().v.element, -1, false);
    else
        stack.push_back({&parsed.root(), -1, false});
    while (!stack.empty()) {
        const Open open = stack.back();
        stack.pop_back();
        const GumboNode *node = open.node;
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
            node->type == GUMBO_NODE_CDATA) {
            if (open.parent >= 0)
                m_elements[static_cast<size_t>(open.parent)].text += QString::fromUtf8(node->v.text.text);
            if (node->parent->type == GUMBO_NODE_ELEMENT && holdsNoTags(node->parent->v.element.tag))
                noTagIn(node->v.text.original_text, 0);
            continue;
        }
        if (node->type == GUMBO_NODE_COMMENT)
            noTagIn(node->v.text.original_text, 0);
        if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE)
            continue;
        noTagIn(node->v.element.original_tag, 1);
        PageElement element = elementOf(node->v.element, texts, placeOf);
        element.parent = open.parent;
        element.inert = open.inert;
        const PageElement *parent = parentOf(element);
        element.offForTwo = element.htmx(u"hx-disable") || (parent && parent->offForTwo);
        element.offForFour = element.htmx(u"hx-ignore") || (parent && parent->offForFour);
        if (const PageAttribute *id = element.inert ? nullptr : element.attribute(u"id"))
            m_ids.insert(id->value);
        const auto index = static_cast<int>(m_elements.size());
        m_elements.push_back(std::move(element));
        pushChildren(node->v.element, index, open.inert || node->type == GUMBO_NODE_TEMPLATE);
    }
    std::sort(m_tagless.begin(), m_tagless.end());
}

const PageElement *PageTree::parentOf(const PageElement &element) const
{
    return element.parent < 0 ? nullptr : &m_elements[static_cast<size_t>(element.parent)];
}

bool PageTree::hasId(QStringView id) const
{
    return m_ids.contains(id.toString());
}

bool PageTree::canBeginTag(qsizetype offset) const
{
    const auto behind = std::upper_bound(
        m_tagless.begin(), m_tagless.end(), offset,
        [](qsizetype at, const std::pair<qsizetype, qsizetype> &range) { return at < range.first; });
    return behind == m_tagless.begin() || offset >= std::prev(behind)->second;
}

} // namespace swapscope
