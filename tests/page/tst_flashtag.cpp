#include <page/flashtag.h>

#include <QTest>

using namespace swapscope;

class TestFlashTag : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void places_data()
    {
        QTest::addColumn<QRectF>("box");
        QTest::addColumn<QRectF>("line");
        QTest::addColumn<QRectF>("tag");
        const auto row = [](const char *name, const QRectF &box, const QRectF &line, const QPointF &tag) {
            QTest::newRow(name) << box << line << QRectF(tag, kTag);
        };
        // view 400 × 300, label 100 × 16, rows up to 40
        row("behind the words", {10, 50, 380, 30}, {10, 55, 200, 20}, {282, 57});
        row("behind the last line of two", {10, 50, 380, 40}, {10, 70, 100, 16}, {282, 70});
        row("just room", {10, 50, 380, 30}, {10, 55, 272, 20}, {282, 57});
        row("no room: on the lower edge", {10, 50, 380, 30}, {10, 55, 273, 20}, {282, 72});
        row("words unknown", {10, 50, 380, 30}, {}, {282, 72});
        row("words scrolled out of the box", {10, 50, 380, 30}, {10, 85, 200, 20}, {282, 72});
        row("at the bottom of the view: on the upper edge", {10, 268, 380, 30}, {}, {282, 260});
        row("at the top of the view", {10, 2, 380, 200}, {}, {282, 1});
        row("more than a row: on the upper edge", {10, 50, 380, 100}, {10, 130, 200, 16}, {282, 42});
        row("beside what is small", {10, 50, 60, 30}, {10, 55, 30, 20}, {74, 57});
        row("below what is small and far right", {330, 50, 60, 30}, {}, {298, 82});
        row("above what is small, far right and low", {330, 260, 60, 30}, {}, {298, 242});
    }
    void places()
    {
        QFETCH(QRectF, box);
        QFETCH(QRectF, line);
        QTEST(placeOfTag(box, line, kTag, {400, 300}, 40), "tag");
    }

private:
    static constexpr QSizeF kTag{100, 16};
};

QTEST_GUILESS_MAIN(TestFlashTag)
#include "tst_flashtag.moc"
