#pragma once

#include <core/result.h>

#include <QStringList>
#include <QWidget>

#include <vector>

class QListWidget;
class QTextBrowser;
class QUrl;

namespace swapscope {

struct ManualChapter
{
    QString title; // of its first heading
    QString path;
};

// The chapters of the manual: index.md, then in the order of its links, then what it does not name. Empty
// when the folder has none.
std::vector<ManualChapter> manualChapters(const QString &folder);

// The manual: its chapters at the left, the chosen one at the right.
class ManualWindow final : public QWidget
{
    Q_OBJECT

public:
    explicit ManualWindow(const QString &folder, QWidget *parent = nullptr);

    void showChapter(int index);
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void follow(const QUrl &source);

    std::vector<ManualChapter> m_chapters;
    QListWidget *m_contents;
    QTextBrowser *m_page = nullptr;
};

} // namespace swapscope
