#include "gallerypicture.h"

#include "widgets/theme.h"

#include <core/random.h>
#include <scenario/gallery.h>

#include <QImageReader>
#include <QPainter>
#include <QWidget>

#include <algorithm>

namespace swapscope {

namespace {

constexpr QSize kSaved(560, 320);
constexpr int kLongestSide = 4096; // of a picture that is read
constexpr int kColours = 64;

QImage fill(const QImage &image, QSize pixels)
{
    // A palette would be kept, and its flat areas come out dotted.
    const QImage scaled = image.convertToFormat(QImage::Format_ARGB32_Premultiplied)
                              .scaled(pixels, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    return scaled.copy((scaled.width() - pixels.width()) / 2, 0, pixels.width(), pixels.height());
}

// Pages side by side may be wider than a card: they are shown whole, and the ground goes on below them.
QImage whole(const QImage &image, QSize pixels)
{
    if (image.width() * pixels.height() <= image.height() * pixels.width())
        return fill(image, pixels);
    const QImage scaled = image.convertToFormat(QImage::Format_ARGB32_Premultiplied)
                              .scaledToWidth(pixels.width(), Qt::SmoothTransformation);
    QImage picture(pixels, scaled.format());
    picture.fill(scaled.pixelColor(0, scaled.height() - 1));
    QPainter(&picture).drawImage(0, 0, scaled);
    return picture;
}

quint64 seedOf(const QString &name)
{
    quint64 seed = 1469598103934665603ULL; // FNV-1a, which is the same in every run
    for (const char byte : name.toUtf8())
        seed = (seed ^ static_cast<quint8>(byte)) * 1099511628211ULL;
    return seed;
}

void drawLanes(QPainter &painter, const QString &name, QSizeF size, const Theme &theme)
{
    Random random(seedOf(name));
    const auto share = [&random] { return random.uniform(); };
    const int lanes = 2 + static_cast<int>(share() * 2.99);
    const qreal step = size.height() / (lanes + 1);
    for (int lane = 1; lane <= lanes; ++lane) {
        const qreal y = step * lane;
        const qreal gapFrom = size.width() * (0.35 + 0.25 * share());
        const qreal gapTo = lane == 2 ? gapFrom + size.width() * (0.12 + 0.14 * share()) : gapFrom;
        painter.setPen(QPen(mixed(theme.panel, theme.dim, 0.45), 1.5));
        painter.drawLine(QPointF(size.width() * 0.08, y), QPointF(gapFrom, y));
        painter.drawLine(QPointF(gapTo, y), QPointF(size.width() * 0.92, y));
        if (gapTo > gapFrom) {
            painter.setPen(QPen(theme.lost, 1.5, Qt::DotLine));
            painter.drawLine(QPointF(gapFrom, y), QPointF(gapTo, y));
        }
        painter.setPen(Qt::NoPen);
        for (qreal x = size.width() * 0.1; x < size.width() * 0.92;
             x += size.width() * (0.04 + 0.08 * share())) {
            if (x > gapFrom - 4 && x < gapTo + 4)
                continue;
            const bool late = gapTo > gapFrom && x > gapTo && x < gapTo + size.width() * 0.12;
            painter.setBrush(late ? theme.catchUp : theme.live);
            painter.drawEllipse(QPointF(x, y), 3.6, 3.6);
        }
    }
}

} // namespace

QPixmap galleryPicture(const GalleryEntry &entry, QSize size, qreal pixelRatio, const Theme &theme)
{
    const QSize pixels = (QSizeF(size) * pixelRatio).toSize();
    QImageReader reader(entry.picturePath());
    const QSize there = reader.size();
    if (there.isValid() && std::max(there.width(), there.height()) <= kLongestSide) {
        if (const QImage image = reader.read(); !image.isNull()) {
            QPixmap picture = QPixmap::fromImage(fill(image, pixels));
            picture.setDevicePixelRatio(pixelRatio);
            return picture;
        }
    }
    QPixmap picture(pixels);
    picture.setDevicePixelRatio(pixelRatio);
    picture.fill(mixed(theme.panel, theme.catchUp, theme.dark ? 0.10 : 0.06));
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    drawLanes(painter, entry.name, size, theme);
    return picture;
}

bool saveGalleryPicture(QWidget &pages, const QString &path)
{
    const QImage image = whole(pages.grab().toImage(), kSaved);
    // A palette of few colours keeps a page's picture below some ten kilobytes.
    const QImage few = image.convertToFormat(QImage::Format_RGB444).convertToFormat(QImage::Format_RGB32);
    QMap<QRgb, int> uses;
    for (int y = 0; y < few.height(); ++y) {
        for (int x = 0; x < few.width(); ++x)
            ++uses[few.pixel(x, y)];
    }
    QList<QRgb> colours = uses.keys();
    std::stable_sort(colours.begin(), colours.end(), [&uses](QRgb a, QRgb b) { return uses[a] > uses[b]; });
    return image.convertToFormat(QImage::Format_Indexed8, colours.mid(0, kColours), Qt::ThresholdDither)
        .save(path, "PNG", 0);
}

} // namespace swapscope
