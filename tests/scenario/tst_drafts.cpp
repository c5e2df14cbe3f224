#include "folder.h"

#include <core/textfile.h>
#include <scenario/drafts.h>

#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestDrafts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_state = m_dir->filePath(u"state/drafts"_s);
        m_scenario = m_dir->filePath(u"chat"_s);
        QVERIFY(put(m_scenario + u"/server.js"_s, "saved"));
    }

    void outlivesTheStoreThatKeptIt()
    {
        QVERIFY(DraftStore(m_state).keep(m_scenario, u"server.js"_s, u"edited ü\n"_s, at(1)));
        const auto draft = DraftStore(m_state).draft(m_scenario, u"server.js"_s);
        QVERIFY(draft.has_value());
        QCOMPARE(draft->scenarioDir, m_scenario);
        QCOMPARE(draft->file, u"server.js"_s);
        QCOMPARE(draft->text, u"edited ü\n"_s);
        QCOMPARE(draft->keptAt, at(1));
        QCOMPARE(*readText(m_scenario + u"/server.js"_s), u"saved"_s);
    }

    void theLatestReplacesTheOneBefore()
    {
        DraftStore store(m_state);
        QVERIFY(store.keep(m_scenario, u"server.js"_s, u"one"_s, at(1)));
        QVERIFY(store.keep(m_scenario, u"server.js"_s, u"two"_s, at(2)));
        QCOMPARE(store.list().size(), 1u);
        QCOMPARE(store.draft(m_scenario, u"server.js"_s)->text, u"two"_s);
    }

    void listsOneScenarioByFileAndAllByTime()
    {
        DraftStore store(m_state);
        QVERIFY(store.keep(m_scenario, u"server.js"_s, u"s"_s, at(1)));
        QVERIFY(store.keep(m_scenario, u"page.html"_s, u"p"_s, at(3)));
        QVERIFY(store.keep(u"/elsewhere"_s, u"server.js"_s, u"e"_s, at(2)));
        QVERIFY(put(m_state + u"/notes.txt"_s, "no draft"));
        QVERIFY(put(m_state + u"/broken.draft.json"_s, "{"));

        QStringList mine;
        for (const Draft &draft : store.list(m_scenario + u'/'))
            mine << draft.file;
        QCOMPARE(mine, QStringList({u"page.html"_s, u"server.js"_s}));
        QStringList all;
        for (const Draft &draft : store.list())
            all << draft.text;
        QCOMPARE(all, QStringList({u"p"_s, u"e"_s, u"s"_s}));
    }

    void restoreWritesTheFileAndForgets()
    {
        DraftStore store(m_state);
        QVERIFY(store.keep(m_scenario, u"server.js"_s, u"edited"_s, at(1)));
        QVERIFY(store.restore(m_scenario, u"server.js"_s));
        QCOMPARE(*readText(m_scenario + u"/server.js"_s), u"edited"_s);
        QVERIFY(!store.draft(m_scenario, u"server.js"_s));
        QCOMPARE(store.restore(m_scenario, u"server.js"_s).error().message,
                 u"there is no draft of server.js"_s);
    }

    void aFailedRestoreKeepsTheDraft()
    {
        DraftStore store(m_state);
        const QString gone = m_dir->filePath(u"gone"_s);
        QVERIFY(store.keep(gone, u"server.js"_s, u"edited"_s, at(1)));
        QVERIFY(!store.restore(gone, u"server.js"_s));
        QCOMPARE(store.draft(gone, u"server.js"_s)->text, u"edited"_s);
    }

    void discardForgets()
    {
        DraftStore store(m_state);
        QVERIFY(store.keep(m_scenario, u"server.js"_s, u"edited"_s, at(1)));
        QVERIFY(store.discard(m_scenario, u"server.js"_s));
        QVERIFY(store.discard(m_scenario, u"server.js"_s));
        QCOMPARE(store.list().size(), 0u);
        QCOMPARE(*readText(m_scenario + u"/server.js"_s), u"saved"_s);
    }

    void staysInTheScenario_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("above") << u"../server.js"_s;
        QTest::newRow("hidden above") << u"static/../../server.js"_s;
        QTest::newRow("absolute") << u"/etc/passwd"_s;
        QTest::newRow("parent") << u".."_s;
    }
    void staysInTheScenario()
    {
        QFETCH(QString, file);
        DraftStore store(m_state);
        QVERIFY(!store.keep(m_scenario, file, u"x"_s, at(1)));
        QCOMPARE(store.list().size(), 0u);
    }

private:
    static QDateTime at(int second) { return QDateTime({2030, 1, 1}, {12, 0, second, 250}, Qt::UTC); }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_state;
    QString m_scenario;
};

QTEST_GUILESS_MAIN(TestDrafts)
#include "tst_drafts.moc"
