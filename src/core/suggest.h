#pragma once

#include <QString>
#include <QStringList>

namespace swapscope {

// The number of edits from `a` to `b`: inserting, deleting or replacing a character, or swapping two
// neighbours. Pure.
qsizetype editDistance(QStringView a, QStringView b);

// The word of `known` that `given` was probably meant to be: the nearest by edit distance, if it is near
// enough; letter case does not count. Empty if none is. Pure.
QString nearest(QStringView given, const QStringList &known);

// The end of an error's sentence: ", did you mean \"title\"?", or empty if nothing is near enough. Pure.
QString didYouMean(QStringView given, const QStringList &known);

} // namespace swapscope
