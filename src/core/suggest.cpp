#include "suggest.h"

#include <algorithm>
#include <vector>

namespace swapscope {

namespace {

constexpr qsizetype kMaxCompared = 64; // characters; longer words are no slips of the finger

} // namespace

qsizetype editDistance(QStringView a, QStringView b)
{
    const auto width = static_cast<size_t>(b.size()) + 1;
    std::vector<qsizetype> before(width);
    std::vector<qsizetype> previous(width);
    std::vector<qsizetype> current(width);
    for (size_t j = 0; j < width; ++j)
        previous[j] = static_cast<qsizetype>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        current[0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = static_cast<size_t>(j);
            const qsizetype replaced = previous[at - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            current[at] = std::min({previous[at] + 1, current[at - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                current[at] = std::min(current[at], before[at - 2] + 1);
        }
        before.swap(previous);
        previous.swap(current);
    }
    return previous.back();
}

QString nearest(QStringView given, const QStringList &known)
{
    if (given.size() > kMaxCompared)
        return {};
    const QString word = given.toString().toLower();
    QString best;
    qsizetype bestDistance = 0;
    for (const QString &candidate : known) {
        const qsizetype distance = editDistance(word, candidate.toLower());
        const qsizetype allowed = std::max<qsizetype>(1, std::min(given.size(), candidate.size()) / 3);
        if (distance <= allowed && (best.isEmpty() || distance < bestDistance)) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

QString didYouMean(QStringView given, const QStringList &known)
{
    const QString meant = nearest(given, known);
    return meant.isEmpty() ? QString() : QStringLiteral(", did you mean \"%1\"?").arg(meant);
}

} // namespace swapscope
