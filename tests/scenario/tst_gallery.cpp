#include "folder.h"

#include <scenario/gallery.h>
#include <scenario/scenario.h>

#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestGallery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("SWAPSCOPE_DATA", SWAPSCOPE_SOURCE_DIR "/resources"); }
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void listsWhatIsBundled()
    {
        QStringList names;
        for (const GalleryEntry &entry : bundledScenarios()) {
            names << entry.name;
            QVERIFY(entry.bundled);
            QVERIFY2(!entry.broken, qPrintable(entry.name));
            QVERIFY2(!entry.summary.isEmpty(), qPrintable(entry.name));
        }
        QVERIFY(names.contains(u"chat"_s));
        QVERIFY(names.contains(u"counter"_s));
    }

    void listsByTitle()
    {
        QVERIFY(put(path(u"z/scenario.toml"_s), "title = \"apple\""));
        QVERIFY(put(path(u"a/scenario.toml"_s), "title = \"Pear\"\nsummary = \"green\""));
        QVERIFY(put(path(u"m/scenario.toml"_s), "titel = \"x\""));
        QVERIFY(put(path(u"none/server.js"_s), ""));
        const auto entries = scenariosIn(m_dir->path());
        QCOMPARE(entries.size(), 3u);
        const GalleryEntry apple{.dir = path(u"z"_s), .name = u"z"_s, .title = u"apple"_s, .htmx = {u"2"_s}};
        const GalleryEntry broken{
            .dir = path(u"m"_s), .name = u"m"_s, .title = u"m"_s, .broken = true, .htmx = {u"2"_s}};
        const GalleryEntry pear{
            .dir = path(u"a"_s), .name = u"a"_s, .title = u"Pear"_s, .summary = u"green"_s, .htmx = {u"2"_s}};
        QCOMPARE(entries[0], apple);
        QCOMPARE(entries[1], broken);
        QCOMPARE(entries[2], pear);
    }

    void listsInTheOrderOfTheCourse()
    {
        QVERIFY(put(path(u"a/scenario.toml"_s), "title = \"A\"\nchapter = \"pitfalls\"\norder = 10"));
        QVERIFY(put(path(u"b/scenario.toml"_s), "title = \"B\""));
        QVERIFY(put(path(u"c/scenario.toml"_s), "title = \"C\"\nchapter = \"first-steps\""));
        QVERIFY(put(path(u"d/scenario.toml"_s), "title = \"D\"\nchapter = \"first-steps\"\norder = 20"));
        QVERIFY(put(path(u"e/scenario.toml"_s), "title = \"E\"\nchapter = \"first-steps\"\norder = 3"));
        QStringList names;
        for (const GalleryEntry &entry : scenariosIn(m_dir->path()))
            names << entry.name;
        QCOMPARE(names, (QStringList{u"e"_s, u"d"_s, u"c"_s, u"a"_s, u"b"_s}));
    }

    void filtersByWordsChapterVersionAndTag()
    {
        const std::vector<GalleryEntry> all = {{.name = u"chat"_s,
                                                .title = u"Chat room"_s,
                                                .chapter = u"first-steps"_s,
                                                .tags = {u"ws"_s, u"oob"_s},
                                                .htmx = {u"2"_s, u"4"_s}},
                                               {.name = u"counter"_s,
                                                .title = u"Counter"_s,
                                                .teaches = u"What a stream is."_s,
                                                .chapter = u"patterns"_s,
                                                .tags = {u"sse"_s, u"oob"_s},
                                                .htmx = {u"2"_s}}};
        const auto names = [&all](const GalleryFilter &filter) {
            QStringList list;
            for (const GalleryEntry &entry : filtered(all, filter))
                list << entry.name;
            return list;
        };
        const QStringList chat{u"chat"_s};
        const QStringList counter{u"counter"_s};
        QCOMPARE(names({}), chat + counter);
        QCOMPARE(names({.text = u"STREAM what"_s}), counter);
        QCOMPARE(names({.text = u"stream chat"_s}), QStringList());
        QCOMPARE(names({.chapter = u"first-steps"_s}), chat);
        QCOMPARE(names({.version = u"4"_s}), chat);
        QCOMPARE(names({.tag = u"sse"_s}), counter);
        QCOMPARE(tagsOf(all), (QStringList{u"oob"_s, u"sse"_s, u"ws"_s}));
    }

    void recentOnesThatAreGoneAreLeftOut()
    {
        QVERIFY(put(path(u"one/scenario.toml"_s), "title = \"One\""));
        const QString chat = QStringLiteral(SWAPSCOPE_SOURCE_DIR "/resources/scenarios/chat");
        const auto entries = recentScenarios({path(u"gone"_s), path(u"one"_s), chat});
        QCOMPARE(entries.size(), 2u);
        QCOMPARE(entries[0].title, u"One"_s);
        QVERIFY(!entries[0].bundled);
        QVERIFY(entries[1].bundled);
    }

    void theLatestComesFirstAndOnce()
    {
        QCOMPARE(withRecent({u"a"_s, u"b"_s, u"c"_s}, u"b"_s), QStringList({u"b"_s, u"a"_s, u"c"_s}));
        QCOMPARE(withRecent({u"a"_s, u"b"_s}, u"c"_s, 2), QStringList({u"c"_s, u"a"_s}));
    }

    void createsACopyThatRuns()
    {
        const Result<QString> chat = findScenario(u"chat"_s);
        QVERIFY(chat.ok());
        const Result<QString> made = createScenario(*chat, path(u"my scenarios"_s), u"room 7"_s);
        QVERIFY2(made.ok(), qPrintable(made.ok() ? QString() : made.error().toString()));
        QCOMPARE(*made, path(u"my scenarios/room 7"_s));
        const ScenarioLoading loading = loadScenario(*made);
        QVERIFY(loading.ok());
        QVERIFY(QFileInfo(*made + u"/static/style.css"_s).isWritable());
        QCOMPARE(
            QDir(path(u"my scenarios"_s)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
            QStringList{u"room 7"_s});
    }

    void refusesWhatItCannotMake()
    {
        const QString chat = *findScenario(u"chat"_s);
        QVERIFY(put(path(u"taken/notes.txt"_s), "mine"));
        QCOMPARE(createScenario(chat, m_dir->path(), u"taken"_s).error().message,
                 u"exists already: choose another name"_s);
        for (const QString &name : {QString(), u".."_s, u"a/b"_s, u" x"_s, QString(101, u'x')})
            QVERIFY2(!createScenario(chat, m_dir->path(), name), qPrintable(name));
        QCOMPARE(createScenario(path(u"taken"_s), m_dir->path(), u"new"_s).error().message,
                 u"is no scenario: there is no scenario.toml in it"_s);
    }

    void aTemplateThatIsTooLargeLeavesNothingBehind()
    {
        QVERIFY(put(path(u"big/scenario.toml"_s), "title = \"Big\""));
        for (int i = 0; i < 1000; ++i)
            QVERIFY(put(path(u"big/static/%1.txt"_s.arg(i)), ""));
        QCOMPARE(createScenario(path(u"big"_s), path(u"out"_s), u"copy"_s).error().message,
                 u"is too large for a template: at most 1000 files and 64 MiB"_s);
        QVERIFY(QDir(path(u"out"_s)).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
    }

private:
    QString path(const QString &below) const { return m_dir->filePath(below); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestGallery)
#include "tst_gallery.moc"
