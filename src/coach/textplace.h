#pragma once

#include <QString>

#include <vector>

namespace swapscope {

struct TextPlace
{
    int line = 1;   // from 1
    int column = 1; // from 1, in UTF-16 units

    friend auto operator<=>(const TextPlace &,
                            const TextPlace &) = default; // NOLINT(modernize-use-nullptr): its zero
};

// Line and column of an offset in a text, and in its UTF-8. A line ends with LF, CR or CRLF. Pure; any
// thread.
class TextPlaces
{
public:
    explicit TextPlaces(const QString &text);

    TextPlace at(qsizetype offset) const; // UTF-16 units from 0; outside of the text: its nearest end
    // The offset in UTF-16 units of an offset in the text's toUtf8().
    qsizetype offsetOfByte(qsizetype byte) const;

private:
    QString m_text;
    std::vector<qsizetype> m_lines; // where each begins, in UTF-16 units
    std::vector<qsizetype> m_bytes; // of the text before every so many units: a line may be very long
};

} // namespace swapscope
