#pragma once

#include "../textplace.h"

#include <QSet>
#include <QString>
#include <QStringView>

#include <functional>
#include <vector>

namespace swapscope {

// Stands in an HTML text for what is not known of it: a ${…} of a template.
inline constexpr QChar kHole{0xFFFC};

struct PageAttribute
{
    QString name; // in lower case, as the parser gives it
    QString value;
    TextPlace place; // of the name

    // The value, or a part of it, is not known.
    bool isOpen() const { return value.contains(kHole); }
};

struct PageElement
{
    QString tag; // in lower case
    TextPlace place;
    qsizetype at = -1;                     // offset of the tag in the text; -1: the parser put the element in
    int parent = -1;                       // index of the element around it
    std::vector<PageAttribute> attributes; // in their order
    QString text;                          // the text directly in it, pieces joined
    bool inert = false; // in a <template>: no element of the page until something makes it one
    // htmx passes it over: hx-disable for htmx 2, hx-ignore for htmx 4, here or around it.
    bool offForTwo = false;
    bool offForFour = false;
    bool open = false; // has attributes that are not known: a hole stands among them

    const PageAttribute *attribute(QStringView name) const;
    // As htmx reads it: `name`, or data-`name`.
    const PageAttribute *htmx(QStringView name) const;
    QString value(QStringView name) const; // empty: there is none
};

// An HTML text as a browser reads it (WHATWG HTML 13.2, by Gumbo), with the places of what stands in it.
// A fragment is read as what stands in a <template>, which is how htmx reads a message. A plain value; built
// in any thread.
class PageTree
{
public:
    PageTree() = default;
    PageTree(const QString &html, QString file);
    // A fragment that is a piece of the text of `file`: `placeOf` tells where in it an offset of `html`
    // stands.
    PageTree(const QString &html, QString file, const std::function<TextPlace(qsizetype)> &placeOf);

    const QString &file() const { return m_file; }
    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_text.trimmed().isEmpty(); }
    // False: reading it took too long or too much (mock::ParsedHtml), and it has no elements.
    bool isRead() const { return m_isRead; }
    // In the order of the text; an element comes behind the one around it. Of a fragment without its
    // template.
    const std::vector<PageElement> &elements() const { return m_elements; }
    const PageElement *parentOf(const PageElement &element) const;
    bool hasId(QStringView id) const;
    // False for an offset of the text inside a comment, a start tag or a text that holds no tags (a script, a
    // style).
    bool canBeginTag(qsizetype offset) const;

private:
    void build(bool fragment, const std::function<TextPlace(qsizetype)> &placeOf);

    QString m_file;
    QString m_text;
    bool m_isRead = true;
    std::vector<PageElement> m_elements;
    QSet<QString> m_ids;                                    // outside of templates
    std::vector<std::pair<qsizetype, qsizetype>> m_tagless; // from, to; sorted, and none begins in another
};

} // namespace swapscope
