#include <app/editor/codeeditor.h>
#include <app/editor/editorpanel.h>
#include <app/network/recorded/putschedule.h>
#include <app/widgets/messagebar.h>

#include <core/textfile.h>
#include <scenario/gallery.h>
#include <scenario/scenario.h>

#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPutSchedule : public QObject
{
    Q_OBJECT

    static QPushButton *button(const QWidget &bar, const QString &text)
    {
        for (QPushButton *each : bar.findChildren<QPushButton *>()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }

private Q_SLOTS:
    void init()
    {
        m_temp = std::make_unique<QTemporaryDir>();
        const Result<QString> chat = findScenario(u"chat"_s);
        QVERIFY(chat);
        const Result<QString> mine = createScenario(*chat, m_temp->path(), u"mine"_s);
        QVERIFY(mine);
        m_scenario = loadScenario(*mine).scenario;
        m_editor = std::make_unique<EditorPanel>(m_temp->path() + u"/drafts"_s);
        m_editor->openScenario(m_scenario, true);
        m_message = std::make_unique<MessageBar>();
    }

    void cleanup()
    {
        m_message.reset();
        m_editor.reset();
        m_temp.reset();
    }

    void writesIntoTheEditorWhereItCanBeTakenBack()
    {
        const QString before = m_editor->editorOf(m_scenario.manifestPath)->text();
        QVERIFY(putIntoSchedule(place(false), {step(u"A"_s)}, ScheduleEdit::Append));
        CodeEditor *editor = m_editor->currentEditor();
        QCOMPARE(m_editor->currentPath(), m_scenario.manifestPath);
        QVERIFY(editor->text().contains(
            u"at     = \"12s\"\nclient = \"A\"\nfault  = \"freeze\"\nfor    = \"2s\"\n"_s));
        int line = 0;
        int column = 0;
        editor->getCursorPosition(&line, &column);
        QCOMPARE(editor->text(line).trimmed(), u"[[network]]"_s);
        QVERIFY(m_editor->isDirty());
        QCOMPARE(*readText(m_scenario.manifestPath), before); // nothing is saved by itself
        editor->undo();
        QCOMPARE(editor->text(), before);
        QVERIFY(!m_editor->isDirty());
    }

    void theBarSavesIt()
    {
        QVERIFY(putIntoSchedule(place(false), {step(u"A"_s)}, ScheduleEdit::Append));
        QSignalSpy saved(m_editor.get(), &EditorPanel::saved);
        QVERIFY(button(*m_message, u"Save"_s) != nullptr);
        button(*m_message, u"Save"_s)->click();
        QCOMPARE(saved.size(), 1);
        QCOMPARE(loadScenario(m_scenario.dir).scenario.manifest.network.size(), std::size_t(2));
    }

    void ofABundledOneACopyIsOffered()
    {
        QVERIFY(putIntoSchedule(place(true), {step(u"A"_s)}, ScheduleEdit::Replace));
        QVERIFY(button(*m_message, u"Save"_s) == nullptr);
        button(*m_message, u"Save as my copy…"_s)->click();
        QCOMPARE(m_copies, 1);
    }

    void whatDoesNotFitIsSaidAndNothingIsWritten()
    {
        const QString before = m_editor->editorOf(m_scenario.manifestPath)->text();
        QVERIFY(!putIntoSchedule(place(false), {step(u"Z"_s)}, ScheduleEdit::Append));
        QCOMPARE(m_editor->editorOf(m_scenario.manifestPath)->text(), before);
        QVERIFY(m_message->text().contains(u"Nothing was put into the schedule."_s));
        QVERIFY(m_message->text().contains(u"\"Z\" is no client of this scenario"_s));
    }

private:
    SchedulePlace place(bool bundled)
    {
        return {*m_editor, *m_message, m_scenario, bundled, [this] { ++m_copies; }};
    }
    static NetworkStep step(const QString &client)
    {
        return {12 * kSecond, {.client = client, .fault = u"freeze"_s, .ends = Ends::after(2 * kSecond)}, 0};
    }

    std::unique_ptr<QTemporaryDir> m_temp;
    Scenario m_scenario;
    std::unique_ptr<EditorPanel> m_editor;
    std::unique_ptr<MessageBar> m_message;
    int m_copies = 0;
};

QTEST_MAIN(TestPutSchedule)
#include "tst_putschedule.moc"
