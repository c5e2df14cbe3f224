#pragma once

#include <QPixmap>
#include <QSize>

class QWidget;

namespace swapscope {

struct GalleryEntry;
struct Theme;

// The picture of a scenario in this size (device-independent pixels): a saved picture of its pages or, if
// there is none, a drawing of lanes that depends on the scenario's name alone and so always looks the same.
QPixmap galleryPicture(const GalleryEntry &entry, QSize size, qreal pixelRatio, const Theme &theme);

// Saves the widget as it looks now as a picture for the gallery: small, with few colours. Returns false if it
// cannot be written.
bool saveGalleryPicture(QWidget &pages, const QString &path);

} // namespace swapscope
