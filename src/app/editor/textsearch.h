#pragma once

#include <core/result.h>

#include <QString>

#include <vector>

namespace swapscope {

struct SearchOptions
{
    QString pattern;
    bool regex = false;
    bool caseSensitive = false;
    bool wholeWord = false;

    friend bool operator==(const SearchOptions &, const SearchOptions &) = default;
};

// In UTF-16 code units, as QString counts.
struct TextMatch
{
    qsizetype start = 0;
    qsizetype length = 0;

    friend bool operator==(const TextMatch &, const TextMatch &) = default;
};

// At most this many matches are looked at.
inline constexpr std::size_t kMaxMatches = 10'000;

// Every place where the pattern stands, from the start of the text, without overlaps; matches of no length
// are passed over. ^ and $ are the ends of lines. A bad regular expression is an error that says what is
// wrong. Pure.
Result<std::vector<TextMatch>> findMatches(const QString &text, const SearchOptions &options);

// What stands instead of one match: with a regular expression \1 … \9 are its groups and \\ a backslash; else
// the replacement as it is. `match` is one that findMatches() gave for the same text and options.
QString replacementFor(const QString &text, const TextMatch &match, const SearchOptions &options,
                       const QString &replacement);

// The text with every match replaced, and how many there were.
struct Replaced
{
    QString text;
    int count = 0;
};
Result<Replaced> replaceMatches(const QString &text, const SearchOptions &options,
                                const QString &replacement);

} // namespace swapscope
