#include <app/gallery/gallerycard.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestGalleryCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsItselfAloud_data()
    {
        QTest::addColumn<GalleryEntry>("entry");
        QTest::addColumn<int>("done");
        QTest::addColumn<bool>("open");
        QTest::addColumn<QString>("description");
        const GalleryEntry plain{
            .dir = u"/chat"_s, .title = u"Chat"_s, .summary = u"Two people talk."_s, .htmx = {u"2"_s}};
        QTest::newRow("new") << plain << 0 << false << u"Two people talk. htmx 2"_s;
        QTest::newRow("open") << plain << 0 << true << u"Two people talk. open · htmx 2"_s;
        GalleryEntry course = plain;
        course.teaches = u"What a gap is."_s;
        course.minutes = 5;
        course.htmx = {u"2"_s, u"4"_s};
        course.steps.resize(4);
        QTest::newRow("what it teaches goes before what it is")
            << course << 0 << false << u"What a gap is. 5 min · htmx 2, 4"_s;
        QTest::newRow("begun") << course << 3 << false
                               << u"What a gap is. 5 min · htmx 2, 4 · 3 of 4 steps done"_s;
        QTest::newRow("done") << course << 4 << false << u"What a gap is. 5 min · htmx 2, 4 · done"_s;
        GalleryEntry broken = plain;
        broken.broken = true;
        QTest::newRow("broken") << broken << 0 << false << u"Two people talk. has errors · htmx 2"_s;
    }

    void readsItselfAloud()
    {
        QFETCH(GalleryEntry, entry);
        QFETCH(int, done);
        QFETCH(bool, open);
        QFETCH(QString, description);
        const GalleryCard card(entry, done, open, nullptr);
        QCOMPARE(card.accessibleName(), entry.title);
        QCOMPARE(card.accessibleDescription(), description);
        QCOMPARE(card.toolTip(), entry.summary);
        QCOMPARE(card.size(), card.sizeHint());
    }

    // The bar over the picture's lower edge is as long as what was done.
    void showsHowFarTheReaderIs()
    {
        GalleryEntry entry{
            .dir = u"/chat"_s, .title = u"Chat"_s, .summary = u"Two people talk."_s, .htmx = {u"2"_s}};
        entry.steps.resize(4);
        const auto picture = [&entry](int done) {
            GalleryCard card(entry, done, false, nullptr);
            return card.grab().toImage();
        };
        const QImage none = picture(0);
        const QImage half = picture(2);
        const QImage all = picture(4);
        int begun = 0;
        int finished = 0;
        for (int y = 0; y < none.height(); ++y) {
            for (int x = 2; x < none.width() / 2 - 2; ++x)
                begun += none.pixel(x, y) != half.pixel(x, y) ? 1 : 0;
            for (int x = none.width() / 2 + 2; x < none.width() - 2; ++x)
                finished += half.pixel(x, y) != all.pixel(x, y) ? 1 : 0;
        }
        QVERIFY(begun > 0);
        QVERIFY(finished > 0);
    }
};

QTEST_MAIN(TestGalleryCard)
#include "tst_gallerycard.moc"
