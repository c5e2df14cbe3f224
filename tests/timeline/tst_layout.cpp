#include "lanestory.h"

#include <timeline/layout.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

class TestLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asInThePicture();
    void rowsKeepTheirDistance_data();
    void rowsKeepTheirDistance();
    void hiddenClientsHaveNoRow();
    void nothingToShow();
};

namespace {

Lanes lanesOf(int clients)
{
    LaneStory story;
    for (int i = 0; i < clients; ++i)
        story.opens(qPrintable(QString(QChar(u'A' + i))), i + 1, i);
    return story.lanes;
}

} // namespace

void TestLayout::asInThePicture()
{
    const Layout result = layout(lanesOf(2), {}, 444);
    QCOMPARE(result.serverY, 62.0);
    QCOMPARE(result.rows.size(), std::size_t(2));
    QCOMPARE(result.rows[0].y, 202.0);
    QCOMPARE(result.rows[1].y, 342.0);
    QCOMPARE(result.rows[1].gapTop, 272.0);
    QCOMPARE(result.rows[1].missedY, 302.0);
    QVERIFY(result.height <= 444);
}

void TestLayout::rowsKeepTheirDistance_data()
{
    QTest::addColumn<int>("clients");
    QTest::addColumn<double>("height");
    for (const int clients : {1, 2, 5, 20}) {
        for (const double height : {0.0, 120.0, 330.0, 480.0, 2000.0})
            QTest::addRow("%d in %g", clients, height) << clients << height;
    }
}

void TestLayout::rowsKeepTheirDistance()
{
    QFETCH(int, clients);
    QFETCH(double, height);
    const Layout result = layout(lanesOf(clients), {}, height);
    QCOMPARE(result.rows.size(), static_cast<std::size_t>(clients));
    qreal above = result.serverY;
    for (const Row &row : result.rows) {
        const qreal distance = row.y - above;
        QVERIFY(distance >= kLeastSpacing - 1 && distance <= kMostSpacing + 1);
        // What did not reach a lane hangs beside it, not beside the one above.
        QVERIFY(row.y - row.missedY < (row.missedY - above) / 2);
        QVERIFY(row.missedY < row.y - kBandHeight);
        QVERIFY(row.gapTop > above && row.gapTop < row.y && row.gapBottom > row.y);
        above = row.y;
    }
    QVERIFY(result.height > above);
    QCOMPARE(result.rowOf(0)->lane, 0);
    QCOMPARE(result.rowOf(clients), nullptr);
}

void TestLayout::hiddenClientsHaveNoRow()
{
    Filter filter;
    filter.hiddenClients = {QStringLiteral("A")};
    const Layout result = layout(lanesOf(2), filter, 444);
    QCOMPARE(result.rows.size(), std::size_t(1));
    QCOMPARE(result.rowOf(0), nullptr);
    QCOMPARE(result.rowOf(1)->y, 202.0);
}

void TestLayout::nothingToShow()
{
    const Layout result = layout(Lanes(), {}, 300);
    QVERIFY(result.rows.empty());
    QVERIFY(result.height > result.serverY);
}

QTEST_GUILESS_MAIN(TestLayout)
#include "tst_layout.moc"
