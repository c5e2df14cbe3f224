#include "behind.h"

#include <QCoreApplication>
#include <QLocale>

namespace swapscope {

QString groupedCount(qulonglong count)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(count);
}

QString behindWords(std::size_t events)
{
    if (events == 0)
        return {};
    if (events == 1)
        return QCoreApplication::translate("swapscope::Behind", "1 event behind");
    return QCoreApplication::translate("swapscope::Behind", "%1 events behind").arg(groupedCount(events));
}

QString drawingWords(std::size_t drawn, std::size_t of)
{
    return QCoreApplication::translate("swapscope::Behind", "drawing %1 of %2 events")
        .arg(groupedCount(drawn), groupedCount(of));
}

} // namespace swapscope
