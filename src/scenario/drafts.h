#pragma once

#include <core/result.h>

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace swapscope {

// An edit that was not saved.
struct Draft
{
    QString scenarioDir; // absolute
    QString file;        // relative to it: "server.js"
    QString text;
    QDateTime keptAt; // UTC

    friend bool operator==(const Draft &, const Draft &) = default;
};

// Keeps unsaved edits of the editor where a crash does not reach them: one file a draft in a folder of the
// program's state, never in the scenario. One writer at a time; no cache, so a store may be made anew for
// each use.
class DraftStore
{
public:
    // `folder` is made when the first draft is kept.
    explicit DraftStore(QString folder);

    // Keeps this text as the draft of the file, instead of the one before. The time is an input.
    Result<void> keep(const QString &scenarioDir, const QString &file, const QString &text,
                      const QDateTime &now);

    // The draft of the file; nothing when there is none (or it cannot be read).
    std::optional<Draft> draft(const QString &scenarioDir, const QString &file) const;

    // Every draft of a scenario, by file name; of all scenarios without an argument, the latest first. What
    // is no draft in the folder is passed over.
    std::vector<Draft> list(const QString &scenarioDir) const;
    std::vector<Draft> list() const;

    // Writes the draft into its file and forgets it. An error leaves the draft where it is.
    Result<void> restore(const QString &scenarioDir, const QString &file);

    // Forgets the draft: after a save, or when the user does not want it. No error when there is none.
    Result<void> discard(const QString &scenarioDir, const QString &file);

private:
    QString pathOf(const QString &scenarioDir, const QString &file) const;

    QString m_folder;
};

} // namespace swapscope
