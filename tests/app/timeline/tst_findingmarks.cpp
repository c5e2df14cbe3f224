#include <app/timeline/findingmarks.h>
#include <app/timeline/timelinecanvas.h>
#include <app/timeline/timelinewidget.h>

#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestFindingMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standWhereItShowed()
    {
        TimelineWidget timeline;
        timeline.resize(900, 300);
        timeline.show();
        timeline.setFollowing(false);
        timeline.setRange({0, 10 * kSecond});
        FindingMarks marks(timeline);
        QVERIFY(!marks.isVisible());
        marks.setMarks({{4 * kSecond, Severity::Error, true, u"target.missing"_s, u"Seen."_s},
                        {40 * kSecond, Severity::Note, true, u"later"_s, u"Not shown."_s}});
        QVERIFY(marks.isVisible());
        const qreal x = timeline.canvas()->scale().x(4 * kSecond);
        QVERIFY(std::abs(marks.rectOf(0).center().x() - x) <= 1);
        QVERIFY(marks.rectOf(1).isEmpty());

        // It moves with the range.
        timeline.setRange({2 * kSecond, 6 * kSecond});
        QVERIFY(std::abs(marks.rectOf(0).center().x() - timeline.canvas()->scale().x(4 * kSecond)) <= 1);

        QSignalSpy chosen(&marks, &FindingMarks::chosen);
        QTest::mouseClick(&marks, Qt::LeftButton, {}, marks.rectOf(0).center());
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().toString(), u"target.missing"_s);
    }
};

QTEST_MAIN(TestFindingMarks)
#include "tst_findingmarks.moc"
