#pragma once

#include <QPixmap>
#include <QSize>

class QWidget;

namespace swapscope {

struct GalleryEntry;
struct Theme;

// A scenario's picture, filling `size` (device-independent): what the program itself saw of its pages, or,
// where there is no such picture, its clients' lanes, drawn from its name, so that it always looks the same.
QPixmap galleryPicture(const GalleryEntry &entry, QSize size, qreal pixelRatio, const Theme &theme);

// Saves a picture for the gallery: the widget as it looks now, small, and with few colours. False: it cannot
// be written.
bool saveGalleryPicture(QWidget &pages, const QString &path);

} // namespace swapscope
