#pragma once

#include <core/result.h>

#include <QString>
#include <QStringList>

#include <vector>

namespace swapscope {

// What a list of scenarios shows of one.
struct GalleryEntry
{
    QString dir;     // absolute
    QString name;    // the folder's name, by which the command line opens a bundled one
    QString title;   // the name when the manifest says none
    QString summary; // may be empty
    bool bundled = false;
    bool broken = false; // its manifest has errors

    friend bool operator==(const GalleryEntry &, const GalleryEntry &) = default;
};

// The scenarios that come with the program (dataPlace("scenarios")), by title. Needs a QCoreApplication.
std::vector<GalleryEntry> bundledScenarios();

// The scenarios directly in a folder: every sub-folder with a scenario.toml, by title.
std::vector<GalleryEntry> scenariosIn(const QString &folder);

// One entry per folder in this order; folders that have gone or lost their manifest are left out.
std::vector<GalleryEntry> recentScenarios(const QStringList &dirs);

// The list with `dir` put first and no longer anywhere else, cut to `limit`. The caller stores the list.
QStringList withRecent(const QStringList &dirs, const QString &dir, int limit = 10);

// Makes a new scenario PARENT/NAME as a copy of another (a bundled one serves as template) and returns its
// folder. The copy is writable, whatever the template was. An error when PARENT/NAME exists, NAME is no good
// name for a folder, or the template is larger than 64 MiB or 1000 files; nothing half-made stays behind.
Result<QString> createScenario(const QString &templateDir, const QString &parent, const QString &name);

} // namespace swapscope
