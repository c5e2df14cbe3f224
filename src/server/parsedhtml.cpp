#include "parsedhtml.h"

#include <cstddef>

namespace swapscope::mock {

namespace {

constexpr int kMaxParseErrors = 20; // Gumbo's own list of them; the tree is what counts

} // namespace

ParsedHtml::ParsedHtml(QByteArrayView utf8, GumboTag context)
{
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = kMaxParseErrors;
    options.fragment_context = context;
    options.userdata = &m_memory;
    options.allocator = [](void *memory, std::size_t size) {
        return static_cast<std::pmr::monotonic_buffer_resource *>(memory)->allocate(
            size, alignof(std::max_align_t));
    };
    options.deallocator = [](void *, void *) {};
    const GumboOutput *output =
        gumbo_parse_with_options(&options, utf8.data(), static_cast<std::size_t>(utf8.size()));
    m_root = output->root;
}

} // namespace swapscope::mock
