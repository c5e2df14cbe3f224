#pragma once

#include <scenario/gallery.h>

#include <QAbstractButton>
#include <QPixmap>

namespace swapscope {

// A scenario in the gallery: its picture, its title, what it teaches, how long it takes, its versions, and
// how far the reader is.
class GalleryCard final : public QAbstractButton
{
    Q_OBJECT

public:
    // done: how many steps of the lesson are done.
    GalleryCard(const GalleryEntry &entry, int done, bool isOpen, QWidget *parent);

    const GalleryEntry &entry() const { return m_entry; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    QString footer() const;
    void paintWords(QPainter &painter, const QRect &below);
    void paintProgress(QPainter &painter, const QRect &picture);

    const GalleryEntry m_entry;
    const int m_done;
    const bool m_open;
    QPixmap m_picture;  // as it was painted last, in the card's size
    QColor m_pictureOf; // the colour of the panel at that time, to notice another theme
};

} // namespace swapscope
