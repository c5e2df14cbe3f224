#include "../window/savedtrace.h"
#include "../window/windowparts.h"

#include <app/timeline/timelinefeature.h>
#include <app/timeline/timelinewidget.h>

#include <QAction>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestTimelineFeature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_parts = std::make_unique<WindowParts>();
        m_feature = &m_parts->add<TimelineFeature>();
        m_panel = m_parts->window.findChild<TimelineWidget *>();
        m_temp = std::make_unique<QTemporaryDir>();
        m_file = m_temp->filePath(u"saved.jsonl"_s);
        saveStory(m_file,
                  {u"server.opened A t=1 conn=1 transport=ws path=/chat channel=room"_s,
                   u"gap.opened A t=30 channel=room"_s, u"gap.closed A t=40 channel=room missed=1"_s});
    }
    void cleanup() { m_parts.reset(); }

    void aSavedTraceIsShownAsAWhole()
    {
        QVERIFY(showSaved(m_parts->trace, m_file));
        QCOMPARE(m_panel->lanes().lanes().size(), std::size_t(1));
        QVERIFY(m_panel->range().contains(kSecond) && m_panel->range().contains(40 * kSecond));
        m_parts->trace.leaveSaved();
        QVERIFY(m_panel->lanes().lanes().empty());
        QCOMPARE(m_panel->range().to, 12 * kSecond);
    }

    void whatOthersSelectIsSelectedHere()
    {
        QVERIFY(showSaved(m_parts->trace, m_file));
        m_parts->selection.showEvent(1);
        QVERIFY(m_panel->selected() != 0);
        m_panel->select(0);
        m_parts->selection.setEvent(1); // selected by the timeline itself: nothing moves
        QCOMPARE(m_panel->selected(), EventId(0));

        QSignalSpy selected(&m_parts->selection, &Selection::eventSelected);
        Q_EMIT m_panel->eventSelected(1);
        QCOMPARE(selected[0], (QList<QVariant>{QVariant::fromValue(EventId(1)), true}));
    }

    void gapsAreShownWithoutBringingTheInspectorToTheFront()
    {
        QVERIFY(showSaved(m_parts->trace, m_file));
        QSignalSpy selected(&m_parts->selection, &Selection::eventSelected);
        m_parts->selection.showGaps(u"A"_s, {});
        QCOMPARE(selected.size(), 1);
        QCOMPARE(selected[0][0].value<EventId>(), m_panel->selected());
        QCOMPARE(selected[0][1].toBool(), false);
    }

    void laneAndTimelineAreTheSamePlace()
    {
        QCOMPARE(m_feature->placeNamed(u"lane"_s, u"B"_s), m_panel);
        QCOMPARE(m_feature->placeNamed(u"timeline"_s, {}), m_panel);
    }

    void itsCommandsStandInItsMenu()
    {
        const QStringList texts = actionTexts(m_parts->menus.timeline->actions());
        QCOMPARE(texts, (QStringList{u"Follow"_s, u"Fit all"_s, u"Zoom in"_s, u"Zoom out"_s, QString(),
                                     u"Save trace…"_s}));
        const bool following = m_panel->isFollowing();
        m_parts->menus.timeline->actions().first()->trigger();
        QCOMPARE(m_panel->isFollowing(), !following);
    }

private:
    std::unique_ptr<WindowParts> m_parts;
    std::unique_ptr<QTemporaryDir> m_temp;
    TimelineFeature *m_feature = nullptr;
    TimelineWidget *m_panel = nullptr;
    QString m_file;
};

QTEST_MAIN(TestTimelineFeature)
#include "tst_timelinefeature.moc"
