#include <app/gallery/gallerypicture.h>
#include <app/widgets/theme.h>

#include <scenario/gallery.h>

#include <QFileInfo>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// Something like a page: text on a gradient.
class Busy : public QWidget
{
protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        QLinearGradient ground(0, 0, width(), height());
        ground.setColorAt(0, Qt::white);
        ground.setColorAt(1, QColor(0x1f, 0x6f, 0xeb));
        painter.fillRect(rect(), ground);
        for (int y = 20; y < height(); y += 18)
            painter.drawText(10, y, u"The quick brown fox jumps over the lazy dog %1"_s.arg(y));
    }
};

} // namespace

class TestGalleryPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPictureIsSmall()
    {
        QTemporaryDir dir;
        Busy page;
        page.resize(1200, 700);
        const QString file = dir.filePath(u"picture.png"_s);
        QVERIFY(saveGalleryPicture(page, file));
        QVERIFY(QFileInfo(file).size() < 40 * 1024);
        QCOMPARE(QImage(file).size(), QSize(560, 320));
        QVERIFY(!saveGalleryPicture(page, dir.filePath(u"no/such/folder.png"_s)));
    }

    // Three clients side by side are wider than a card.
    void whatIsWideIsShownWhole()
    {
        QTemporaryDir dir;
        QWidget pages;
        pages.setStyleSheet(u"background: #ffffff"_s);
        QWidget left(&pages);
        left.setStyleSheet(u"background: #ff0000"_s);
        QWidget right(&pages);
        right.setStyleSheet(u"background: #0000ff"_s);
        pages.resize(1400, 500);
        left.setGeometry(0, 0, 20, 400);
        right.setGeometry(1380, 0, 20, 400);
        const QString file = dir.filePath(u"picture.png"_s);
        QVERIFY(saveGalleryPicture(pages, file));
        const QImage picture(file);
        QCOMPARE(picture.size(), QSize(560, 320));
        QCOMPARE(picture.pixelColor(3, 50), QColor(Qt::red));
        QCOMPARE(picture.pixelColor(556, 50), QColor(Qt::blue));
        QCOMPARE(picture.pixelColor(280, 310), QColor(Qt::white));
    }

    void fillsItsPlaceWithThePictureThatIsThere()
    {
        QTemporaryDir dir;
        QImage red(100, 100, QImage::Format_RGB32);
        red.fill(Qt::red);
        QVERIFY(red.save(dir.filePath(u"picture.png"_s)));
        const QPixmap picture =
            galleryPicture({.dir = dir.path(), .name = u"x"_s}, {60, 40}, 2, Theme::light());
        QCOMPARE(picture.size(), QSize(120, 80));
        QCOMPARE(picture.toImage().pixelColor(3, 77), QColor(Qt::red));
    }

    void drawsOneWhereThereIsNoneAlwaysTheSame()
    {
        const GalleryEntry chat{.dir = u"/none"_s, .name = u"chat"_s};
        const GalleryEntry counter{.dir = u"/none"_s, .name = u"counter"_s};
        const QSize size(246, 136);
        const QImage first = galleryPicture(chat, size, 1, Theme::light()).toImage();
        QCOMPARE(galleryPicture(chat, size, 1, Theme::light()).toImage(), first);
        QVERIFY(galleryPicture(counter, size, 1, Theme::light()).toImage() != first);
        QVERIFY(galleryPicture(chat, size, 1, Theme::darkTheme()).toImage() != first);
    }
};

QTEST_MAIN(TestGalleryPicture)
#include "tst_gallerypicture.moc"
