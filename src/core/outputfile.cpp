#include "outputfile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace swapscope {

Result<void> checkWritable(const QString &path)
{
    const auto fail = [&path](const QString &why) {
        return Error{QStringLiteral("cannot be written: %1").arg(why), path};
    };
    const QFileInfo before(path);
    if (before.isDir())
        return fail(QStringLiteral("it is a folder"));
    // Who reads from a pipe would take opening and closing it for its end.
    if (before.exists() && !before.isFile())
        return before.isWritable() ? Result<void>() : fail(QStringLiteral("Permission denied"));
    QFile file(path);
    if (!file.open(QIODevice::Append)) {
        const QFileInfo folder(before.path());
        return fail(folder.isDir() ? file.errorString()
                                   : QStringLiteral("there is no folder %1").arg(folder.filePath()));
    }
    file.close();
    if (!before.exists())
        QFile::remove(QFileInfo(path).canonicalFilePath()); // of a link, the file that it names
    return {};
}

Result<void> writeFile(const QString &path, const std::function<void(QIODevice &)> &write)
{
    const auto fail = [&path](const QFileDevice &file) {
        return Error{QStringLiteral("cannot be written: %1").arg(file.errorString()), path};
    };
    const QFileInfo there(path);
    if (there.exists() && !there.isFile()) {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return fail(file);
        write(file);
        if (!file.flush() || file.error() != QFileDevice::NoError)
            return fail(file);
        return {};
    }
    QSaveFile file(path);
    file.setDirectWriteFallback(true);
    if (!file.open(QIODevice::WriteOnly))
        return fail(file);
    write(file);
    if (!file.commit())
        return fail(file);
    return {};
}

} // namespace swapscope
