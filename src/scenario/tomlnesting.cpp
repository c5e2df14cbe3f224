#include "tomlnesting.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace swapscope {

namespace {

// What a string of TOML 1.0 is written in, longest first: the ends with a backslash before them are text in
// those with double quotes.
constexpr std::string_view kQuotes[] = {"\"\"\"", "'''", "\"", "'"};

class Scanner
{
public:
    explicit Scanner(std::string_view text) : m_text(text) {}

    std::optional<TomlPlace> find()
    {
        while (m_at < m_text.size()) {
            if (skipString() || skipComment())
                continue;
            const TomlPlace place = m_place;
            if (tooDeepAfter(m_text[m_at]))
                return place;
            step(1);
        }
        return std::nullopt;
    }

private:
    // Goes on by so many bytes.
    void step(std::size_t bytes)
    {
        for (; bytes > 0 && m_at < m_text.size(); --bytes, ++m_at) {
            const char byte = m_text[m_at];
            if (byte == '\n')
                m_place = {m_place.line + 1, 1};
            else if ((static_cast<unsigned char>(byte) & 0xc0U) != 0x80U) // a character's first
                ++m_place.column;
        }
    }

    bool skipString()
    {
        for (const std::string_view quote : kQuotes) {
            if (!m_text.substr(m_at).starts_with(quote))
                continue;
            const bool escapes = quote[0] == '"';
            const bool longer = quote.size() > 1;
            step(quote.size());
            while (m_at < m_text.size() && !m_text.substr(m_at).starts_with(quote)) {
                if (!longer && m_text[m_at] == '\n')
                    return true; // it is not closed
                step(escapes && m_text[m_at] == '\\' ? 2 : 1);
            }
            step(quote.size());
            return true;
        }
        return false;
    }

    bool skipComment()
    {
        if (m_text[m_at] != '#')
            return false;
        while (m_at < m_text.size() && m_text[m_at] != '\n')
            step(1);
        return true;
    }

    bool tooDeepAfter(char byte)
    {
        switch (byte) {
        case '.':
            ++m_parts;
            break;
        case '[':
        case '{':
            m_around.push_back(std::exchange(m_parts, 0));
            m_sum += m_around.back();
            return false; // how deep values nest toml++ looks at itself
        case ']':
        case '}':
            if (!m_around.empty()) {
                m_parts = m_around.back();
                m_sum -= m_parts;
                m_around.pop_back();
            }
            return false;
        case ',':
        case '\n':
            m_parts = 0;
            return false;
        default:
            return false;
        }
        return m_sum + m_parts >= kDeepestName;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    TomlPlace m_place;
    int m_parts = 0;           // dots of the name under way
    std::vector<int> m_around; // of the names around it
    int m_sum = 0;             // of those
};

} // namespace

std::optional<TomlPlace> findDeepName(std::string_view utf8)
{
    return Scanner(utf8).find();
}

} // namespace swapscope
