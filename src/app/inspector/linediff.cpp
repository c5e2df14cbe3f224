#include "linediff.h"

#include <algorithm>

namespace swapscope {

std::vector<DiffLine> lineDiff(const QStringList &before, const QStringList &after, qsizetype limit)
{
    // What both begin and end with needs no search.
    qsizetype head = 0;
    while (head < before.size() && head < after.size() && before[head] == after[head])
        ++head;
    qsizetype tail = 0;
    while (tail < before.size() - head && tail < after.size() - head &&
           before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;

    std::vector<DiffLine> result;
    for (qsizetype i = 0; i < head; ++i)
        result.push_back({LineFate::Same, before[i]});
    const QStringList left = before.mid(head, before.size() - head - tail);
    const QStringList right = after.mid(head, after.size() - head - tail);
    if (left.size() > limit || right.size() > limit) {
        for (const QString &line : left)
            result.push_back({LineFate::Removed, line});
        for (const QString &line : right)
            result.push_back({LineFate::Added, line});
    } else {
        // length[i][j]: the longest common subsequence of left from i and right from j.
        const auto width = static_cast<std::size_t>(right.size()) + 1;
        std::vector<int> length((static_cast<std::size_t>(left.size()) + 1) * width);
        const auto at = [&](qsizetype i, qsizetype j) -> int & {
            return length[static_cast<std::size_t>(i) * width + static_cast<std::size_t>(j)];
        };
        for (qsizetype i = left.size() - 1; i >= 0; --i) {
            for (qsizetype j = right.size() - 1; j >= 0; --j)
                at(i, j) = left[i] == right[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
        }
        qsizetype i = 0;
        qsizetype j = 0;
        while (i < left.size() || j < right.size()) {
            if (i < left.size() && j < right.size() && left[i] == right[j]) {
                result.push_back({LineFate::Same, left[i]});
                ++i;
                ++j;
            } else if (i < left.size() && (j == right.size() || at(i + 1, j) >= at(i, j + 1))) {
                result.push_back({LineFate::Removed, left[i++]});
            } else {
                result.push_back({LineFate::Added, right[j++]});
            }
        }
    }
    for (qsizetype i = before.size() - tail; i < before.size(); ++i)
        result.push_back({LineFate::Same, before[i]});
    return result;
}

} // namespace swapscope
