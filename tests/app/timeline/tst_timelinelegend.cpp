#include <timeline/timelinelegend.h>

#include <QTest>

using namespace swapscope;

class TestTimelineLegend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entriesLeaveWhenThereIsNoRoom();
    void saysInWordsWhatItShows();
};

void TestTimelineLegend::entriesLeaveWhenThereIsNoRoom()
{
    TimelineLegend legend;
    legend.resize(legend.sizeHint());
    QCOMPARE(legend.shown(), 5);
    legend.resize(legend.sizeHint().width() / 2, 20);
    QVERIFY(legend.shown() >= 1 && legend.shown() <= 3);
    legend.resize(10, 20);
    QCOMPARE(legend.shown(), 0);
}

void TestTimelineLegend::saysInWordsWhatItShows()
{
    TimelineLegend legend;
    for (const char *word : {"delivered", "lost", "catch-up", "sent by the page", "swaps"})
        QVERIFY(legend.accessibleDescription().contains(QLatin1StringView(word)));
    QVERIFY(!legend.toolTip().isEmpty());
}

QTEST_MAIN(TestTimelineLegend)
#include "tst_timelinelegend.moc"
