#include "folder.h"

#include <core/textfile.h>
#include <scenario/gallery.h>
#include <scenario/scenario.h>

#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList printed(const std::vector<Error> &errors, const QString &dir)
{
    QStringList lines;
    for (const Error &error : errors)
        lines << error.toString().replace(dir, u"DIR"_s);
    return lines;
}

} // namespace

class TestScenario : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("SWAPSCOPE_DATA", SWAPSCOPE_SOURCE_DIR "/resources"); }
    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_dir = m_temporary->filePath(u"mine"_s);
        QVERIFY(put(m_dir + u"/scenario.toml"_s, "title = \"Mine\"\nhtmx = [\"2\", \"4\"]\n"));
        QVERIFY(put(m_dir + u"/server.js"_s, "\n"));
        QVERIFY(put(m_dir + u"/page.html"_s, "<p>"));
    }

    void everyBundledScenarioLoads()
    {
        const auto entries = bundledScenarios();
        QVERIFY(!entries.empty());
        for (const GalleryEntry &entry : entries) {
            const ScenarioLoading loading = openScenario(entry.name);
            QCOMPARE(printed(loading.errors, entry.dir), QStringList());
        }
    }

    // A folder comes from a stranger; what it shows is its own.
    void linksOutOfTheFolderAreErrors_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("the manifest") << u"scenario.toml"_s;
        QTest::newRow("the script") << u"server.js"_s;
        QTest::newRow("the page") << u"page.html"_s;
    }
    void linksOutOfTheFolderAreErrors()
    {
        QFETCH(QString, name);
        const QString there = m_temporary->filePath(u"elsewhere"_s);
        QVERIFY(put(there, "title = \"Elsewhere\"\n"));
        const QString here = m_dir + u'/' + name;
        QVERIFY(QFile::remove(here) && QFile::link(there, here));
        ScenarioLoading loading = loadScenario(m_dir);
        QCOMPARE(loading.errors.size(), 1u);
        QCOMPARE(loading.errors[0].file, here);
        QCOMPARE(loading.errors[0].message,
                 u"is a link to %1, outside of the scenario's folder: put a copy here instead"_s.arg(
                     QFileInfo(there).canonicalFilePath()));
        QVERIFY(loading.scenario.manifest.title != u"Elsewhere");
        QVERIFY(!readScenarioText(here));
        // Within the folder it may be a link, and the folder itself, too.
        QVERIFY(QFile::rename(there, m_dir + u"/own"_s) && QFile::remove(here) &&
                QFile::link(u"own"_s, here));
        const QString other = m_temporary->filePath(u"other"_s);
        QVERIFY(QFile::link(m_dir, other));
        QVERIFY(readScenarioText(other + u'/' + name));
    }

    // What the lesson and the schedule of `chat` promise.
    void chatIsTheOneOfTheDesign()
    {
        const Manifest m = openScenario(u"chat"_s).scenario.manifest;
        QCOMPARE(m.clients, QStringList({u"A"_s, u"B"_s}));
        QCOMPARE(m.defaults(),
                 (QMap<QString, QString>{{u"catchUp"_s, u"replay"_s}, {u"cursor"_s, u"session"_s}}));
        QCOMPARE(m.network.size(), 1u);
        QCOMPARE(m.network[0].at, 6 * kSecond);
        QCOMPARE(m.network[0].command,
                 (FaultCommand{.client = u"B"_s, .fault = u"cut"_s, .ends = Ends::after(5 * kSecond)}));
        QCOMPARE(m.steps.size(), 5u);
        for (const LessonStep &step : m.steps)
            QVERIFY2(step.done.size() == 1, qPrintable(step.text));
    }

    void namesTheFiles()
    {
        QVERIFY(put(m_dir + u"/page.htmx4.html"_s, "<p>"));
        const ScenarioLoading loading = loadScenario(m_dir + u"/"_s);
        QCOMPARE(printed(loading.errors, m_dir), QStringList());
        const Scenario &s = loading.scenario;
        QCOMPARE(s.dir, m_dir);
        QCOMPARE(s.name, u"mine"_s);
        QCOMPARE(s.manifest.title, u"Mine"_s);
        QCOMPARE(s.manifestPath, m_dir + u"/scenario.toml"_s);
        QCOMPARE(s.scriptPath, m_dir + u"/server.js"_s);
        QCOMPARE(s.staticDir, m_dir + u"/static"_s);
        QCOMPARE(s.pagePath(u"2"), m_dir + u"/page.html"_s);
        QCOMPARE(s.pagePath(u"4"), m_dir + u"/page.htmx4.html"_s);
        QCOMPARE(s.pagePaths(), QStringList({m_dir + u"/page.html"_s, m_dir + u"/page.htmx4.html"_s}));
    }

    void saysWhichFileToCreate_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("error");
        QTest::newRow("manifest")
            << u"scenario.toml"_s
            << u"DIR/scenario.toml: is missing: create it with at least one line, title = \"…\""_s;
        QTest::newRow("script")
            << u"server.js"_s << u"DIR/server.js: is missing: create it; it says what the mock server does"_s;
        QTest::newRow("page")
            << u"page.html"_s
            << u"DIR/page.html: is missing: create it, or page.htmx2.html beside it for htmx 2 alone; "
               "it is the page served at /"_s;
    }
    void saysWhichFileToCreate()
    {
        QFETCH(QString, file);
        QFETCH(QString, error);
        QVERIFY(QFile::remove(m_dir + u'/' + file));
        const ScenarioLoading loading = loadScenario(m_dir);
        QCOMPARE(printed(loading.errors, m_dir), QStringList{error});
        // An editor can still open it.
        QCOMPARE(loading.scenario.dir, m_dir);
        QVERIFY(!loading.scenario.manifest.clients.isEmpty());
        QVERIFY(!loading.scenario.manifest.title.isEmpty());
    }

    void onePageOfTwoIsMissing()
    {
        QVERIFY(QFile::rename(m_dir + u"/page.html"_s, m_dir + u"/page.htmx2.html"_s));
        QCOMPARE(
            printed(loadScenario(m_dir).errors, m_dir),
            QStringList{
                u"DIR/page.html: is missing: create it, or page.htmx4.html beside it for htmx 4 alone; it "
                "is the page served at /"_s});
    }

    void manifestErrorsComeWithTheirPlaces()
    {
        QVERIFY(put(m_dir + u"/scenario.toml"_s, "title = \"Mine\"\ncolor = 1\n"));
        QCOMPARE(
            printed(loadScenario(m_dir).errors, m_dir),
            QStringList{
                u"DIR/scenario.toml:2:1: unknown key \"color\" in the manifest: expected title, summary, "
                "teaches, chapter, order, minutes, tags, covers, expects, silence, htmx, clients, params, "
                "crowd, "
                "network "
                "or step"_s});
    }

    void filesHaveALimit()
    {
        QVERIFY(put(m_dir + u"/server.js"_s, QByteArray(kMaxTextFile + 1, ' ')));
        QCOMPARE(printed(loadScenario(m_dir).errors, m_dir),
                 QStringList{u"DIR/server.js: is longer than 4096 KiB"_s});
    }

    void noFolderNoScenario()
    {
        const QString gone = m_temporary->filePath(u"gone"_s);
        QCOMPARE(printed(loadScenario(gone).errors, gone), QStringList{u"DIR: there is no such folder"_s});
        QCOMPARE(
            printed(loadScenario(m_dir + u"/server.js"_s).errors, m_dir),
            QStringList{u"DIR/server.js: is a file: a scenario is a folder with scenario.toml, server.js and "
                        "page.html"_s});
    }

    void findsByNameAndByPath()
    {
        QVERIFY(findScenario(u"chat"_s)->endsWith(u"/scenarios/chat"_s));
        QCOMPARE(*findScenario(m_dir), m_dir);
        QCOMPARE(*findScenario(m_dir + u'/'), m_dir);
        const QString message = findScenario(u"chta"_s).error().message;
        QVERIFY2(message.startsWith(u"there is no scenario \"chta\", did you mean \"chat\"? Bundled are: "_s),
                 qPrintable(message));
        QCOMPARE(findScenario(u"./chat-not-here"_s).error().toString(),
                 u"./chat-not-here: there is no such folder"_s);
        QVERIFY(!findScenario(QString()));
        QCOMPARE(openScenario(u"chta"_s).errors.size(), 1u);
    }

private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    QString m_dir;
};

QTEST_GUILESS_MAIN(TestScenario)
#include "tst_scenario.moc"
