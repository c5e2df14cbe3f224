#pragma once

#include "lesson/lessonprogress.h"

#include <scenario/gallery.h>

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QScrollArea;
class QVBoxLayout;

namespace swapscope {

class GalleryCard;

// The gallery: every scenario as a course, chapter by chapter, with a card each; searched by words, narrowed
// by chapter, version and tag. The arrow keys go from card to card, Return opens one.
class GalleryDialog final : public QDialog
{
    Q_OBJECT

public:
    // recent: scenarios of the user's own. openDir: the folder of the scenario that is open. settings: where
    // progress in lessons is kept; null: nowhere. They outlive the dialog.
    GalleryDialog(std::vector<GalleryEntry> bundled, std::vector<GalleryEntry> recent, QString openDir,
                  QSettings *settings, QWidget *parent = nullptr);

    void setFilter(const GalleryFilter &filter);
    // The visible cards, in their order.
    const std::vector<GalleryCard *> &cards() const { return m_cards; }
    // The folder that was chosen, after accepted().
    QString chosen() const { return m_chosen; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeHead();
    void fill();
    void addSection(const QString &title, const std::vector<GalleryEntry> &entries);
    int doneOf(const GalleryEntry &entry) const;
    GalleryCard *neighbour(const GalleryCard *card, int key) const;
    GalleryFilter filter() const;

    const std::vector<GalleryEntry> m_bundled;
    const std::vector<GalleryEntry> m_recent;
    const QString m_openDir;
    const LessonProgress m_progress;
    QLineEdit *m_search;
    QComboBox *m_chapter;
    QComboBox *m_version;
    QComboBox *m_tag;
    QLabel *m_count;
    QScrollArea *m_scroll;
    QWidget *m_list = nullptr;
    QVBoxLayout *m_sections = nullptr;
    std::vector<GalleryCard *> m_cards;
    QString m_chosen;
};

} // namespace swapscope
