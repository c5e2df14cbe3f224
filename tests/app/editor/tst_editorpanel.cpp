#include <app/editor/codeeditor.h>
#include <app/editor/editorpanel.h>
#include <app/widgets/messagebar.h>

#include <core/textfile.h>
#include <scenario/scenario.h>

#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestEditorPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_temp = std::make_unique<QTemporaryDir>();
        m_dir = m_temp->filePath(u"chat"_s);
        m_drafts = m_temp->filePath(u"drafts"_s);
        QVERIFY(QDir().mkpath(m_dir + u"/static"_s));
        write(u"server.js"_s, u"one\ntwo\n"_s);
        write(u"page.htmx2.html"_s, u"<p>2</p>"_s);
        write(u"page.htmx4.html"_s, u"<p>4</p>"_s);
        write(u"static/style.css"_s, u"p {}"_s);
        write(u"scenario.toml"_s, u"title = \"Chat\"\nhtmx = [\"2\", \"4\"]\nclients = [\"A\"]\n"_s);
        const ScenarioLoading loading = loadScenario(m_dir);
        QVERIFY2(loading.ok(), loading.ok() ? "" : qPrintable(loading.errors[0].toString()));
        m_scenario = loading.scenario;
    }

    void hasATabForEveryFile()
    {
        EditorPanel panel(m_drafts);
        panel.openScenario(m_scenario, true);
        const auto *tabs = panel.findChild<QTabBar *>();
        QStringList names;
        for (int i = 0; i < tabs->count(); ++i)
            names += tabs->tabText(i);
        QCOMPARE(names, (QStringList{u"server.js"_s, u"page.htmx2.html"_s, u"page.htmx4.html"_s,
                                     u"style.css"_s, u"scenario.toml"_s}));
    }

    void savesAndTellsWhich()
    {
        EditorPanel panel(m_drafts);
        panel.openScenario(m_scenario, true);
        QSignalSpy saved(&panel, &EditorPanel::saved);
        panel.currentEditor()->replaceAll(u"changed\n"_s);
        QVERIFY(panel.isDirty());
        QCOMPARE(panel.findChild<QTabBar *>()->tabText(0), u"server.js •"_s);
        panel.save();
        QVERIFY(!panel.isDirty());
        QCOMPARE(saved.size(), 1);
        QCOMPARE(saved[0][0].toString(), m_scenario.scriptPath);
        QCOMPARE(*readText(m_scenario.scriptPath), u"changed\n"_s);
    }

    void anEditOutlivesTheEditorAsADraft()
    {
        {
            EditorPanel panel(m_drafts);
            panel.openScenario(m_scenario, true);
            panel.currentEditor()->replaceAll(u"not saved\n"_s);
        }
        QCOMPARE(*readText(m_scenario.scriptPath), u"one\ntwo\n"_s);
        EditorPanel again(m_drafts);
        again.openScenario(m_scenario, true);
        QCOMPARE(again.currentEditor()->text(), u"not saved\n"_s);
        QVERIFY(again.isDirty());
        auto *message = again.findChild<MessageBar *>();
        QCOMPARE(message->text(), u"Your unsaved edits of server.js are back."_s);
        for (QPushButton *button : message->findChildren<QPushButton *>()) {
            if (button->text() == u"Discard them"_s)
                button->click();
        }
        QCOMPARE(again.currentEditor()->text(), u"one\ntwo\n"_s);
        QVERIFY(!again.isDirty());
    }

    void aDraftIsKeptWhileTyping()
    {
        EditorPanel panel(m_drafts);
        panel.openScenario(m_scenario, true);
        panel.currentEditor()->insert(u"x"_s);
        QTRY_VERIFY(!QDir(m_drafts).entryList(QDir::Files).isEmpty());
    }

    void aBundledScenarioAsksForACopy()
    {
        EditorPanel panel(m_drafts);
        panel.openScenario(m_scenario, false);
        QSignalSpy copy(&panel, &EditorPanel::copyRequested);
        panel.currentEditor()->replaceAll(u"mine\n"_s);
        panel.save();
        QCOMPARE(copy.size(), 1);
        QCOMPARE(*readText(m_scenario.scriptPath), u"one\ntwo\n"_s);
        QCOMPARE(panel.unsaved().value(m_scenario.scriptPath), u"mine\n"_s);
    }

    void marksTheLineOfAnErrorInItsFile()
    {
        EditorPanel panel(m_drafts);
        panel.openScenario(m_scenario, true);
        panel.markError({u"an unknown key"_s, m_scenario.manifestPath, 2, 1}, true);
        QCOMPARE(panel.currentPath(), m_scenario.manifestPath);
        QCOMPARE(panel.currentEditor()->errorLines(), QList{2});
        panel.clearErrors();
        QVERIFY(panel.currentEditor()->errorLines().isEmpty());
    }

    void followsAnotherProgramAndAsksWhereThereAreEdits()
    {
        EditorPanel panel(m_drafts);
        panel.openScenario(m_scenario, true);
        QSignalSpy changed(&panel, &EditorPanel::changedOnDisk);
        write(u"server.js"_s, u"by another\n"_s);
        QTRY_COMPARE(panel.currentEditor()->text(), u"by another\n"_s);
        QCOMPARE(changed.size(), 1);
        panel.currentEditor()->replaceAll(u"mine\n"_s);
        write(u"server.js"_s, u"by another again\n"_s);
        auto *message = panel.findChild<MessageBar *>();
        QTRY_COMPARE(message->text(), u"Another program changed server.js, and you have edits of it here."_s);
        QCOMPARE(panel.currentEditor()->text(), u"mine\n"_s);
    }

    // As after a change of scenario.toml, which begins a new run.
    void theSameScenarioReadAgainKeepsThePlace()
    {
        write(u"server.js"_s, u"// a line\n"_s.repeated(100));
        EditorPanel panel(m_drafts);
        panel.resize(400, 300);
        panel.show();
        panel.openScenario(m_scenario, true);
        panel.currentEditor()->goTo(50, 4);
        panel.currentEditor()->setFirstVisibleLine(44);
        const CodeEditor::Place before = panel.currentEditor()->place();
        panel.openScenario(m_scenario, true);
        QCOMPARE(panel.currentEditor()->place(), before);
        QCOMPARE(panel.currentEditor()->firstVisibleLine(), 44);
    }

private:
    void write(const QString &name, const QString &text)
    {
        QVERIFY(saveText(m_dir + u'/' + name, text).ok());
    }

    std::unique_ptr<QTemporaryDir> m_temp;
    QString m_dir;
    QString m_drafts;
    Scenario m_scenario;
};

QTEST_MAIN(TestEditorPanel)
#include "tst_editorpanel.moc"
