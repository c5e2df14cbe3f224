#pragma once

#include "widgets/icons.h"

#include <core/result.h>

#include <QMap>
#include <QString>

#include <optional>
#include <vector>

namespace swapscope {

// A remark in the margin of a file.
struct MarginNote
{
    int line = 0;           // from 1
    Role role = Role::Wait; // its colour: Lost, Wait or CatchUp
    QString text;           // its tooltip
    friend bool operator==(const MarginNote &, const MarginNote &) = default;
};

// The files of the open scenario as they stand in the editor, for features that read or change them. Paths
// are absolute. Nothing is written to disk here.
class ScenarioTexts
{
public:
    virtual ~ScenarioTexts() = default;

    // Nothing if the file is not among those of the scenario.
    virtual std::optional<QString> text(const QString &path) const = 0;
    // Replaces the whole text, as one step that can be undone, and shows the file from this line (from 1) on.
    virtual void replace(const QString &path, const QString &text, int line) = 0;
    // Says what was written by replace() and how it takes effect: saved in place, or in a copy of the user's
    // own if the scenario came with the program. what: a sentence.
    virtual void offerToSave(const QString &what) = 0;

    // Brings the place to the front and the cursor there; line and column count from 1.
    virtual void show(const QString &path, int line, int column) = 0;
    // Marks the error's line if there is one, says the sentence, and offers to show the line.
    virtual void reportError(const QString &sentence, const Error &error) = 0;
    // The remarks in the margins of all files, instead of those before.
    virtual void setNotes(const QMap<QString, std::vector<MarginNote>> &notes) = 0;

    // Texts that are not saved yet, by path.
    virtual QMap<QString, QString> unsaved() const = 0;
    // Takes the unsaved texts back; for edits that went into a copy.
    virtual void forgetDrafts() = 0;
};

} // namespace swapscope
