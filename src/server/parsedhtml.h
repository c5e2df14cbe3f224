#pragma once

#include <QByteArrayView>

#include <gumbo.h>

#include <memory_resource>
#include <vector>

namespace swapscope::mock {

// An HTML text as a browser reads it (WHATWG HTML, section 13.2, by Gumbo), with the places of everything in
// it. Not copyable; in any one thread. The text must outlive it: Gumbo's "original" pieces point into it.
class ParsedHtml
{
public:
    // `context`: the element that the text is the inside of; GUMBO_TAG_LAST: it is a whole page.
    explicit ParsedHtml(QByteArrayView utf8, GumboTag context = GUMBO_TAG_LAST);
    ParsedHtml(const ParsedHtml &) = delete;
    ParsedHtml &operator=(const ParsedHtml &) = delete;

    // The <html> element; of a fragment, an <html> element around it that is not in the text.
    const GumboNode &root() const { return *m_root; }

    // Calls visit(node) for every node below the root and for the root itself, in the order of the tree.
    // Without recursion: a page may nest as deep as it likes.
    template<typename Visit>
    void forEach(Visit visit) const
    {
        std::vector<const GumboNode *> open{m_root};
        while (!open.empty()) {
            const GumboNode *node = open.back();
            open.pop_back();
            visit(*node);
            if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE)
                continue;
            const GumboVector &children = node->v.element.children;
            for (unsigned i = children.length; i > 0; --i)
                open.push_back(static_cast<const GumboNode *>(children.data[i - 1]));
        }
    }

private:
    // Gumbo's whole tree lies here and goes with it: its own way of freeing recurses as deep as the page
    // nests.
    std::pmr::monotonic_buffer_resource m_memory;
    const GumboNode *m_root;
};

} // namespace swapscope::mock
