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

} // namespace swapscope
