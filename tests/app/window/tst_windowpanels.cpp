#include "windowparts.h"

#include <app/attach/attachedpanel.h>
#include <app/hold/holdpanel.h>
#include <app/ledger/ledgerpanel.h>
#include <app/timeline/timelinewidget.h>
#include <app/window/paneldock.h>

#include <page/pageview.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestWindowPanels : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private Q_SLOTS:
    void everyPanelHasItsPlace()
    {
        const WindowParts parts;
        const auto area = [&parts](const QString &name) {
            return parts.window.dockWidgetArea(parts.window.findChild<PanelDock *>(name));
        };
        for (const QString &name : {u"lesson"_s, u"editor"_s, u"cues"_s, u"attached"_s})
            QCOMPARE(area(name), Qt::LeftDockWidgetArea);
        for (const QString &name : {u"network"_s, u"inspector"_s, u"ledger"_s})
            QCOMPARE(area(name), Qt::RightDockWidgetArea);
        for (const QString &name : {u"timeline"_s, u"held"_s})
            QCOMPARE(area(name), Qt::BottomDockWidgetArea);
    }

    void someComeOnlyWhenTheyAreNeeded()
    {
        WindowParts parts;
        QVERIFY(parts.layout.isShown(parts.panels.timeline));
        QVERIFY(parts.layout.isShown(parts.panels.ledger));
        QVERIFY(!parts.layout.isShown(parts.panels.hold));
        QVERIFY(!parts.layout.isShown(parts.panels.attached));
    }
};

QTEST_MAIN(TestWindowPanels)
#include "tst_windowpanels.moc"
