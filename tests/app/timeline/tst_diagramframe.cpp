#include "timeline/views.h"

#include <timeline/diagramframe.h>

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

class TestDiagramFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gridStandsAtTheTicks();
    void captionsStayInTheirColumn();
    void captionsMoveWithTheRows();
    void cursorTakesTheLabelBelowIt();
    void cursorOutsideTheScaleChangesNothing_data();
    void cursorOutsideTheScaleChangesNothing();
};

namespace {

const Scale kScale{{10 * kSecond, 22 * kSecond}, kCaptionWidth, 1070};

template<typename Paint>
QImage painted(DiagramLook look, Paint paint)
{
    QImage image(1210, 444, QImage::Format_RGB32);
    image.fill(Qt::white);
    look.theme = Theme::light();
    look.size = image.size();
    QPainter painter(&image);
    paint(painter, look);
    return image;
}

QImage axis(const DiagramLook &look)
{
    return painted(look, [](QPainter &painter, const DiagramLook &sized) {
        paintAxis(painter, kScale, ticks(kScale, 68), sized);
    });
}

QImage captions(qreal scrolled)
{
    DiagramLook look;
    look.scrolled = scrolled;
    return painted(look, [](QPainter &painter, const DiagramLook &sized) {
        const Lanes lanes = views::lanesOf(chattrace::chat());
        paintCaptions(painter, lanes, layout(lanes, {}, 444), sized);
    });
}

// The first row of pixels with anything on it, inside the area.
int topOf(const QImage &image, const QRect &area)
{
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            if (image.pixelColor(x, y) != QColor(Qt::white))
                return y;
        }
    }
    return -1;
}

} // namespace

void TestDiagramFrame::gridStandsAtTheTicks()
{
    const QImage image = painted({}, [](QPainter &painter, const DiagramLook &look) {
        paintGrid(painter, kScale, {{12 * kSecond, {}}}, look);
    });
    const int x = qFloor(kScale.x(12 * kSecond));
    for (const int y : {0, 200, 443}) {
        QVERIFY(image.pixelColor(x, y) != QColor(Qt::white));
        QCOMPARE(image.pixelColor(x - 3, y), QColor(Qt::white));
        QCOMPARE(image.pixelColor(x + 3, y), QColor(Qt::white));
    }
}

void TestDiagramFrame::captionsStayInTheirColumn()
{
    const QImage image = captions(0);
    QVERIFY(topOf(image, QRect(0, 0, int(kCaptionWidth), 444)) > kAxisHeight);
    QCOMPARE(topOf(image, QRect(int(kCaptionWidth), 0, 1000, 444)), -1);
}

void TestDiagramFrame::captionsMoveWithTheRows()
{
    const QRect column(0, 0, int(kCaptionWidth), 444);
    QCOMPARE(topOf(captions(10), column), topOf(captions(0), column) - 10);
}

void TestDiagramFrame::cursorTakesTheLabelBelowIt()
{
    DiagramLook look;
    look.cursor = 15 * kSecond;
    const QImage image = axis(look);
    const int x = qRound(kScale.x(15 * kSecond));
    QCOMPARE(image.pixelColor(x, 5), Theme::light().catchUp); // its badge
    QVERIFY(image.pixelColor(x, 300) != QColor(Qt::white));   // its line
    const QRect nextLabel(qRound(kScale.x(18 * kSecond)) + 2, 0, 60, int(kAxisHeight));
    QCOMPARE(image.copy(nextLabel), axis({}).copy(nextLabel));
}

void TestDiagramFrame::cursorOutsideTheScaleChangesNothing_data()
{
    QTest::addColumn<Nanoseconds>("cursor");
    QTest::newRow("before") << 9 * kSecond;
    QTest::newRow("after") << 30 * kSecond;
}

void TestDiagramFrame::cursorOutsideTheScaleChangesNothing()
{
    QFETCH(Nanoseconds, cursor);
    DiagramLook look;
    look.cursor = cursor;
    QCOMPARE(axis(look), axis({}));
}

QTEST_MAIN(TestDiagramFrame)
#include "tst_diagramframe.moc"
