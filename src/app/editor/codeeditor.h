#pragma once

#include "scenariotexts.h"
#include "textsearch.h"

#include "qsci.h"

namespace swapscope {

// The languages of a scenario's files.
enum class Language { Plain, JavaScript, Html, Css, Toml, Json };

// By the file's ending.
Language languageOf(const QString &fileName);

// A text editor with line numbers, colours from the theme and a mark at lines with an error.
class CodeEditor final : public QsciScintilla
{
    Q_OBJECT

public:
    explicit CodeEditor(Language language, QWidget *parent = nullptr);

    Language language() const { return m_language; }

    // Replaces everything and forgets the undo history; for a file that was read.
    void load(const QString &text);
    // Replaces everything as one step that can be undone; cursor and view stay where they can.
    void replaceAll(const QString &text);

    // Where the cursor is, and the first line in view, all from 0.
    struct Place
    {
        int line = 0;
        int index = 0;
        int top = 0;

        friend bool operator==(const Place &, const Place &) = default;
    };
    // What was set last, also where the text is too short for it, until the user moves: a program that writes
    // the file may have emptied it first.
    Place place() const;
    void setPlace(const Place &place);

    // Marks the line (from 1), shows the message below it and as the marker's tooltip.
    void markError(int line, const QString &message);
    void clearErrors();
    // Lines that have a mark, from 1.
    QList<int> errorLines() const;
    QString errorAt(int line) const { return m_errors.value(line); }

    // The remarks in the margin, instead of those before: a mark and a tooltip each.
    using Note = MarginNote;
    void setNotes(const std::vector<Note> &notes);
    const std::vector<Note> &notes() const { return m_notes; }

    // The cursor to a place, from 1, in view.
    void goTo(int line, int column = 1);

    // Selects a match of the text and brings it into view; draws a frame around all of them.
    void selectMatch(const TextMatch &match);
    void showMatches(const std::vector<TextMatch> &matches);
    // What is selected, in the text's own units; of length 0 where only the cursor is.
    TextMatch selectedMatch() const;

protected:
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    Place current() const;
    void applyColours();
    void fitNumbers();
    void fitMarks();
    qsizetype bytesBefore(qsizetype unit) const;
    qsizetype unitAtByte(qsizetype byte) const;

    Language m_language;
    QMap<int, QString> m_errors;
    std::vector<Note> m_notes;
    Place m_wished;
    Place m_put{-1, -1, -1}; // what became of m_wished
};

} // namespace swapscope
