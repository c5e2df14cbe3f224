#include "lanestory.h"
#include "views.h"

#include <timeline/labels.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

class TestLabels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void labelsKeepApart();
    void labelsStayInside();
    void noLabelCoversAnother_data();
    void noLabelCoversAnother();
    void endings_data();
    void endings();
    void waits();
    void gapsInWords();
    void catchUpsInWords();
};

void TestLabels::labelsKeepApart()
{
    const GeometryInput input;
    LabelPlacer placer(QRectF(0, 0, 400, 100), input);
    std::vector<LabelShape> labels;
    QVERIFY(placer.place(labels, QStringLiteral("ten signs."), Ink::Lost, {}, 100, {20}));
    QVERIFY(!placer.place(labels, QStringLiteral("ten signs."), Ink::Lost, {}, 120, {20}));
    QVERIFY(placer.place(labels, QStringLiteral("ten signs."), Ink::Lost, {}, 120, {20, 40}));
    QVERIFY(placer.place(labels, QStringLiteral("ten signs."), Ink::Lost, {}, 200, {20}));
    placer.block(QRectF(290, 30, 20, 20));
    QVERIFY(!placer.place(labels, QStringLiteral("ten signs."), Ink::Lost, {}, 300, {40}));
    QCOMPARE(labels.size(), std::size_t(3));
    QCOMPARE(labels[1].rect.center().y(), 40.0);
}

void TestLabels::labelsStayInside()
{
    GeometryInput input;
    input.labelWidth = [](const QString &text) { return 10.0 * static_cast<qreal>(text.size()); };
    LabelPlacer placer(QRectF(50, 0, 100, 30), input);
    std::vector<LabelShape> labels;
    QVERIFY(placer.place(labels, QStringLiteral("abcde"), Ink::Lost, {}, 55, {15}));
    QCOMPARE(labels[0].rect.left(), 50.0);
    QVERIFY(!placer.place(labels, QStringLiteral("longer than that"), Ink::Lost, {}, 100, {15}));
    QVERIFY(!placer.place(labels, QStringLiteral("abc"), Ink::Lost, {}, 130, {28}));
}

void TestLabels::noLabelCoversAnother_data()
{
    QTest::addColumn<Nanoseconds>("span");
    QTest::addColumn<double>("height");
    for (const Nanoseconds span : {kSecond, 4 * kSecond, 12 * kSecond, 60 * kSecond}) {
        for (const double height : {250.0, 330.0, 444.0})
            QTest::addRow("%lld s, %g high", static_cast<long long>(span / kSecond), height)
                << span << height;
    }
}

void TestLabels::noLabelCoversAnother()
{
    QFETCH(Nanoseconds, span);
    QFETCH(double, height);
    const Lanes lanes = views::lanesOf(chattrace::chat());
    for (Nanoseconds from = 0; from < 22 * kSecond; from += span / 3) {
        const Geometry shapes = geometry(lanes, views::view(lanes, from, from + span, 860, height));
        for (std::size_t i = 0; i < shapes.labels.size(); ++i) {
            for (std::size_t j = i + 1; j < shapes.labels.size(); ++j) {
                QVERIFY2(!shapes.labels[i].rect.intersects(shapes.labels[j].rect),
                         qPrintable(shapes.labels[i].text + u'/' + shapes.labels[j].text));
            }
        }
    }
}

void TestLabels::endings_data()
{
    QTest::addColumn<bool>("cut");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("by");
    QTest::addColumn<QString>("text");
    QTest::newRow("cut") << true << 1006 << "link"
                         << "cut · 1006";
    QTest::newRow("cut stream") << true << 0 << ""
                                << "cut";
    QTest::newRow("deploy") << false << 1012 << "server"
                            << "server closed · 1012";
    QTest::newRow("page") << false << 1001 << "client"
                          << "page closed · 1001";
    QTest::newRow("fault") << false << 1011 << "link"
                           << "link closed · 1011";
    QTest::newRow("unknown") << false << 0 << ""
                             << "closed";
}

void TestLabels::endings()
{
    QFETCH(bool, cut);
    QFETCH(int, code);
    QFETCH(QString, by);
    Closing closing;
    closing.cut = cut;
    closing.code = code;
    closing.by = by;
    QTEST(closingText(closing), "text");
}

void TestLabels::waits()
{
    Segment segment;
    segment.attempt = 3;
    segment.planned = 3'080 * kMillisecond;
    QCOMPARE(backoffText(segment), QStringLiteral("3 · 3.1 s"));
    segment.plannedKnown = false;
    QCOMPARE(backoffText(segment), QStringLiteral("3 · ≈\u20093.1 s"));
}

void TestLabels::gapsInWords()
{
    Lane lane;
    lane.client = QStringLiteral("B");
    Gap gap;
    gap.start = kSecond;
    QCOMPARE(gapText(lane, gap, 3 * kSecond), QStringLiteral("B is away for 2.0 s — nothing missed"));
    gap.missed = 1;
    QCOMPARE(gapText(lane, gap, 3 * kSecond), QStringLiteral("B is away for 2.0 s — 1 update missed"));
    gap.open = false;
    gap.end = 6'900 * kMillisecond;
    gap.missed = 3;
    QCOMPARE(gapText(lane, gap, 99 * kSecond), QStringLiteral("B is away for 5.9 s — 3 updates missed"));
}

void TestLabels::catchUpsInWords()
{
    CatchUp catchUp;
    QCOMPARE(catchUpText(catchUp), QString());
    catchUp.snapshots = 1;
    QCOMPARE(catchUpText(catchUp), QString());
    catchUp.recovered = 4;
    QCOMPARE(catchUpText(catchUp), QStringLiteral("catch-up: snapshot, 4 recovered"));
    catchUp.replayed = 3;
    QCOMPARE(catchUpText(catchUp), QStringLiteral("catch-up: 3 replayed"));
}

QTEST_GUILESS_MAIN(TestLabels)
#include "tst_labels.moc"
