#include "../window/windowparts.h"

#include <app/gallery/gallerycard.h>
#include <app/gallery/gallerydialog.h>
#include <app/gallery/galleryfeature.h>

#include <QAction>
#include <QTest>

using namespace swapscope;

class TestGalleryFeature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsChosenThereIsOpened()
    {
        WindowParts parts;
        parts.add<GalleryFeature>();
        parts.window.show();
        parts.actions.gallery->trigger();
        auto *gallery = parts.window.findChild<GalleryDialog *>();
        QVERIFY(gallery != nullptr && gallery->isVisible());
        gallery->cards().front()->click();
        QCOMPARE(parts.scenarios.scenario().dir, gallery->chosen());
        QVERIFY(!parts.scenarios.scenario().dir.isEmpty());
    }
};

QTEST_MAIN(TestGalleryFeature)
#include "tst_galleryfeature.moc"
