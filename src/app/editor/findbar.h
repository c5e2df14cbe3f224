#pragma once

#include "textsearch.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace swapscope {

class CodeEditor;

// Find and replace below the editor: Ctrl+F, Ctrl+H, Enter for the next, Shift+Enter for the one before,
// Escape closes. Plain text or regular expressions, with or without case.
class FindBar final : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    // The editor to search in; null: none.
    void setEditor(CodeEditor *editor);

    // Opens, with what is selected as the pattern.
    void openFind();
    void openReplace();
    void close();

    SearchOptions options() const;
    void setOptions(const SearchOptions &options);
    void setReplacement(const QString &text);

    void next();
    void previous();
    void replaceOne();
    void replaceEvery();
    // "3 of 12", "nothing found", or what is wrong with the expression.
    QString status() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void open(bool replacing);
    void refresh();
    void step(bool forward);
    void showStatus(const QString &text, bool wrong);

    CodeEditor *m_editor = nullptr;
    QLineEdit *m_pattern;
    QLineEdit *m_replacement;
    QWidget *m_replaceRow;
    QToolButton *m_case;
    QToolButton *m_word;
    QToolButton *m_regex;
    QLabel *m_status;
    QPushButton *m_replaceOne;
    QPushButton *m_replaceAll;
    std::vector<TextMatch> m_matches;
};

} // namespace swapscope
