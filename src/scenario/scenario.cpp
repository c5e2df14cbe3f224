#include "scenario.h"

#include "gallery.h"

#include <core/places.h>
#include <core/suggest.h>
#include <core/textfile.h>

#include <QDir>
#include <QFileInfo>

namespace swapscope {

namespace {

// Reads a file that every scenario must have. Reports an error if it is missing or cannot be read.
std::optional<QString> readNeeded(const QString &path, const QString &missing, std::vector<Error> *errors)
{
    if (!QFileInfo(path).isFile()) {
        errors->push_back({missing, path});
        return {};
    }
    Result<QString> text = readScenarioText(path);
    if (!text) {
        errors->push_back(text.error());
        return {};
    }
    return *text;
}

} // namespace

QString Scenario::pagePath(QStringView version) const
{
    const QString own = QStringLiteral("%1/page.htmx%2.html").arg(dir, version);
    return QFileInfo(own).isFile() ? own : dir + QStringLiteral("/page.html");
}

QStringList Scenario::pagePaths() const
{
    QStringList paths;
    for (const QString &version : manifest.htmx) {
        const QString path = pagePath(version);
        if (!paths.contains(path))
            paths << path;
    }
    return paths;
}

ScenarioLoading loadScenario(const QString &dir)
{
    ScenarioLoading loading;
    Scenario &scenario = loading.scenario;
    scenario.dir = QDir(QDir(dir).absolutePath()).path();
    scenario.name = QFileInfo(scenario.dir).fileName();
    scenario.manifestPath = scenario.dir + QStringLiteral("/scenario.toml");
    scenario.scriptPath = scenario.dir + QStringLiteral("/server.js");
    scenario.staticDir = scenario.dir + QStringLiteral("/static");
    scenario.manifest = readManifest(QStringLiteral("title = \"\""), scenario.manifestPath).manifest;
    scenario.manifest.title = scenario.name;

    const QFileInfo folder(scenario.dir);
    if (!folder.isDir()) {
        loading.errors.push_back(
            {folder.exists()
                 ? QStringLiteral(
                       "is a file: a scenario is a folder with scenario.toml, server.js and page.html")
                 : QStringLiteral("there is no such folder"),
             scenario.dir});
        return loading;
    }

    const auto manifest = readNeeded(
        scenario.manifestPath, QStringLiteral("is missing: create it with at least one line, title = \"…\""),
        &loading.errors);
    if (manifest) {
        ManifestReading reading = readManifest(*manifest, scenario.manifestPath);
        scenario.manifest = std::move(reading.manifest);
        if (scenario.manifest.title.isEmpty())
            scenario.manifest.title = scenario.name;
        loading.errors.insert(loading.errors.end(), reading.errors.begin(), reading.errors.end());
    }
    readNeeded(scenario.scriptPath,
               QStringLiteral("is missing: create it; it says what the mock server does"), &loading.errors);

    QStringList seen;
    for (const QString &version : scenario.manifest.htmx) {
        const QString path = scenario.pagePath(version);
        if (seen.contains(path))
            continue;
        seen << path;
        readNeeded(path,
                   QStringLiteral(
                       "is missing: create it, or page.htmx%1.html beside it for htmx %1 alone; it is the "
                       "page served at /")
                       .arg(version),
                   &loading.errors);
    }
    return loading;
}

Result<QString> readScenarioText(const QString &path)
{
    const QFileInfo file(path);
    const QString folder = QFileInfo(file.absolutePath()).canonicalFilePath();
    const QString place = file.canonicalFilePath();
    if (!place.isEmpty() && !place.startsWith(folder.endsWith(u'/') ? folder : folder + u'/'))
        return Error{
            QStringLiteral("is a link to %1, outside of the scenario's folder: put a copy here instead")
                .arg(place),
            path};
    return readText(path);
}

Result<QString> findScenario(const QString &nameOrPath)
{
    if (nameOrPath.isEmpty())
        return Error{QStringLiteral("no scenario is named")};
    const bool isPath = nameOrPath.contains(u'/') || nameOrPath.startsWith(u'.');
    QStringList names;
    for (const GalleryEntry &entry : bundledScenarios()) {
        if (!isPath && entry.name == nameOrPath)
            return entry.dir;
        names << entry.name;
    }
    if (QFileInfo(nameOrPath).isDir())
        return QDir(QDir(nameOrPath).absolutePath()).path();
    if (isPath)
        return Error{QStringLiteral("there is no such folder"), nameOrPath};
    names.sort();
    const QString meant = didYouMean(nameOrPath, names);
    return Error{
        QStringLiteral("there is no scenario \"%1\"%2 Bundled are: %3; or give the path of a folder.")
            .arg(nameOrPath, meant.isEmpty() ? QStringLiteral(".") : meant,
                 names.join(QStringLiteral(", ")))};
}

ScenarioLoading openScenario(const QString &nameOrPath)
{
    const Result<QString> dir = findScenario(nameOrPath);
    if (dir)
        return loadScenario(*dir);
    ScenarioLoading loading;
    loading.scenario.name = nameOrPath;
    loading.scenario.manifest = readManifest(QStringLiteral("title = \"\""), QString()).manifest;
    loading.errors.push_back(dir.error());
    return loading;
}

} // namespace swapscope
