#pragma once

#include "manifest.h"

#include <core/result.h>

#include <QString>

#include <vector>

namespace swapscope {

// A scenario is a folder: scenario.toml, server.js, page.html (or page.htmx2.html and page.htmx4.html),
// static/. A plain value that names the files; it does not hold their text, because the editor changes them.
struct Scenario
{
    QString dir;  // absolute, no slash at the end
    QString name; // the folder's name
    Manifest manifest;
    QString manifestPath; // DIR/scenario.toml
    QString scriptPath;   // DIR/server.js
    QString staticDir;    // DIR/static, served at /static/; the folder may not exist

    // The page for an htmx version ("2" or "4"): page.htmx2.html before page.html. Looks at the disk each
    // time. Where neither exists, the path of page.html, so that there is always something to name and to
    // create.
    QString pagePath(QStringView version) const;
    // What pagePath() gives over all versions of the manifest, each once, in their order.
    QStringList pagePaths() const;

    friend bool operator==(const Scenario &, const Scenario &) = default;
};

struct ScenarioLoading
{
    Scenario scenario; // always filled as far as the folder allows, so that an editor can open a broken one
    std::vector<Error>
        errors; // empty: it can run, as far as manifest and files tell (the script has its own errors)
    bool ok() const { return errors.empty(); }
};

// Reads the folder: the manifest with all its errors, and a sentence for each file that is missing, too long
// or not UTF-8, saying what to create. `dir` may be relative to the working directory.
ScenarioLoading loadScenario(const QString &dir);

// The folder that a user means by `nameOrPath`: a bundled scenario by its name, else a folder by its path (a
// name with a slash or a leading dot is always a path). An error names the bundled scenarios.
Result<QString> findScenario(const QString &nameOrPath);

// findScenario(), then loadScenario(). An unknown name is the loading's one error.
ScenarioLoading openScenario(const QString &nameOrPath);

} // namespace swapscope
