#include "lanestory.h"
#include "views.h"

#include <timeline/geometry.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;
using views::lanesOf;
using views::pictureView;
using views::view;

class TestGeometry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePicture();
    void onlyWhatIsVisible();
    void incrementalIsRebuilt();
    void floodIsFolded();
    void foldsCountEverything();
    void narrowSegmentsFold();
    void backoffShowsWhereItShouldEnd();
    void openGapGrows();
    void growsWhileSomethingVisibleLasts_data();
    void growsWhileSomethingVisibleLasts();
    void filters();
    void selectedIsNeverFoldedAway();
    void degenerateViews();
};

namespace {

int countInk(const Geometry &shapes, Ink ink)
{
    return static_cast<int>(std::count_if(shapes.lines.begin(), shapes.lines.end(),
                                          [ink](const LineShape &line) { return line.ink == ink; }));
}

QStringList texts(const Geometry &shapes)
{
    QStringList all;
    for (const LabelShape &label : shapes.labels)
        all << label.text;
    all.sort();
    return all;
}

} // namespace

void TestGeometry::thePicture()
{
    const Lanes lanes = lanesOf(chattrace::chat());
    const Geometry shapes = geometry(lanes, pictureView(lanes));
    QCOMPARE(countInk(shapes, Ink::Live), 19);
    QCOMPARE(countInk(shapes, Ink::CatchUp), 3);
    QCOMPARE(countInk(shapes, Ink::Sent), 4);
    QCOMPARE(countInk(shapes, Ink::Lost), 3);
    QCOMPARE(shapes.gaps.size(), std::size_t(1));
    QCOMPARE(shapes.crosses.size(), std::size_t(1));
    QCOMPARE(shapes.marks.size(), std::size_t(22));
    QCOMPARE(shapes.ticks.size(), std::size_t(13));
    QCOMPARE(texts(shapes),
             (QStringList{QStringLiteral("1 \u00b7 0.4 s"), QStringLiteral("2 \u00b7 1.7 s"),
                          QStringLiteral("3 \u00b7 3.1 s"),
                          QStringLiteral("B is away for 5.9 s \u2014 3 updates missed"),
                          QStringLiteral("catch-up: 3 replayed"), QStringLiteral("cut \u00b7 1006")}));
}

void TestGeometry::onlyWhatIsVisible()
{
    const Lanes lanes = lanesOf(chattrace::chat());
    const Geometry shapes = geometry(lanes, view(lanes, 13'500 * kMillisecond, 14'300 * kMillisecond));
    QVERIFY(shapes.lines.empty());
    QVERIFY(shapes.marks.empty());
    QVERIFY(shapes.crosses.empty());
    QCOMPARE(shapes.bands.size(), std::size_t(2)); // A is open, B waits
    QCOMPARE(shapes.gaps.size(), std::size_t(1));
    // A message that only reaches in.
    const Geometry reaching = geometry(lanes, view(lanes, 12'300 * kMillisecond, 12'350 * kMillisecond));
    QCOMPARE(reaching.lines.size(), std::size_t(1));
    QCOMPARE(reaching.lines[0].item.lane, 1);
}

void TestGeometry::incrementalIsRebuilt()
{
    const std::vector<Event> events = chattrace::chat();
    Lanes grown;
    Trace trace;
    for (std::size_t i = 0; i < events.size(); ++i) {
        trace.append(events[i]);
        grown.append(events[i], trace);
        if (i % 11 != 0)
            continue;
        const Lanes rebuilt = lanesOf({events.begin(), events.begin() + static_cast<std::ptrdiff_t>(i) + 1});
        GeometryInput input = pictureView(grown);
        input.now = events[i].t;
        QCOMPARE(geometry(grown, input), geometry(rebuilt, input));
    }
}

void TestGeometry::floodIsFolded()
{
    const Lanes lanes = lanesOf(chattrace::flood(12'000));
    const Geometry whole = geometry(lanes, view(lanes, 0, 122 * kSecond));
    QVERIFY(whole.lines.size() > 400);
    QVERIFY(whole.lines.size() <= 2 * (1070 / 3 + 12));
    QVERIFY(whole.marks.size() <= 2 * (1070 / 3 + 12));
    const Geometry close = geometry(lanes, view(lanes, 60 * kSecond, 60'100 * kMillisecond));
    QVERIFY(close.lines.size() >= 20 && close.lines.size() < 50);
    for (const LineShape &line : close.lines)
        QCOMPARE(line.count, 1);
}

void TestGeometry::foldsCountEverything()
{
    const Lanes lanes = lanesOf(chattrace::flood(5'000));
    for (const Nanoseconds span : {kSecond * 60, kSecond * 600, kSecond * 7200}) {
        const Geometry shapes = geometry(lanes, view(lanes, -kSecond, span));
        int lines = 0;
        int marks = 0;
        for (const LineShape &line : shapes.lines)
            lines += line.count;
        for (const MarkShape &mark : shapes.marks)
            marks += mark.count;
        QCOMPARE(lines, 10'000);
        QCOMPARE(marks, 10'000);
    }
}

void TestGeometry::narrowSegmentsFold()
{
    LaneStory story;
    for (int i = 0; i < 500; ++i) {
        const int ms = i * 20;
        story.tell(Kind::PageConnecting, ms, "A", i + 1, 0, LaneStory::where());
        story.tell(Kind::PageClosed, ms + 5, "A", i + 1);
        story.tell(Kind::PageBackoff, ms + 5, "A", i + 1, 0, LaneStory::field("delay_ms", 15));
    }
    const Geometry shapes = geometry(story.lanes, view(story.lanes, 0, 100 * kSecond, 1000));
    QVERIFY(shapes.bands.size() < 60);
    int count = 0;
    qreal right = 120;
    for (const BandShape &band : shapes.bands) {
        count += band.count;
        QVERIFY(band.rect.left() >= right - 1.01);
        right = band.rect.right();
        if (band.count > 1)
            QCOMPARE(band.state, BandState::Failed);
    }
    QCOMPARE(count, static_cast<int>(story.lane().segments.size()));
}

void TestGeometry::backoffShowsWhereItShouldEnd()
{
    LaneStory story;
    story.opens("A", 1, 0);
    story.tell(Kind::PageClosed, 1000, "A", 1);
    story.tell(Kind::PageBackoff, 1000, "A", 1, 0,
               {{QStringLiteral("attempt"), 1}, {QStringLiteral("delay_ms"), 2000}});
    GeometryInput input = view(story.lanes, 0, 6 * kSecond);
    input.now = 1500 * kMillisecond;
    const Geometry shapes = geometry(story.lanes, input);
    QCOMPARE(shapes.bands.back().rect.right(), input.scale.x(1500 * kMillisecond));
    QCOMPARE(shapes.bands.back().planned, input.scale.x(3 * kSecond));
}

void TestGeometry::openGapGrows()
{
    LaneStory story;
    story.opens("B", 1, 0);
    story.tell(Kind::GapOpened, 1000, "B", 0, 0, LaneStory::field("channel", QStringLiteral("room")));
    GeometryInput input = view(story.lanes, 0, 6 * kSecond);
    input.now = 3 * kSecond;
    Geometry shapes = geometry(story.lanes, input);
    QCOMPARE(shapes.gaps[0].rect.right(), input.scale.x(3 * kSecond));
    QVERIFY(texts(shapes).contains(QStringLiteral("B is away for 2.0 s \u2014 nothing missed")));
    story.tell(Kind::UpdateMissed, 3000, "B", 0, 0,
               {{QStringLiteral("channel"), QStringLiteral("room")},
                {QStringLiteral("why"), QStringLiteral("away")}},
               1);
    input.now = 4'200 * kMillisecond;
    shapes = geometry(story.lanes, input);
    QVERIFY(texts(shapes).contains(QStringLiteral("B is away for 3.2 s \u2014 1 update missed")));
}

void TestGeometry::growsWhileSomethingVisibleLasts_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("now"); // in seconds; ten to twenty are shown
    QTest::addColumn<bool>("grows");
    QTest::newRow("an open connection, up to a moment that is shown") << "open" << 15 << true;
    QTest::newRow("an open connection, up to long after what is shown") << "open" << 60 << false;
    QTest::newRow("a gap that is still open tells how long it lasts") << "gap" << 60 << true;
    QTest::newRow("a gap that has ended") << "gap that ended" << 60 << false;
    QTest::newRow("a message under way comes nearer") << "message" << 60 << true;
    QTest::newRow("a message that arrived") << "message that arrived" << 60 << false;
}

void TestGeometry::growsWhileSomethingVisibleLasts()
{
    QFETCH(QString, what);
    QFETCH(int, now);
    QFETCH(bool, grows);
    LaneStory story;
    story.opens("B", 1, 1000);
    if (what.startsWith(QLatin1StringView("gap")))
        story.tell(Kind::GapOpened, 11'000, "B", 0, 0, LaneStory::field("channel", QStringLiteral("room")));
    if (what == QLatin1StringView("gap that ended"))
        story.tell(Kind::GapClosed, 12'000, "B", 0, 0, LaneStory::field("channel", QStringLiteral("room")));
    if (what.startsWith(QLatin1StringView("message")))
        story.tell(Kind::ServerSent, 11'000, "B", 1, 1);
    if (what == QLatin1StringView("message that arrived"))
        story.tell(Kind::PageMessage, 11'200, "B", 1, 1);
    GeometryInput input = view(story.lanes, 10 * kSecond, 20 * kSecond);
    input.now = now * kSecond;
    const Geometry shapes = geometry(story.lanes, input);
    QCOMPARE(shapes.grows, grows);
    // What it promises: a later moment alone changes nothing that is shown.
    if (!grows) {
        input.now += 3 * kSecond;
        QCOMPARE(geometry(story.lanes, input), shapes);
    }
}

void TestGeometry::filters()
{
    const Lanes lanes = lanesOf(chattrace::chat());
    GeometryInput input = pictureView(lanes);
    input.filter.live = false;
    QCOMPARE(countInk(geometry(lanes, input), Ink::Live), 0);
    input.filter.catchUp = false;
    QCOMPARE(countInk(geometry(lanes, input), Ink::CatchUp), 0);
    QVERIFY(!texts(geometry(lanes, input)).contains(QStringLiteral("catch-up: 3 replayed")));
    input.filter.sent = false;
    QCOMPARE(countInk(geometry(lanes, input), Ink::Sent), 0);
    input.filter.lost = false;
    QVERIFY(geometry(lanes, input).lines.empty());
    input.filter.swaps = false;
    QVERIFY(geometry(lanes, input).marks.empty());
    QVERIFY(!geometry(lanes, input).bands.empty());
}

void TestGeometry::selectedIsNeverFoldedAway()
{
    const Lanes lanes = lanesOf(chattrace::flood(5'000));
    GeometryInput input = view(lanes, 0, 600 * kSecond);
    for (const ItemRef &item : {ItemRef{ItemType::Message, 0, 1234}, ItemRef{ItemType::Swap, 1, 777},
                                ItemRef{ItemType::Segment, 1, 0}}) {
        input.selected = item;
        const Geometry shapes = geometry(lanes, input);
        const auto isIt = [&item](const auto &shape) { return shape.item == item; };
        const bool found = std::any_of(shapes.lines.begin(), shapes.lines.end(), isIt) ||
                           std::any_of(shapes.marks.begin(), shapes.marks.end(), isIt) ||
                           std::any_of(shapes.bands.begin(), shapes.bands.end(), isIt);
        QVERIFY(found);
    }
}

void TestGeometry::degenerateViews()
{
    const Lanes lanes = lanesOf(chattrace::chat());
    QCOMPARE(geometry(lanes, view(lanes, kSecond, kSecond)), Geometry{});
    QCOMPARE(geometry(lanes, view(lanes, 0, kSecond, 0)), Geometry{});
    QCOMPARE(geometry(lanes, view(lanes, 0, kSecond, -5)), Geometry{});
    const Geometry before = geometry(lanes, view(lanes, -20 * kSecond, -10 * kSecond));
    QVERIFY(before.lines.empty() && before.bands.empty() && before.gaps.empty());
    QVERIFY(!before.ticks.empty());
    QVERIFY(geometry(Lanes(), view(Lanes(), 0, kSecond)).bands.empty());
}

QTEST_GUILESS_MAIN(TestGeometry)
#include "tst_geometry.moc"
