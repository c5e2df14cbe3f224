#include <timeline/rowlabels.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

// Twenty seconds on a thousand pixels; five pixels a character.
class TestRowLabels : public QObject
{
    Q_OBJECT

private:
    GeometryInput m_input;
    Row m_row;

    QStringList labels(const Lane &lane, Geometry shapes) const
    {
        addRowLabels(m_row, lane, m_input, &shapes);
        QStringList texts;
        for (const LabelShape &label : shapes.labels)
            texts << label.text;
        return texts;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_input.scale = {{0, 20 * kSecond}, 0, 1000};
        m_input.now = 20 * kSecond;
        m_input.labelWidth = [](const QString &text) { return 5.0 * static_cast<qreal>(text.size()); };
        m_row.lane = 0;
        m_row.y = 100;
        m_row.gapTop = 60;
        m_row.gapBottom = 130;
    }

    void aGapSaysWhatThereIsRoomFor_data()
    {
        QTest::addColumn<double>("width");
        QTest::addColumn<QStringList>("texts");
        QTest::newRow("all") << 400.0
                             << QStringList{QStringLiteral("B is away for 5.0 s \u2014 3 updates missed")};
        QTest::newRow("less") << 100.0 << QStringList{QStringLiteral("5.0 s \u2014 3 missed")};
        QTest::newRow("the number") << 60.0 << QStringList{QStringLiteral("3 missed")};
        QTest::newRow("nothing") << 20.0 << QStringList{};
    }
    void aGapSaysWhatThereIsRoomFor()
    {
        QFETCH(double, width);
        Lane lane;
        lane.client = QStringLiteral("B");
        Gap gap;
        gap.end = 5 * kSecond;
        gap.open = false;
        gap.missed = 3;
        lane.gaps = {gap};
        Geometry shapes;
        shapes.gaps = {{QRectF(300, 60, width, 70), {ItemType::Gap, 0, 0}}};
        QTEST(labels(lane, shapes), "texts");
    }

    void closings()
    {
        Lane lane;
        Closing closing;
        closing.cut = true;
        closing.code = 1006;
        lane.closings = {closing};
        Geometry shapes;
        shapes.crosses = {{QPointF(300, 100), false, {ItemType::Closing, 0, 0}, 1},
                          {QPointF(500, 100), true, {ItemType::Closing, 0, 0}, 4},
                          {QPointF(-20, 100), true, {ItemType::Closing, 0, 0}, 1}};
        QCOMPARE(labels(lane, shapes),
                 (QStringList{QStringLiteral("cut \u00b7 1006"), QStringLiteral("4 \u00d7 closed")}));
    }

    void bandsOfTheirOwn()
    {
        Lane lane;
        Segment segment;
        segment.state = BandState::Backoff;
        segment.attempt = 1;
        segment.planned = 2 * kSecond;
        lane.segments = {segment};
        const ItemRef item{ItemType::Segment, 0, 0};
        Geometry shapes;
        shapes.bands = {{QRectF(100, 94, 100, 12), BandState::Backoff, item},
                        {QRectF(300, 94, 100, 12), BandState::Frozen, item},
                        {QRectF(500, 94, 100, 12), BandState::Open, item},
                        {QRectF(600, 94, 100, 12), BandState::Backoff, item, 2},     // folded
                        {QRectF(700, 94, 10, 12), BandState::Backoff, item},         // too narrow
                        {QRectF(800, 94, 10, 12), BandState::Frozen, item, 1, 900}}; // but it will be wide
        QCOMPARE(labels(lane, shapes), (QStringList{QStringLiteral("1 \u00b7 2.0 s"),
                                                    QStringLiteral("frozen"), QStringLiteral("frozen")}));
    }

    void catchUps()
    {
        Lane lane;
        CatchUp catchUp;
        catchUp.start = 4 * kSecond;
        catchUp.end = 5 * kSecond;
        catchUp.replayed = 3;
        catchUp.message = 7;
        CatchUp covered = catchUp; // its label would begin below the first
        covered.end += kSecond;
        CatchUp away = catchUp;
        away.start = away.end = 30 * kSecond;
        lane.catchUps = {catchUp, covered, away};
        Geometry shapes;
        addRowLabels(m_row, lane, m_input, &shapes);
        QCOMPARE(shapes.labels.size(), std::size_t(1));
        QCOMPARE(shapes.labels[0].text, QStringLiteral("catch-up: 3 replayed"));
        QCOMPARE(shapes.labels[0].item, (ItemRef{ItemType::Message, 0, 7}));
        QVERIFY(shapes.labels[0].rect.left() > 250);
        m_input.filter.catchUp = false;
        QCOMPARE(labels(lane, {}), QStringList());
        m_input.filter.catchUp = true;
    }

    void otherRowsAndMarks()
    {
        Lane lane;
        lane.segments = {Segment{}};
        Geometry shapes;
        shapes.bands = {{QRectF(300, 94, 100, 12), BandState::Frozen, {ItemType::Segment, 1, 0}}};
        QCOMPARE(labels(lane, shapes), QStringList());
        shapes.bands[0].item.lane = 0;
        QCOMPARE(labels(lane, shapes), QStringList{QStringLiteral("frozen")});
        for (const qreal y : {124.0, 138.0}) // both of its places
            shapes.marks.push_back({QPointF(350, y), SwapLook::Append, {ItemType::Swap, 0, 0}});
        QCOMPARE(labels(lane, shapes), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestRowLabels)
#include "tst_rowlabels.moc"
