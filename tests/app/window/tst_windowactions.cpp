#include <app/window/windowactions.h>

#include <QAction>
#include <QSet>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestWindowActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noKeyIsGivenTwice()
    {
        QWidget window;
        const WindowActions actions(&window);
        QSet<QString> keys;
        for (const QAction *action : actions.findChildren<QAction *>()) {
            for (const QKeySequence &key : action->shortcuts()) {
                QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
                keys.insert(key.toString());
            }
        }
        QVERIFY(keys.contains(u"Ctrl+H"_s));
    }

    void theFaultsNameWhomTheyHit()
    {
        QWidget window;
        WindowActions actions(&window);
        actions.setTarget(u"B"_s);
        QVERIFY(actions.cut->toolTip().startsWith(u"Cut client B for 5 s"_s));
        actions.setTarget(u"*"_s);
        QVERIFY(actions.cut->toolTip().startsWith(u"Cut every client for 5 s"_s));
    }

    void playIsAlsoStop()
    {
        QWidget window;
        WindowActions actions(&window);
        QVERIFY(!actions.play->isEnabled());
        actions.setSchedule(true, false);
        QCOMPARE(actions.play->text(), u"Play"_s);
        actions.setSchedule(true, true);
        QCOMPARE(actions.play->text(), u"Stop"_s);
    }

    void holdSaysHowManyWaitAndStepNeedsOne()
    {
        QWidget window;
        WindowActions actions(&window);
        actions.setOpen(true);
        QCOMPARE(QString(actions.hold->text()).remove(u'&'), u"Hold"_s);
        QVERIFY(!actions.step->isEnabled() && !actions.releaseAll->isEnabled());
        actions.setHeld(true, 12);
        QCOMPARE(QString(actions.hold->text()).remove(u'&'), u"Hold · 12"_s);
        QVERIFY(actions.step->isEnabled() && actions.releaseAll->isEnabled());
        actions.setHeld(false, 0);
        QVERIFY(!actions.step->isEnabled());
    }

    void withoutARunThereIsNothingToDisturb()
    {
        QWidget window;
        WindowActions actions(&window);
        QVERIFY(!actions.cut->isEnabled());
        QVERIFY(!actions.restart->isEnabled());
        QVERIFY(actions.openFolder->isEnabled());
        actions.setOpen(true);
        QVERIFY(actions.cut->isEnabled());
    }

    // A run that has ended is mended by what is saved.
    void textsAreSavedWhetherAnythingRunsOrNot()
    {
        QWidget window;
        WindowActions actions(&window);
        const auto all = [&actions](bool enabled) {
            const QList<QAction *> texts{actions.save, actions.saveAll, actions.saveCopy, actions.revert};
            return std::all_of(texts.begin(), texts.end(),
                               [enabled](const QAction *action) { return action->isEnabled() == enabled; });
        };
        QVERIFY(all(false));
        actions.setEditable();
        QVERIFY(all(true));
        actions.setOpen(true);
        actions.setOpen(false);
        QVERIFY(all(true));
    }
};

QTEST_MAIN(TestWindowActions)
#include "tst_windowactions.moc"
