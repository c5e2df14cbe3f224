#include "probe.h"

#include <QDir>
#include <QFile>

// A resource of a static library has to be named once; the macro wants no namespace around it.
static void bringResources()
{
    Q_INIT_RESOURCE(page);
}

namespace swapscope {

QString probeSource(const QString &channel)
{
    bringResources();
    // Pages of other schemes (blank ones) have no connections, and no listener on the other side.
    QString source = QStringLiteral("(function () {\n'use strict';\n"
                                    "if (!/^https?:$/.test(location.protocol) || !window.qt) return;\n"
                                    "const CHANNEL = '%1';\n")
                         .arg(channel);
    const QDir folder(QStringLiteral(":/page/probe"));
    const QStringList names = folder.entryList(QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            source += QString::fromUtf8(file.readAll());
    }
    return source + QStringLiteral("})();\n");
}

} // namespace swapscope
