#include <app/editor/codeeditor.h>
#include <app/editor/editorpanel.h>
#include <app/lesson/lessonpanel.h>
#include <app/window/mainwindow.h>
#include <app/window/scenariocontrol.h>

#include <core/textfile.h>
#include <page/pageview.h>
#include <scenario/gallery.h>
#include <scenario/scenario.h>
#include <session/session.h>
#include <support/begun.h>
#include <trace/trace.h>

#include <support/commands.h>

#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

// The lesson in the whole window, with a copy of the counter.
class TestLessonFeature : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void init()
    {
        m_temp = std::make_unique<QTemporaryDir>();
        const Result<QString> made = createScenario(*findScenario(u"counter"_s), m_temp->path(), u"mine"_s);
        QVERIFY(made.ok());
        m_dir = *made;
    }

    void showMeDoesTheStepAndProgressIsKept()
    {
        write(u"[[step]]\ntext = \"Cut B.\"\ndone = { kind = \"link.cut\", client = \"B\" }\n"
              "do = { fault = \"cut\", client = \"B\", for = \"500ms\" }\n"
              "[[step]]\ntext = \"Think.\"\n"_s);
        {
            MainWindow window(settings());
            window.show();
            QVERIFY(window.openScenario(m_dir, {}) && test::runs(window.session()));
            auto *panel = window.findChild<LessonPanel *>();
            QCOMPARE(panel->currentStep(), 0);
            Q_EMIT panel->showMeRequested(0);
            QTRY_COMPARE_WITH_TIMEOUT(panel->currentStep(), 1, 10'000);
        }
        MainWindow again(settings());
        again.show();
        QVERIFY(again.openScenario(m_dir, {}) && test::runs(again.session()));
        auto *panel = again.findChild<LessonPanel *>();
        QTRY_COMPARE(panel->currentStep(), 1);
        Q_EMIT panel->startOverRequested();
        QTRY_COMPARE(panel->currentStep(), 0);
    }

    void whatTheTeacherDoesBecomesSteps()
    {
        write({});
        MainWindow window(nullptr);
        window.show();
        QVERIFY(window.openScenario(m_dir, {}) && test::runs(window.session()));
        auto *panel = window.findChild<LessonPanel *>();
        Q_EMIT panel->recordRequested(true);
        window.session().applyFault(
            test::command(u"cut"_s, {{u"for"_s, qint64(300 * kMillisecond)}}, u"B"_s));
        QTRY_VERIFY((window.session().flush(), !window.session().trace().ofKind(Kind::LinkCut).empty()));
        Q_EMIT panel->recordRequested(false);
        auto *editor = window.findChild<EditorPanel *>()->editorOf(m_dir + u"/scenario.toml"_s);
        const ManifestReading reading = readManifest(editor->text(), {});
        QVERIFY(reading.ok());
        QVERIFY(!reading.manifest.steps.empty());
        const auto cut = std::find_if(
            reading.manifest.steps.begin(), reading.manifest.steps.end(),
            [](const LessonStep &step) { return step.text == u"Cut client B off for 300ms."_s; });
        QVERIFY(cut != reading.manifest.steps.end());
        QCOMPARE(cut->done.size(), 1u);
        QCOMPARE(cut->done[0].kind, u"link.cut"_s);
        QCOMPARE(cut->actions.size(), 1u);
        QCOMPARE(cut->actions[0].command.ends, Ends::after(300 * kMillisecond));
        window.findChild<EditorPanel *>()->undo();
        QVERIFY(readManifest(editor->text(), {}).manifest.steps.empty());
    }

    void aNewLessonBeginsWithAStep()
    {
        write({});
        MainWindow window(nullptr);
        window.show();
        QVERIFY(window.openScenario(m_dir, {}) && test::runs(window.session()));
        Q_EMIT window.findChild<LessonPanel *>()->newLessonRequested();
        auto *editor = window.findChild<EditorPanel *>()->editorOf(m_dir + u"/scenario.toml"_s);
        const ManifestReading reading = readManifest(editor->text(), {});
        QVERIFY(reading.ok());
        QCOMPARE(reading.manifest.steps.size(), 1u);
    }

private:
    std::unique_ptr<QSettings> settings() const
    {
        return std::make_unique<QSettings>(m_temp->filePath(u"settings.ini"_s), QSettings::IniFormat);
    }
    void write(const QString &steps)
    {
        const QString manifest =
            u"title = \"Mine\"\nhtmx = [\"2\"]\nclients = [\"A\", \"B\"]\n"
            "[params.catchUp]\nchoices = [\"none\", \"snapshot\", \"replay\"]\ndefault = \"replay\"\n"_s +
            steps;
        QVERIFY(saveText(m_dir + u"/scenario.toml"_s, manifest).ok());
    }

    std::unique_ptr<QTemporaryDir> m_temp;
    QString m_dir;
};

QTEST_MAIN(TestLessonFeature)
#include "tst_lessonfeature.moc"
