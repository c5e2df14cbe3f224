#include "../window/windowparts.h"

#include <app/editor/codeeditor.h>
#include <app/editor/editorpanel.h>

#include <core/textfile.h>
#include <scenario/gallery.h>
#include <scenario/scenario.h>

#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestEditorFeature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void init()
    {
        m_temp = std::make_unique<QTemporaryDir>();
        const Result<QString> made = createScenario(*findScenario(u"counter"_s), m_temp->path(), u"mine"_s);
        QVERIFY(made.ok());
        m_mine = *made;
        m_parts = std::make_unique<WindowParts>();
        m_parts->place();
        m_panel = m_parts->window.findChild<EditorPanel *>();
    }
    void cleanup() { m_parts.reset(); }

    void othersWriteIntoTheTextsAndItCanBeTakenBack()
    {
        QVERIFY(m_parts->runs(m_mine));
        EditorFeature &editor = m_parts->editor;
        const QString path = file(u"scenario.toml"_s);
        QVERIFY(!editor.text(file(u"none.toml"_s)));
        const QString before = *editor.text(path);
        editor.replace(path, u"# one\n"_s + before, 1);
        QCOMPARE(*editor.text(path), u"# one\n"_s + before);
        QCOMPARE(m_panel->currentPath(), path);
        QVERIFY(editor.isDirty());
        QCOMPARE(editor.unsaved().keys(), QStringList{path});
        QCOMPARE(*readText(path), before); // nothing is saved by itself
        m_panel->undo();
        QCOMPARE(*editor.text(path), before);
    }

    void whatIsWrittenIsOfferedToBeSaved()
    {
        QVERIFY(m_parts->runs(m_mine));
        const QString path = file(u"scenario.toml"_s);
        m_parts->editor.replace(path, u"# one\n"_s + *m_parts->editor.text(path), 1);
        m_parts->editor.offerToSave(u"A line is there now."_s);
        QSignalSpy changed(&m_parts->editor, &EditorFeature::fileChanged);
        button(u"Save"_s)->click();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toString(), path);
        QVERIFY(readText(path)->startsWith(u"# one"_s));
    }

    void ofABundledScenarioACopyIsOffered()
    {
        QVERIFY(m_parts->runs(u"counter"_s));
        m_parts->editor.offerToSave(u"A line is there now."_s);
        QVERIFY(button(u"Save"_s) == nullptr);
        QSignalSpy copy(&m_parts->editor, &EditorFeature::copyRequested);
        button(u"Save as my copy…"_s)->click();
        QCOMPARE(copy.size(), 1);
    }

    void anErrorLeadsToItsLine()
    {
        QVERIFY(m_parts->runs(m_mine));
        Error error;
        error.file = file(u"server.js"_s);
        error.line = 3;
        error.column = 2;
        error.message = u"It went wrong."_s;
        m_panel->showFile(file(u"scenario.toml"_s));
        Q_EMIT m_parts->session.commandFailed(error);
        QVERIFY(m_parts->messages->text().contains(u"server.js:3"_s));
        button(u"Show the line"_s)->click();
        QCOMPARE(m_panel->currentPath(), error.file);
        QCOMPARE(m_panel->currentEditor()->errorLines(), QList<int>{3});
        int line = 0;
        int column = 0;
        m_panel->currentEditor()->getCursorPosition(&line, &column);
        QCOMPARE(line, 2);

        // One that is in no file has no line to show.
        Q_EMIT m_parts->session.commandFailed(Error{u"There is no such client."_s});
        QVERIFY(button(u"Show the line"_s) == nullptr);
    }

    void aScriptThatFailsIsSaidWithWhatServesMeanwhile()
    {
        QVERIFY(saveText(file(u"server.js"_s), u"import { nothing } from \"swapscope\"\n"_s).ok());
        QVERIFY(m_parts->runs(m_mine));
        QVERIFY(m_parts->messages->text().contains(u"server.js:1"_s));
        QVERIFY(m_parts->messages->text().contains(u"the page is served without a script"_s));
        QVERIFY(saveText(file(u"server.js"_s), u"import { every } from \"swapscope\"\n"_s).ok());
        m_parts->session.reloadScript();
        QTRY_COMPARE(m_parts->messages->text(), QString());
        QVERIFY(saveText(file(u"server.js"_s), u"let = 3\n"_s).ok());
        m_parts->session.reloadScript();
        QTRY_VERIFY(m_parts->messages->text().contains(u"the last script without an error keeps serving"_s));
    }

    // Nothing was put in its place: it is the one that serves, and nothing else does.
    void anErrorOfTheScriptThatServesIsSaidWithoutAnotherThatWould_data()
    {
        QTest::addColumn<QString>("script");
        QTest::newRow("a cue") << u"cue(\"Mine\", async () => { const z = undefined; z.foo() })"_s;
        QTest::newRow("a cue's generator") << u"cue(\"Mine\", function* () { yield; undefined.foo() })"_s;
        QTest::newRow("a top level that has waited") << u"await sleep(\"10ms\"); undefined.foo()"_s;
    }
    void anErrorOfTheScriptThatServesIsSaidWithoutAnotherThatWould()
    {
        QFETCH(const QString, script);
        const QString path = file(u"server.js"_s);
        QVERIFY(saveText(path, u"import { cue, sleep } from \"swapscope\"\n"_s + script + u'\n').ok());
        QVERIFY(m_parts->runs(m_mine));
        if (script.startsWith(u"cue"_s))
            m_parts->session.runCue(0);
        QTRY_VERIFY(m_parts->messages->text().contains(u"TypeError"_s));
        QVERIFY2(m_parts->messages->text().contains(u"server.js:2"_s), qPrintable(m_parts->messages->text()));
        QVERIFY2(!m_parts->messages->text().contains(u" — "_s), qPrintable(m_parts->messages->text()));

        QVERIFY(saveText(path, u"let = 3\n"_s).ok());
        m_parts->session.reloadScript();
        QTRY_VERIFY(m_parts->messages->text().contains(u"the last script without an error keeps serving"_s));
    }

    // A server that was left behind is told of as soon as the next run has begun, before its script is.
    void aScriptThatRunsDoesNotHideWhatWasSaidInItsRun()
    {
        QVERIFY(m_parts->runs(m_mine));
        Q_EMIT m_parts->session.commandFailed(Error{u"The server was left behind."_s});
        m_parts->editor.runGrew({.script = true});
        QVERIFY(m_parts->messages->text().contains(u"was left behind"_s));
        m_parts->editor.runBegan();
        QCOMPARE(m_parts->messages->text(), QString());
    }

    void aFailureMarksEveryError()
    {
        QVERIFY(m_parts->runs(m_mine));
        Error first;
        first.file = file(u"scenario.toml"_s);
        first.line = 1;
        Error second = first;
        second.line = 2;
        m_parts->features.reportFailure({.what = u"It cannot run."_s, .errors = {first, second}});
        QCOMPARE(m_panel->currentPath(), first.file);
        QCOMPARE(m_panel->currentEditor()->errorLines(), (QList<int>{1, 2}));
    }

private:
    QString file(const QString &name) const { return m_mine + u'/' + name; }
    QPushButton *button(const QString &text) const
    {
        for (QPushButton *each : m_parts->messages->findChildren<QPushButton *>()) {
            if (each->text() == text && each->isVisibleTo(m_parts->messages))
                return each;
        }
        return nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_temp;
    QString m_mine;
    std::unique_ptr<WindowParts> m_parts;
    EditorPanel *m_panel = nullptr;
};

QTEST_MAIN(TestEditorFeature)
#include "tst_editorfeature.moc"
