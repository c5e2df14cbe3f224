#include "textfile.h"

#include "outputfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

namespace swapscope {

namespace {

// The line of the first byte that is not UTF-8, from 1.
int lineOfBadByte(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    int line = 1;
    for (qsizetype from = 0; from < bytes.size(); ++line) {
        const qsizetype end = bytes.indexOf('\n', from);
        const qsizetype to = end < 0 ? bytes.size() : end + 1;
        const QString decoded = decoder.decode(QByteArrayView(bytes).sliced(from, to - from));
        if (decoder.hasError())
            return line;
        from = to;
    }
    return line;
}

} // namespace

Result<QString> readText(const QString &path, qint64 limit)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{QStringLiteral("cannot be read: %1").arg(file.errorString()), path};
    const QByteArray bytes = file.read(limit + 1);
    if (file.error() != QFileDevice::NoError)
        return Error{QStringLiteral("cannot be read: %1").arg(file.errorString()), path};
    if (bytes.size() > limit)
        return Error{QStringLiteral("is longer than %1 KiB").arg(limit / 1024), path};
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder.decode(bytes);
    if (decoder.hasError() || text.contains(QChar::ReplacementCharacter)) {
        // A replacement character may also stand in the file itself; only the decoder tells the two apart.
        QStringDecoder strict(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString whole = strict.decode(bytes);
        if (strict.hasError())
            return Error{QStringLiteral("is not UTF-8 text"), path, lineOfBadByte(bytes)};
    }
    return text;
}

Result<void> saveText(const QString &path, const QString &text)
{
    return writeFile(path, [&text](QIODevice &file) { file.write(text.toUtf8()); });
}

} // namespace swapscope
