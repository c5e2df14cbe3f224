#include "places.h"

#include <QCoreApplication>
#include <QDir>

namespace swapscope {

QString dataPlace()
{
    const QString chosen = qEnvironmentVariable("SWAPSCOPE_DATA");
    if (!chosen.isEmpty())
        return QDir::cleanPath(chosen);
    return QDir::cleanPath(QCoreApplication::applicationDirPath() + QStringLiteral("/../share/swapscope"));
}

QString dataPlace(QStringView below)
{
    return dataPlace() + u'/' + below.toString();
}

} // namespace swapscope
