#pragma once

#include "manifest.h"

#include <core/result.h>

#include <QString>
#include <QStringList>

#include <vector>

namespace swapscope {

// A scenario as the gallery and the lists of scenarios show it. Taken from its manifest, without its other
// files.
struct GalleryEntry
{
    QString dir;     // absolute
    QString name;    // the folder's name, by which the command line opens a bundled one
    QString title;   // the folder's name if the manifest gives none
    QString summary; // may be empty
    bool bundled = false;
    bool broken = false; // its manifest has errors
    QString teaches;     // may be empty
    QString chapter;     // the name of one of chapters(); empty: none
    int order = 0;       // within the chapter, from 1; 0: after all others
    int minutes = 0;     // how long it takes; 0: not known
    QStringList tags;
    QStringList htmx; // "2", "4"
    std::vector<LessonStep> steps;

    // DIR/picture.png; it may not exist.
    QString picturePath() const { return dir + QStringLiteral("/picture.png"); }

    friend bool operator==(const GalleryEntry &, const GalleryEntry &) = default;
};

// What the user is looking for in the gallery. An empty member matches everything.
struct GalleryFilter
{
    QString text;    // words; each must occur in title, summary, `teaches`, name or tags, in any case
    QString chapter; // one of chapters()
    QString version; // "2" or "4"
    QString tag;
};
// The entries that match the filter, in the same order.
std::vector<GalleryEntry> filtered(const std::vector<GalleryEntry> &entries, const GalleryFilter &filter);
// All tags of the entries, the most frequent first, equally frequent ones by name.
QStringList tagsOf(const std::vector<GalleryEntry> &entries);

// The scenarios that come with the program (dataPlace("scenarios")), in the order of the course: by chapter,
// by their order within it, by title. Needs a QCoreApplication.
std::vector<GalleryEntry> bundledScenarios();

// The scenarios in a folder: its direct sub-folders that have a scenario.toml, in the order of the course. At
// most 1,000 sub-folders are read.
std::vector<GalleryEntry> scenariosIn(const QString &folder);

// One entry for each folder, in this order; folders without a manifest are left out.
std::vector<GalleryEntry> recentScenarios(const QStringList &dirs);

// The list with `dir` moved or added to the front, at most `limit` long. The caller stores the list.
QStringList withRecent(const QStringList &dirs, const QString &dir, int limit = 10);

// Creates the scenario PARENT/NAME as a copy of another one and returns its folder. All files of the copy are
// writable, even if those of the template are not. It is an error if PARENT/NAME exists, if NAME cannot name
// a folder, or if the template has more than 1,000 files or 64 MiB. After an error nothing is left behind.
Result<QString> createScenario(const QString &templateDir, const QString &parent, const QString &name);

} // namespace swapscope
