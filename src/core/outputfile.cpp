#include "outputfile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace swapscope {

namespace {

Error cannotBeWritten(const QString &path, const QString &why)
{
    return {QStringLiteral("cannot be written: %1").arg(why), path};
}

bool isPipe(const QByteArray &path)
{
    struct stat status = {};
    return ::stat(path.constData(), &status) == 0 && S_ISFIFO(status.st_mode);
}

} // namespace

Result<void> checkWritable(const QString &path)
{
    const auto fail = [&path](const QString &why) { return cannotBeWritten(path, why); };
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

Result<void> openToWrite(QFile &file, QIODevice::OpenMode mode)
{
    const QString path = file.fileName();
    const QByteArray native = QFile::encodeName(path);
    int writer = -1;
    int keeper = -1;
    if (isPipe(native)) {
        // Not to be closed before the file is open: the reader would take that for the end (fifo(7)).
        writer = ::open(native.constData(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
        if (writer < 0 && errno == ENXIO)
            return cannotBeWritten(path,
                                   QStringLiteral("nobody reads from the pipe; start the reader first"));
        // A reader itself, so that opening the file cannot wait even if the other one leaves at this moment.
        keeper = ::open(native.constData(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    }
    const bool opened = file.open(mode | QIODevice::WriteOnly);
    for (const int descriptor : {writer, keeper}) {
        if (descriptor >= 0)
            ::close(descriptor);
    }
    return opened ? Result<void>() : cannotBeWritten(path, file.errorString());
}

Result<void> writeFile(const QString &path, const std::function<void(QIODevice &)> &write)
{
    const auto fail = [&path](const QFileDevice &file) { return cannotBeWritten(path, file.errorString()); };
    const QFileInfo there(path);
    if (there.exists() && !there.isFile()) {
        QFile file(path);
        if (const Result<void> opened = openToWrite(file); !opened)
            return opened;
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
