#include "textplace.h"

#include <algorithm>

namespace swapscope {

namespace {

constexpr qsizetype kStride = 64; // units between the counts of bytes

// How many bytes UTF-8 needs for the unit at `at`; the second half of a pair counts for the first.
int bytesOf(const QString &text, qsizetype at)
{
    const QChar c = text[at];
    if (c.unicode() < 0x80)
        return 1;
    if (c.unicode() < 0x800)
        return 2;
    if (c.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate())
        return 4;
    if (c.isLowSurrogate() && at > 0 && text[at - 1].isHighSurrogate())
        return 0;
    return 3;
}

size_t lineOf(const std::vector<qsizetype> &lines, qsizetype offset)
{
    const auto after = std::upper_bound(lines.begin(), lines.end(), offset);
    return static_cast<size_t>(std::max<qsizetype>(after - lines.begin() - 1, 0));
}

TextPlace placeOf(size_t line, qsizetype column)
{
    return {static_cast<int>(line) + 1, static_cast<int>(column) + 1};
}

} // namespace

TextPlaces::TextPlaces(const QString &text) : m_text(text), m_lines{0}
{
    qsizetype bytes = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (i % kStride == 0)
            m_bytes.push_back(bytes);
        bytes += bytesOf(text, i);
        const bool pair = text[i] == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n';
        if ((text[i] == u'\n' || text[i] == u'\r') && !pair)
            m_lines.push_back(i + 1);
    }
}

TextPlace TextPlaces::at(qsizetype offset) const
{
    offset = std::clamp<qsizetype>(offset, 0, m_text.size());
    const size_t line = lineOf(m_lines, offset);
    return placeOf(line, offset - m_lines[line]);
}

qsizetype TextPlaces::offsetOfByte(qsizetype byte) const
{
    if (m_bytes.empty() || byte <= 0)
        return 0;
    const auto after = std::upper_bound(m_bytes.begin(), m_bytes.end(), byte);
    qsizetype at = (after - m_bytes.begin() - 1) * kStride;
    qsizetype bytes = m_bytes[static_cast<size_t>(at / kStride)];
    while (at < m_text.size() && (bytes < byte || bytesOf(m_text, at) == 0))
        bytes += bytesOf(m_text, at++);
    return at;
}

} // namespace swapscope
