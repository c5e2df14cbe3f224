#include "../window/savedtrace.h"
#include "../window/windowparts.h"

#include <app/inspector/inspectorfeature.h>
#include <app/inspector/inspectorpanel.h>
#include <app/window/paneldock.h>

#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestInspectorFeature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSelectedEventIsShownInFront()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"saved.jsonl"_s);
        saveStory(file, {u"server.opened A t=1 conn=1 transport=ws path=/chat channel=room"_s,
                         u"server.published t=2 update=1 channel=room"_s});
        WindowParts parts;
        parts.add<InspectorFeature>();
        parts.place();
        const auto *panel = parts.window.findChild<InspectorPanel *>();
        auto *dock = parts.window.findChild<PanelDock *>(u"inspector"_s);
        QVERIFY(showSaved(parts.trace, file));

        dock->hide();
        parts.selection.setGap(1);
        QCOMPARE(panel->shown(), EventId(1));
        QVERIFY(dock->isHidden());
        parts.selection.showEvent(2);
        QCOMPARE(panel->shown(), EventId(2));
        QVERIFY(!panel->sheet().title.isEmpty());
        QVERIFY(dock->isVisible());
        parts.trace.leaveSaved();
        QCOMPARE(panel->shown(), EventId(0));
    }
};

QTEST_MAIN(TestInspectorFeature)
#include "tst_inspectorfeature.moc"
