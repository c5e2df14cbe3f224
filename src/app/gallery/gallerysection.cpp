#include "gallerysection.h"

#include "gallerycard.h"
#include "widgets/flowlayout.h"
#include "widgets/widgets.h"

#include <QVBoxLayout>

namespace swapscope {

GallerySection::GallerySection(const QString &title, QWidget *parent)
    : QWidget(parent), m_cards(new FlowBox(this, metrics::kMargin))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, metrics::kMargin);
    column->setSpacing(metrics::kGap);
    auto *caption = new QLabel(title, this);
    QFont font = fonts::semiBold();
    font.setPointSizeF(font.pointSizeF() * 1.2);
    caption->setFont(font);
    column->addWidget(caption);
    column->addWidget(m_cards);
}

void GallerySection::add(GalleryCard *card)
{
    m_cards->flow()->addWidget(card);
}

} // namespace swapscope
