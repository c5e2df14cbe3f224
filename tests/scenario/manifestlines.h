#pragma once

#include <scenario/manifest.h>

#include <QStringList>

// Manifests of a few lines, and their errors in lines.
namespace swapscope::test {

// As a user reads them, without the file's name: "LINE:COLUMN MESSAGE".
inline QStringList printed(const std::vector<Error> &errors)
{
    QStringList lines;
    for (const Error &error : errors)
        lines << QStringLiteral("%1:%2 %3").arg(error.line).arg(error.column).arg(error.message);
    return lines;
}

// A manifest that is good apart from these lines.
inline ManifestReading readWith(const QString &lines)
{
    return readManifest(QStringLiteral("title = \"T\"\nclients = [\"A\", \"B\"]\n") + lines,
                        QStringLiteral("scenario.toml"));
}

} // namespace swapscope::test
