#include "../window/savedtrace.h"
#include "../window/windowparts.h"

#include <app/cues/cuesfeature.h>
#include <app/cues/paramspanel.h>
#include <app/cues/sendbox.h>

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestCuesFeature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cuesStandInTheMenuWithTheirKeys()
    {
        WindowParts parts;
        parts.add<CuesFeature>();
        QMenu *menu = submenu(*parts.menus.scenario, u"Cues"_s);
        Q_EMIT menu->aboutToShow();
        QCOMPARE(actionTexts(menu->actions()), QStringList{u"The script has no cues"_s});
        QVERIFY(!menu->actions().first()->isEnabled());
        QVERIFY(parts.runs(u"counter"_s));
        QTRY_VERIFY(!parts.session.cues().isEmpty());
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().first()->text(), parts.session.cues().first() + u"\tCtrl+1"_s);
    }

    void aRunHasItsCuesParametersAndTargets()
    {
        WindowParts parts;
        auto &cues = parts.add<CuesFeature>();
        parts.place();
        QVERIFY(parts.runs(u"counter"_s));
        const QWidget *panel = cues.placeNamed(u"cues"_s, {});
        QTRY_COMPARE(panel->findChildren<QPushButton *>().size(), parts.session.cues().size());
        QVERIFY(cues.placeNamed(u"params"_s, {})->findChild<QComboBox *>(u"catchUp"_s) != nullptr);
        const auto *target = cues.placeNamed(u"sends"_s, {})->findChild<QComboBox *>();
        QVERIFY(target->count() > 0);
        QVERIFY(test::ended(parts.session));
        QTRY_COMPARE(target->count(), 0);
        QVERIFY(cues.placeNamed(u"network"_s, {}) == nullptr);
    }

    // The parameters that stood here are not the trace's, and no script is there to have cues.
    void besideASavedTraceNothingCanBeAskedFor()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"saved.jsonl"_s);
        saveStory(file, {u"server.published t=2 update=1 channel=room"_s});
        WindowParts parts;
        auto &cues = parts.add<CuesFeature>();
        parts.place();
        QVERIFY(parts.runs(u"counter"_s));
        const QWidget *params = cues.placeNamed(u"params"_s, {});
        const QWidget *sends = cues.placeNamed(u"sends"_s, {});
        QVERIFY(!params->isHidden() && !sends->isHidden());
        QVERIFY(showSaved(parts.trace, file));
        QVERIFY(params->isHidden() && sends->isHidden());
        const auto says = [&cues](const QString &text) {
            const QList<QLabel *> labels = cues.placeNamed(u"cues"_s, {})->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [&](const QLabel *label) { return label->text().contains(text); });
        };
        QVERIFY(says(u"no script to run"_s) && !says(u"No cues yet"_s));
        QVERIFY(test::ended(parts.session));
        parts.trace.leaveSaved();
        QVERIFY(parts.runs(u"counter"_s));
        QVERIFY(!params->isHidden() && !sends->isHidden());
        QVERIFY(!says(u"no script to run"_s));
    }
};

QTEST_MAIN(TestCuesFeature)
#include "tst_cuesfeature.moc"
