#pragma once

#include <core/result.h>

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace swapscope {

// The text of a file in the editor that was not saved.
struct Draft
{
    QString scenarioDir; // absolute
    QString file;        // relative to it: "server.js"
    QString text;
    QDateTime keptAt; // UTC

    friend bool operator==(const Draft &, const Draft &) = default;
};

// Keeps unsaved texts on disk, so that they survive a crash: one JSON file for each draft, in a folder of the
// program's own and never in the scenario. Nothing is cached, so a store may be created for each use. One
// writer at a time. Errors name the file.
class DraftStore
{
public:
    // `folder` is created when the first draft is kept.
    explicit DraftStore(QString folder);

    // Keeps this text as the draft of the file and replaces an earlier one. `file` is relative to the folder
    // of the scenario and must not lead out of it. `now` becomes Draft::keptAt.
    Result<void> keep(const QString &scenarioDir, const QString &file, const QString &text,
                      const QDateTime &now);

    // The draft of the file; none if there is none or it cannot be read.
    std::optional<Draft> draft(const QString &scenarioDir, const QString &file) const;

    // All drafts of a scenario, sorted by file; without an argument those of all scenarios, the latest first,
    // at most 1,000. Other files in the folder are ignored.
    std::vector<Draft> list(const QString &scenarioDir) const;
    std::vector<Draft> list() const;

    // Writes the draft into its file and deletes the draft. After an error the draft is still there.
    Result<void> restore(const QString &scenarioDir, const QString &file);

    // Deletes the draft: after a save, or because the user does not want it. No error if there is none.
    Result<void> discard(const QString &scenarioDir, const QString &file);

private:
    QString pathOf(const QString &scenarioDir, const QString &file) const;

    QString m_folder;
};

} // namespace swapscope
