#pragma once

#include <QWidget>

namespace swapscope {

class FlowBox;
class GalleryCard;

// A chapter of the gallery: its title, and its cards beside each other.
class GallerySection final : public QWidget
{
    Q_OBJECT

public:
    GallerySection(const QString &title, QWidget *parent);

    void add(GalleryCard *card);

private:
    FlowBox *m_cards;
};

} // namespace swapscope
