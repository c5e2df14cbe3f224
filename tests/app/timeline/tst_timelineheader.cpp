#include <timeline/timelineheader.h>

#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace swapscope;

class TestTimelineHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showingIsNotChanging();
    void usersChange();
    void saysHowMuchIsNotInTheDiagram();
    void filterMenu();
    void everyControlHasANameAndATip();
};

namespace {

QToolButton *button(const TimelineHeader &header, const char *name)
{
    for (QToolButton *one : header.findChildren<QToolButton *>()) {
        if (one->accessibleName().startsWith(QLatin1StringView(name)))
            return one;
    }
    return nullptr;
}

} // namespace

void TestTimelineHeader::showingIsNotChanging()
{
    TimelineHeader header;
    QSignalSpy follow(&header, &TimelineHeader::followChanged);
    QSignalSpy zoom(&header, &TimelineHeader::zoomChanged);
    header.setFollowing(true);
    header.setZoom(0.7);
    QVERIFY(button(header, "Follow")->isChecked());
    QCOMPARE(header.findChild<QSlider *>()->value(), 700);
    QCOMPARE(follow.count() + zoom.count(), 0);
}

void TestTimelineHeader::usersChange()
{
    TimelineHeader header;
    QSignalSpy follow(&header, &TimelineHeader::followChanged);
    QSignalSpy zoom(&header, &TimelineHeader::zoomChanged);
    button(header, "Follow")->click();
    header.findChild<QSlider *>()->setValue(250);
    QCOMPARE(follow.count(), 1);
    QCOMPARE(follow[0][0].toBool(), true);
    QCOMPARE(zoom[0][0].toDouble(), 0.25);
}

void TestTimelineHeader::saysHowMuchIsNotInTheDiagram()
{
    TimelineHeader header;
    header.show();
    const auto says = [&header](const QString &text) {
        const auto labels = header.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->isVisible() && label->text() == text; });
    };
    header.setIncomplete(QStringLiteral("1,240 events behind"));
    QVERIFY(says(QStringLiteral("1,240 events behind")));
    header.setIncomplete({});
    QVERIFY(!says(QStringLiteral("1,240 events behind")) && !says(QString()));
}

void TestTimelineHeader::filterMenu()
{
    TimelineHeader header;
    header.setClients({QStringLiteral("A"), QStringLiteral("B")});
    QSignalSpy spy(&header, &TimelineHeader::filterChanged);
    QMenu *menu = button(header, "Filter")->menu();
    const auto toggle = [menu](const char *text) {
        Q_EMIT menu->aboutToShow();
        for (QAction *action : menu->actions()) {
            if (action->text() == QLatin1StringView(text))
                action->trigger();
        }
    };
    toggle("Swaps");
    toggle("Client B");
    QCOMPARE(spy.count(), 2);
    auto filter = spy[1][0].value<timeline::Filter>();
    QVERIFY(!filter.swaps);
    QCOMPARE(filter.hiddenClients, QSet<QString>{QStringLiteral("B")});
    QCOMPARE(button(header, "Filter")->text(), QStringLiteral("Filter \u00b7 2 hidden"));
    toggle("Show everything");
    QCOMPARE(spy[2][0].value<timeline::Filter>(), timeline::Filter());
    QCOMPARE(button(header, "Filter")->text(), QStringLiteral("Filter\u2026"));
}

void TestTimelineHeader::everyControlHasANameAndATip()
{
    TimelineHeader header;
    int controls = 0;
    for (const QAbstractButton *one : header.findChildren<QAbstractButton *>()) {
        ++controls;
        QVERIFY(!one->accessibleName().isEmpty());
        QVERIFY(!one->toolTip().isEmpty());
        QVERIFY(one->focusPolicy() & Qt::TabFocus);
    }
    QCOMPARE(controls, 5);
    QVERIFY(!header.findChild<QSlider *>()->accessibleName().isEmpty());
}

QTEST_MAIN(TestTimelineHeader)
#include "tst_timelineheader.moc"
