#pragma once

#include "manifest.h"

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
    QString teaches;     // may be empty
    QString chapter;     // one of chapters(); empty: it stands in none
    int order = 0;       // within the chapter; 0: after all that have one
    int minutes = 0;     // 0: not said
    QStringList tags;
    QStringList htmx; // "2", "4"
    std::vector<LessonStep> steps;

    // DIR/picture.png; it may not exist.
    QString picturePath() const { return dir + QStringLiteral("/picture.png"); }

    friend bool operator==(const GalleryEntry &, const GalleryEntry &) = default;
};

// What a reader of the gallery looks for. Empty members ask for nothing.
struct GalleryFilter
{
    QString text;    // words, each of which stands in title, summary, what it teaches, name or tags
    QString chapter; // one of chapters()
    QString version; // "2" or "4"
    QString tag;
};
// The entries that fit, in their order.
std::vector<GalleryEntry> filtered(const std::vector<GalleryEntry> &entries, const GalleryFilter &filter);
// Every tag, the most used first, then by name.
QStringList tagsOf(const std::vector<GalleryEntry> &entries);

// The scenarios that come with the program (dataPlace("scenarios")), in the order of the course: by chapter,
// by their order in it, by title. Needs a QCoreApplication.
std::vector<GalleryEntry> bundledScenarios();

// The scenarios directly in a folder: every sub-folder with a scenario.toml, in the order of the course.
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
