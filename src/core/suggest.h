#pragma once

#include <QString>
#include <QStringList>

namespace swapscope {

// How many slips make one of the other: insert, delete, replace, swap of neighbours. Pure.
qsizetype editDistance(QStringView a, QStringView b);

// The one of `known` that was probably meant by `given`: the nearest by edit distance (letter case not
// counted), if it is near enough. Empty when nothing is. Pure.
QString nearest(QStringView given, const QStringList &known);

// ", did you mean \"title\"?" or nothing, to be put behind a statement.
QString didYouMean(QStringView given, const QStringList &known);

} // namespace swapscope
