#include <app/gallery/gallerycard.h>
#include <app/gallery/gallerysection.h>

#include <QLabel>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestGallerySection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cardsStandBesideEachOtherBelowTheTitle()
    {
        GallerySection section(u"First steps"_s, nullptr);
        QList<GalleryCard *> cards;
        for (int i = 0; i < 3; ++i) {
            auto *card = new GalleryCard({.dir = u"/x"_s, .title = QString::number(i), .htmx = {u"2"_s}}, 0,
                                         false, &section);
            section.add(card);
            cards << card;
        }
        section.resize(2 * cards.front()->width() + 80, 1000);
        section.show();
        QVERIFY(QTest::qWaitForWindowExposed(&section));
        const auto *title = section.findChild<QLabel *>();
        QCOMPARE(title->text(), u"First steps"_s);
        const auto at = [&section](const QWidget *widget) { return widget->mapTo(&section, QPoint(0, 0)); };
        QVERIFY(at(cards[0]).y() > at(title).y());
        // Two fit in a row, the third begins the next.
        QCOMPARE(at(cards[1]).y(), at(cards[0]).y());
        QVERIFY(at(cards[1]).x() >= at(cards[0]).x() + cards[0]->width());
        QVERIFY(at(cards[2]).y() >= at(cards[0]).y() + cards[0]->height());
        QCOMPARE(at(cards[2]).x(), at(cards[0]).x());
    }
};

QTEST_MAIN(TestGallerySection)
#include "tst_gallerysection.moc"
