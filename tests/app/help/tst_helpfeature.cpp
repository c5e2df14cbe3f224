#include "../window/windowparts.h"

#include <app/help/helpfeature.h>
#include <app/help/manualwindow.h>

#include <QAction>
#include <QDialog>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestHelpFeature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theManualIsOneWindow()
    {
        WindowParts parts;
        parts.add<HelpFeature>();
        QVERIFY(parts.window.findChild<ManualWindow *>() == nullptr);
        parts.actions.manual->trigger();
        parts.actions.manual->trigger();
        const QList<ManualWindow *> windows = parts.window.findChildren<ManualWindow *>();
        QCOMPARE(windows.size(), 1);
        QVERIFY(windows.front()->isVisible() && !windows.front()->text().isEmpty());
    }

    void whatThisIsOpensOverTheWindow()
    {
        WindowParts parts;
        parts.add<HelpFeature>();
        parts.actions.about->trigger();
        QVERIFY(parts.window.findChild<QDialog *>(u"AboutDialog"_s)->isVisible());
    }
};

QTEST_MAIN(TestHelpFeature)
#include "tst_helpfeature.moc"
