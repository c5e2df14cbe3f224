#pragma once

#include <QByteArrayView>

#include <gumbo.h>

#include <chrono>
#include <memory_resource>
#include <vector>

namespace swapscope::mock {

// An HTML text as a browser reads it (WHATWG HTML, section 13.2, by Gumbo), with the places of everything in
// it. Not copyable; in any one thread. The text must outlive it: Gumbo's "original" pieces point into it.
//
// Gumbo's work grows with the square of how deep a page nests, and of how many attributes a tag has: a few
// megabytes can keep it busy for hours. Beyond its limits a text is given up, and the tree is that of an
// empty one.
class ParsedHtml
{
public:
    struct Limits
    {
        std::chrono::milliseconds time{1000};     // of the processor
        std::size_t memory = 256UL * 1024 * 1024; // bytes of the tree, and of what it was made with
    };

    // `context`: the element that the text is the inside of; GUMBO_TAG_LAST: it is a whole page.
    explicit ParsedHtml(QByteArrayView utf8, GumboTag context = GUMBO_TAG_LAST);
    ParsedHtml(QByteArrayView utf8, GumboTag context, const Limits &limits);
    ParsedHtml(const ParsedHtml &) = delete;
    ParsedHtml &operator=(const ParsedHtml &) = delete;

    // False: the text was beyond the limits, and nothing is known of it.
    bool isRead() const { return m_isRead; }

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
    bool m_isRead = true;
    const GumboNode *m_root;
};

} // namespace swapscope::mock
