#pragma once

#include "manifest.h"

#include <core/result.h>

#include <QString>

#include <vector>

namespace swapscope {

// A scenario is a folder with scenario.toml, server.js, page.html (or page.htmx2.html and page.htmx4.html)
// and static/. This value has the manifest and the paths of the other files, but not their text, which the
// editor changes.
struct Scenario
{
    QString dir;  // absolute, no slash at the end
    QString name; // the folder's name
    Manifest manifest;
    QString manifestPath; // DIR/scenario.toml
    QString scriptPath;   // DIR/server.js
    QString staticDir;    // DIR/static, served at /static/; the folder may not exist

    // The path of the page for an htmx version ("2" or "4"): page.htmx2.html if it exists, else page.html,
    // which may not exist either. Looks at the disk each time.
    QString pagePath(QStringView version) const;
    // pagePath() of every version of the manifest, in its order, without duplicates.
    QStringList pagePaths() const;

    friend bool operator==(const Scenario &, const Scenario &) = default;
};

struct ScenarioLoading
{
    Scenario scenario;         // filled as far as possible, so that the editor can open a broken one
    std::vector<Error> errors; // of the manifest and missing files, not of the script; empty: it can run
    bool ok() const { return errors.empty(); }
};

// Reads a scenario's folder; `dir` may be relative to the working directory. The errors are all those of the
// manifest, and one for each file that is missing, too long
// (kMaxTextFile), not UTF-8 or outside of the folder. Blocks on the disk.
ScenarioLoading loadScenario(const QString &dir);

// The text of a file that stands in a scenario's folder, as readText() gives it. A link that leads out of the
// folder is an error: a folder comes from a friend, and what it shows or serves is its own.
Result<QString> readScenarioText(const QString &path);

// The folder that a user means by `nameOrPath`: the bundled scenario of this name, or else the folder at this
// path. With a slash or a leading dot it is always a path. The error names the bundled scenarios.
Result<QString> findScenario(const QString &nameOrPath);

// findScenario() and then loadScenario(). If the name is unknown, that is the only error.
ScenarioLoading openScenario(const QString &nameOrPath);

} // namespace swapscope
