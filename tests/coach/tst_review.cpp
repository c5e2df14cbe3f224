#include "static/reviewed.h"

#include <coach/review.h>
#include <coach/rulebook.h>

#include <core/textfile.h>
#include <scenario/gallery.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList printed(const std::vector<Finding> &findings)
{
    QStringList lines;
    for (const Finding &finding : findings)
        lines << u"%1 %2:%3 %4 %5"_s.arg(finding.file)
                     .arg(finding.line)
                     .arg(finding.column)
                     .arg(finding.rule, finding.versions.join(u'+'));
    return lines;
}

constexpr auto kHead = "<script src=/htmx/htmx.js></script><script src=/htmx/ext/ws.js></script>";

} // namespace

class TestReview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Each of them is looked for among those before it.
    void aPageWithFortyThousandFindings()
    {
        const QString page =
            u"<script src=/htmx/htmx.js></script>"_s + u"<p id=x hx-target=#x></p>\n"_s.repeated(40'000);
        const std::vector<Finding> findings = reviewPage(page, u"page.html"_s, {u"2"_s, u"4"_s});
        QCOMPARE(findings.size(), 100U);
        QCOMPARE(findings.front().rule, u"page.duplicate-id"_s);
        QCOMPARE(findings.front().versions, (QStringList{u"2"_s, u"4"_s}));
    }

    void theGoodExamplesHaveNoFinding()
    {
        for (const QString &name : {u"chat"_s, u"counter"_s}) {
            const QString dir = QStringLiteral(SWAPSCOPE_SOURCE_DIR) + u"/resources/scenarios/"_s + name;
            const ReviewTexts texts = readForReview(loadScenario(dir).scenario);
            QCOMPARE(texts.pages.size(), 2u);
            QVERIFY(!texts.script.isEmpty());
            QCOMPARE(printed(review(texts, testParser())), QStringList());
        }
    }

    // What a scenario means to provoke its manifest expects; nothing else is found, and nothing is silenced
    // that is not there.
    void theBundledScenariosHaveNoFindingThatNobodyMeant()
    {
        const std::vector<GalleryEntry> entries = bundledScenarios();
        QVERIFY(!entries.empty());
        for (const GalleryEntry &entry : entries) {
            const Scenario scenario = loadScenario(entry.dir).scenario;
            const Sorted sorted =
                sortFindings(review(readForReview(scenario), testParser()), scenario.manifest.silence,
                             scenario.manifest.expects, When::Before);
            QCOMPARE(printed(sorted.open), QStringList());
            QVERIFY2(sorted.unmet.isEmpty(), qPrintable(entry.name + sorted.unmet.join(u' ')));
        }
    }

    void whatTwoVersionsHaveInCommonIsSaidOnce()
    {
        const QString page = QString::fromLatin1(kHead) + u"\n<p ws-conect=/x id=''>"_s;
        const std::vector<Finding> findings = reviewPage(page, u"p"_s, {u"2"_s, u"4"_s});
        QCOMPARE(printed(findings),
                 (QStringList{u"p 2:4 page.unknown-attribute 2+4"_s, u"p 2:17 page.empty-id 2+4"_s}));
        QCOMPARE(findings[0].advice, u"htmx 2: Write ws-connect. htmx 4: Write hx-ws:connect."_s);
        QCOMPARE(findings[1].advice, u"Give the element an id, or leave the attribute out."_s);
    }

    void whatOnePageHasInOneVersionNamesIt()
    {
        const QString page = QString::fromLatin1(kHead) + u"\n<p hx-ext=ws ws-connect=/x>"_s;
        QCOMPARE(printed(reviewPage(page, u"p"_s, {u"2"_s, u"4"_s})),
                 QStringList{u"p 2:14 page.other-version 4"_s});
    }

    void pagesComeBeforeTheScript()
    {
        const QString page = QString::fromLatin1(kHead) + u"\n<p id=''>"_s;
        const ReviewTexts texts{{{u"z.html"_s, page, {u"2"_s}}}, u"a.js"_s, u"ws('/x', {})"_s, false};
        QCOMPARE(printed(review(texts, testParser())),
                 (QStringList{u"z.html 2:4 page.empty-id 2"_s, u"a.js 1:1 socket.no-heartbeat 2"_s}));
    }

    void anEmptyPageIsOneFinding()
    {
        QCOMPARE(printed(reviewPage(u" \n"_s, u"p"_s, {u"2"_s})), QStringList{u"p 1:1 page.empty 2"_s});
    }

    void survivesDeepNestingAndRubbish()
    {
        QString deep = QString::fromLatin1(kHead);
        for (int i = 0; i < 20'000; ++i)
            deep += u"<b>"_s;
        QCOMPARE(printed(reviewPage(deep, u"p"_s, {u"2"_s})), QStringList());
        QCOMPARE(printed(reviewPage(u"<<<>&&\0<a =\"'>"_s, u"p"_s, {u"4"_s})),
                 QStringList{u"p 1:1 page.no-htmx 4"_s});
        const QString broken = u"ws(`${html`<p ${`}`\nsse('/x', { a(, ...b, [c]: 1"_s;
        // Nothing is said of a script that is no JavaScript: whoever runs it says that.
        QCOMPARE(printed(review({{{u"p"_s, deep, {u"2"_s}}}, u"s"_s, broken, false}, testParser())),
                 QStringList());
    }

    void reportsABoundedNumber()
    {
        QString page = QString::fromLatin1(kHead);
        for (int i = 0; i < 1000; ++i)
            page += u"<p id='a'></p>"_s;
        QCOMPARE(reviewPage(page, u"p"_s, {u"2"_s}).size(), 100u);
    }

    void readsAScenariosFiles()
    {
        QTemporaryDir dir;
        const auto put = [&dir](const QString &name, const QString &text) {
            QVERIFY(QDir(dir.path()).mkpath(QFileInfo(name).path()));
            QVERIFY(saveText(dir.filePath(name), text).ok());
        };
        put(u"scenario.toml"_s, u"title = \"T\"\nhtmx = [\"2\", \"4\"]\n"_s);
        put(u"server.js"_s, u"// nothing\n"_s);
        put(u"page.html"_s, u"<p>"_s);
        ReviewTexts texts = readForReview(loadScenario(dir.path()).scenario);
        QCOMPARE(texts.pages.size(), 1u);
        QCOMPARE(texts.pages[0].versions, (QStringList{u"2"_s, u"4"_s}));
        QCOMPARE(texts.script, u"// nothing\n"_s);
        QVERIFY(!texts.otherPages);

        put(u"page.htmx4.html"_s, u"<b>"_s);
        put(u"static/more/frame.html"_s, u"<i>"_s);
        texts = readForReview(loadScenario(dir.path()).scenario);
        QCOMPARE(texts.pages.size(), 2u);
        QCOMPARE(texts.pages[1].text, u"<b>"_s);
        QVERIFY(texts.otherPages);
    }

    void knowsTheVersionOfAPage_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("version");
        QTest::newRow("by its address, 2")
            << u"<script src=https://unpkg.com/htmx.org@2.0.4></script><p hx-ws:connect>"_s << u"2"_s;
        QTest::newRow("by its address, 4")
            << u"<script src=https://cdn.jsdelivr.net/npm/htmx.org@4.0.0-beta1/dist/htmx.js></script>"_s
            << u"4"_s;
        QTest::newRow("by its attributes, 2")
            << u"<script src=/htmx/htmx.js></script><p sse-swap=a>"_s << u"2"_s;
        QTest::newRow("by its attributes, 4") << u"<p hx-sse:connect=/x>"_s << u"4"_s;
        QTest::newRow("by a modifier") << u"<p hx-target:inherited=x>"_s << u"4"_s;
        QTest::newRow("not at all") << u"<p>"_s << u"2"_s;
    }
    void knowsTheVersionOfAPage()
    {
        QFETCH(QString, html);
        QFETCH(QString, version);
        QCOMPARE(likelyVersion(html), version);
    }
};

QTEST_GUILESS_MAIN(TestReview)
#include "tst_review.moc"
