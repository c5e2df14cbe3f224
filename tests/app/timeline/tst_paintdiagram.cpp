#include "timeline/views.h"

#include <timeline/paintdiagram.h>

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

class TestPaintDiagram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rolesHaveTheirColours_data();
    void rolesHaveTheirColours();
    void selectionAndHoverShow();
};

namespace {

QImage paint(const Theme &theme, const DiagramLook &wanted = {})
{
    const Lanes lanes = views::lanesOf(chattrace::chat());
    const GeometryInput input = views::pictureView(lanes);
    QImage image(1210, 444, QImage::Format_RGB32);
    QPainter painter(&image);
    DiagramLook look = wanted;
    look.theme = theme;
    look.size = image.size();
    paintDiagram(painter, lanes, input, geometry(lanes, input), look);
    return image;
}

} // namespace

void TestPaintDiagram::rolesHaveTheirColours_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestPaintDiagram::rolesHaveTheirColours()
{
    QFETCH(bool, dark);
    const Theme theme = dark ? Theme::darkTheme() : Theme::light();
    const QImage image = paint(theme);
    const Scale scale{{10 * kSecond, 22 * kSecond}, 120, 1070};
    const auto at = [&](double seconds, int y) {
        return image.pixelColor(qRound(scale.x(chattrace::at(seconds))), y);
    };
    QCOMPARE(at(21.2, 430), theme.panel);
    QCOMPARE(at(17.2, 62), theme.ink);                            // the server's line
    QCOMPARE(at(15.2, 202), mixed(theme.panel, theme.live, 0.9)); // A is open
    QCOMPARE(at(12.9, 342), mixed(theme.panel, theme.lost, 0.9)); // B failed
    QVERIFY(at(17.5, 300) != theme.panel);                        // in the gap
    QVERIFY(at(21.5, 300) == theme.panel);                        // after it
}

void TestPaintDiagram::selectionAndHoverShow()
{
    const QImage plain = paint(Theme::light());
    DiagramLook look;
    look.selected = {ItemType::Message, 1, 0};
    QVERIFY(paint(Theme::light(), look) != plain);
    look = {};
    look.hovered = {ItemType::Segment, 1, 3};
    QVERIFY(paint(Theme::light(), look) != plain);
    look = {};
    look.cursor = chattrace::at(15.3);
    QVERIFY(paint(Theme::light(), look) != plain);
}

QTEST_MAIN(TestPaintDiagram)
#include "tst_paintdiagram.moc"
