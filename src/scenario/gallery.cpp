#include "gallery.h"

#include "manifest.h"

#include <core/places.h>
#include <core/textfile.h>

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>
#include <limits>
#include <optional>

namespace swapscope {

namespace {

constexpr int kMaxListed = 1000;
constexpr int kMaxCopiedFiles = 1000;
constexpr qint64 kMaxCopiedBytes = 64LL * 1024 * 1024;

std::optional<GalleryEntry> entryOf(const QString &dir)
{
    const QString path = dir + QStringLiteral("/scenario.toml");
    if (!QFileInfo(path).isFile())
        return {};
    GalleryEntry entry;
    entry.dir = dir;
    entry.name = QFileInfo(dir).fileName();
    entry.title = entry.name;
    const Result<QString> text = readText(path);
    if (!text) {
        entry.broken = true;
        return entry;
    }
    const ManifestReading reading = readManifest(*text, path);
    entry.broken = !reading.ok();
    entry.summary = reading.manifest.summary;
    entry.teaches = reading.manifest.teaches;
    entry.chapter = reading.manifest.chapter;
    entry.order = reading.manifest.order;
    entry.minutes = reading.manifest.minutes;
    entry.tags = reading.manifest.tags;
    entry.htmx = reading.manifest.htmx;
    entry.steps = reading.manifest.steps;
    if (!reading.manifest.title.isEmpty())
        entry.title = reading.manifest.title;
    return entry;
}

// The position of the chapter in the course; after the last one if there is no such chapter.
std::size_t chapterIndex(const QString &name)
{
    const std::vector<Chapter> &all = chapters();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&name](const Chapter &chapter) { return chapter.name == name; });
    return static_cast<std::size_t>(found - all.begin());
}

Result<void> copyFolder(const QString &from, const QString &to)
{
    QStringList files;
    qint64 bytes = 0;
    QDirIterator it(from, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        files << it.next();
        bytes += it.fileInfo().size();
        if (files.size() > kMaxCopiedFiles || bytes > kMaxCopiedBytes)
            return Error{QStringLiteral("is too large for a template: at most %1 files and %2 MiB")
                             .arg(kMaxCopiedFiles)
                             .arg(kMaxCopiedBytes / 1024 / 1024),
                         from};
    }
    for (const QString &source : files) {
        const QString target = to + u'/' + QDir(from).relativeFilePath(source);
        if (!QDir().mkpath(QFileInfo(target).path()))
            return Error{QStringLiteral("the folder cannot be made"), QFileInfo(target).path()};
        QFile file(source);
        if (!file.copy(target))
            return Error{QStringLiteral("cannot be copied: %1").arg(file.errorString()), source};
        // An installed template is read-only, but the user edits the copy.
        QFile copy(target);
        copy.setPermissions(copy.permissions() | QFileDevice::WriteOwner | QFileDevice::ReadOwner);
    }
    return {};
}

} // namespace

std::vector<GalleryEntry> scenariosIn(const QString &folder)
{
    std::vector<GalleryEntry> entries;
    const QStringList names = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &name : names.mid(0, kMaxListed)) {
        if (auto entry = entryOf(QDir(folder).absoluteFilePath(name)))
            entries.push_back(std::move(*entry));
    }
    std::stable_sort(entries.begin(), entries.end(), [](const GalleryEntry &a, const GalleryEntry &b) {
        const auto place = [](const GalleryEntry &entry) {
            return std::pair(chapterIndex(entry.chapter),
                             entry.order == 0 ? std::numeric_limits<int>::max() : entry.order);
        };
        if (place(a) != place(b))
            return place(a) < place(b);
        return a.title.compare(b.title, Qt::CaseInsensitive) < 0;
    });
    return entries;
}

std::vector<GalleryEntry> filtered(const std::vector<GalleryEntry> &entries, const GalleryFilter &filter)
{
    const QStringList words = filter.text.split(u' ', Qt::SkipEmptyParts);
    std::vector<GalleryEntry> fit;
    for (const GalleryEntry &entry : entries) {
        const QString searched =
            QStringList{entry.title, entry.summary, entry.teaches, entry.name, entry.tags.join(u' ')}.join(
                u'\n');
        const bool has = std::all_of(words.begin(), words.end(), [&](const QString &word) {
            return searched.contains(word, Qt::CaseInsensitive);
        });
        if (has && (filter.chapter.isEmpty() || entry.chapter == filter.chapter) &&
            (filter.version.isEmpty() || entry.htmx.contains(filter.version)) &&
            (filter.tag.isEmpty() || entry.tags.contains(filter.tag)))
            fit.push_back(entry);
    }
    return fit;
}

QStringList tagsOf(const std::vector<GalleryEntry> &entries)
{
    QMap<QString, int> uses; // by name
    for (const GalleryEntry &entry : entries) {
        for (const QString &tag : entry.tags)
            ++uses[tag];
    }
    QStringList tags = uses.keys();
    std::stable_sort(tags.begin(), tags.end(),
                     [&uses](const QString &a, const QString &b) { return uses[a] > uses[b]; });
    return tags;
}

std::vector<GalleryEntry> bundledScenarios()
{
    std::vector<GalleryEntry> entries = scenariosIn(dataPlace(u"scenarios"));
    for (GalleryEntry &entry : entries)
        entry.bundled = true;
    return entries;
}

std::vector<GalleryEntry> recentScenarios(const QStringList &dirs)
{
    const QString bundled = dataPlace(u"scenarios") + u'/';
    std::vector<GalleryEntry> entries;
    for (const QString &dir : dirs) {
        if (auto entry = entryOf(dir)) {
            entry->bundled = dir.startsWith(bundled);
            entries.push_back(std::move(*entry));
        }
    }
    return entries;
}

QStringList withRecent(const QStringList &dirs, const QString &dir, int limit)
{
    QStringList result = dirs;
    result.removeAll(dir);
    result.prepend(dir);
    return result.mid(0, limit);
}

Result<QString> createScenario(const QString &templateDir, const QString &parent, const QString &name)
{
    if (name.isEmpty() || name.size() > 100 || name.startsWith(u'.') || name.contains(u'/') ||
        name.contains(QChar(0)) || name != name.trimmed())
        return Error{
            QStringLiteral("\"%1\" is no good name for a folder: expected up to 100 characters, no slash, no "
                           "dot in front")
                .arg(name.left(100))};
    const QString target = QDir(QDir(parent).absolutePath()).filePath(name);
    if (QFileInfo::exists(target))
        return Error{QStringLiteral("exists already: choose another name"), target};
    if (!QFileInfo(templateDir + QStringLiteral("/scenario.toml")).isFile())
        return Error{QStringLiteral("is no scenario: there is no scenario.toml in it"), templateDir};
    if (!QDir().mkpath(parent))
        return Error{QStringLiteral("the folder cannot be made"), parent};

    // Copy into a temporary folder beside the target and rename it at the end, so that no half copy is ever
    // seen.
    QTemporaryDir building(QDir(parent).filePath(QStringLiteral(".swapscope-XXXXXX")));
    if (!building.isValid())
        return Error{QStringLiteral("nothing can be written there: %1").arg(building.errorString()), parent};
    const QString built = building.filePath(QStringLiteral("scenario"));
    if (!QDir().mkpath(built))
        return Error{QStringLiteral("nothing can be written there"), parent};
    if (const Result<void> copied = copyFolder(templateDir, built); !copied)
        return copied.error();
    if (!QDir().rename(built, target))
        return Error{QStringLiteral("cannot be made"), target};
    return target;
}

} // namespace swapscope
