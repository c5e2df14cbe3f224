#pragma once

#include <QStringList>

#include <vector>

namespace swapscope {

enum class LineFate : quint8 { Same, Removed, Added };

struct DiffLine
{
    LineFate fate = LineFate::Same;
    QString text;

    friend bool operator==(const DiffLine &, const DiffLine &) = default;
};

// What to take out of `before` and put into `after`'s place to get from one to the other, keeping a longest
// common subsequence of lines; removed lines stand before added ones. Beyond `limit` differing lines on a
// side it no longer searches: all of that part is removed and added.
std::vector<DiffLine> lineDiff(const QStringList &before, const QStringList &after, qsizetype limit = 600);

} // namespace swapscope
