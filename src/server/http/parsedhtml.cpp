#include "parsedhtml.h"

#include <csetjmp>
#include <cstddef>
#include <ctime>

namespace swapscope::mock {

namespace {

constexpr int kMaxParseErrors = 20; // Gumbo's own list of them; the tree is what counts
constexpr int kLooks = 32;          // pieces of memory between two looks at the clock

std::chrono::nanoseconds processorTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

// One run of Gumbo, which asks for memory again and again and for nothing else: there it can be ended.
struct Reading
{
    std::pmr::monotonic_buffer_resource &memory;
    std::size_t left; // bytes
    std::chrono::nanoseconds end;
    int pieces = 0;
    std::jmp_buf givenUp{};
};

// Gumbo is C and knows no exceptions. What is jumped over has no destructors, and its memory is all in the
// resource.
void *allocate(void *userdata, std::size_t size)
{
    auto *reading = static_cast<Reading *>(userdata);
    const bool late = ++reading->pieces % kLooks == 0 && processorTime() > reading->end;
    if (late || size > reading->left)
        std::longjmp(reading->givenUp, 1); // NOLINT(cert-err52-cpp)
    reading->left -= size;
    return reading->memory.allocate(size, alignof(std::max_align_t));
}

// Null: beyond the limits.
const GumboOutput *parse(Reading &reading, QByteArrayView utf8, GumboTag context)
{
    if (setjmp(reading.givenUp) != 0) // NOLINT(cert-err52-cpp)
        return nullptr;
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = kMaxParseErrors;
    options.fragment_context = context;
    options.userdata = &reading;
    options.allocator = allocate;
    options.deallocator = [](void *, void *) {};
    return gumbo_parse_with_options(&options, utf8.data(), static_cast<std::size_t>(utf8.size()));
}

} // namespace

ParsedHtml::ParsedHtml(QByteArrayView utf8, GumboTag context) : ParsedHtml(utf8, context, Limits()) {}

ParsedHtml::ParsedHtml(QByteArrayView utf8, GumboTag context, const Limits &limits)
{
    Reading reading{.memory = m_memory, .left = limits.memory, .end = processorTime() + limits.time};
    const GumboOutput *output = parse(reading, utf8, context);
    if (output == nullptr) {
        m_isRead = false;
        m_memory.release();
        Reading nothing{.memory = m_memory, .left = ~std::size_t(0), .end = std::chrono::nanoseconds::max()};
        output = parse(nothing, {"", 0}, context);
    }
    m_root = output->root;
}

} // namespace swapscope::mock
