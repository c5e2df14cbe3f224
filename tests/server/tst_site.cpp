#include "support.h"

#include <server/site.h>

using namespace swapscope;
using namespace swapscope::mock;

class TestSite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        const QDir dir(m_folder->path());
        QVERIFY(dir.mkpath(QStringLiteral("static/deep")) && dir.mkpath(QStringLiteral("htmx/2/ext")) &&
                dir.mkpath(QStringLiteral("htmx/4/ext")));
        const auto write = [&](const char *name, const QByteArray &content) {
            writeFile(dir.filePath(QString::fromLatin1(name)), content);
        };
        write("page.html", "<script src=\"https://unpkg.com/htmx.org@2\" integrity=\"x\"></script>");
        write("secret.txt", "secret");
        write("static/style.css", "p {}");
        write("static/a b.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        write("static/deep/app.js", "1");
        write("htmx/2/htmx.js", "two");
        write("htmx/2/ext/ws.js", "two ws");
        write("htmx/4/htmx.js", "four");
        write("htmx/4/ext/sse.js", "four sse");
        write("htmx/2/package.json", "{\"version\": \"2.0.11\"}");
        QVERIFY(QFile::link(dir.filePath(QStringLiteral("secret.txt")),
                            dir.filePath(QStringLiteral("static/out.txt"))));
        QVERIFY(QFile::link(dir.filePath(QStringLiteral("static/style.css")),
                            dir.filePath(QStringLiteral("static/in.css"))));
        m_site = {dir.filePath(QStringLiteral("page.html")),
                  dir.filePath(QStringLiteral("static")),
                  dir.filePath(QStringLiteral("htmx")),
                  QStringLiteral("2"),
                  {}};
    }

    void files_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body"); // null: none of the site's
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("css") << "/static/style.css" << QByteArray("p {}")
                             << QByteArray("text/css; charset=utf-8");
        QTest::newRow("deep") << "/static/deep/app.js" << QByteArray("1")
                              << QByteArray("text/javascript; charset=utf-8");
        QTest::newRow("svg") << "/static/a b.svg" << QByteArray("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
                             << QByteArray("image/svg+xml");
        QTest::newRow("a link within")
            << "/static/in.css" << QByteArray("p {}") << QByteArray("text/css; charset=utf-8");
        QTest::newRow("a link out") << "/static/out.txt" << QByteArray() << QByteArray();
        QTest::newRow("up") << "/static/../secret.txt" << QByteArray() << QByteArray();
        QTest::newRow("up and down") << "/static/deep/../../secret.txt" << QByteArray() << QByteArray();
        QTest::newRow("absolute") << "/static//etc/passwd" << QByteArray() << QByteArray();
        QTest::newRow("a folder") << "/static/deep" << QByteArray() << QByteArray();
        QTest::newRow("the folder") << "/static/" << QByteArray() << QByteArray();
        QTest::newRow("missing") << "/static/no.css" << QByteArray() << QByteArray();
        QTest::newRow("chosen htmx") << "/htmx/htmx.js" << QByteArray("two")
                                     << QByteArray("text/javascript; charset=utf-8");
        QTest::newRow("htmx 4") << "/htmx/4/htmx.js" << QByteArray("four")
                                << QByteArray("text/javascript; charset=utf-8");
        QTest::newRow("an extension")
            << "/htmx/ext/ws.js" << QByteArray("two ws") << QByteArray("text/javascript; charset=utf-8");
        QTest::newRow("by its other name")
            << "/htmx/ext/hx-ws.js" << QByteArray("two ws") << QByteArray("text/javascript; charset=utf-8");
        QTest::newRow("of version 4") << "/htmx/4/ext/hx-sse.js" << QByteArray("four sse")
                                      << QByteArray("text/javascript; charset=utf-8");
        QTest::newRow("no such version") << "/htmx/3/htmx.js" << QByteArray() << QByteArray();
        QTest::newRow("another file of htmx") << "/htmx/package.json" << QByteArray() << QByteArray();
        QTest::newRow("another file of Swapscope") << "/swapscope/other.css" << QByteArray() << QByteArray();
        QTest::newRow("beside") << "/other" << QByteArray() << QByteArray();
    }

    void files()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, type);
        const auto found = answerFromSite(m_site, path);
        QCOMPARE(found.has_value(), !body.isNull());
        if (!found)
            return;
        QCOMPARE(found->answer.status, 200);
        QCOMPARE(found->answer.body, body);
        QCOMPARE(found->answer.fields,
                 (std::vector<wire::HttpField>{{"Content-Type", type}, {"Cache-Control", "no-store"}}));
    }

    void theSharedStyleIsServed()
    {
        const auto found = answerFromSite(m_site, QStringLiteral("/swapscope/page.css"));
        QVERIFY(found);
        QCOMPARE(found->answer.fields.front().value, QByteArray("text/css; charset=utf-8"));
        QVERIFY(found->answer.body.contains("prefers-color-scheme: dark"));
    }

    void thePageIsRewrittenAndReadAnew()
    {
        auto found = answerFromSite(m_site, QStringLiteral("/"));
        QVERIFY(found);
        QCOMPARE(found->answer.body, QByteArray("<script src=\"/htmx/htmx.js\"></script>"));
        QCOMPARE(found->rewrites, (std::vector<Rewrite>{{QStringLiteral("https://unpkg.com/htmx.org@2"),
                                                         QStringLiteral("/htmx/htmx.js")}}));
        writeFile(m_site.pageFile, "<p>new");
        QCOMPARE(answerFromSite(m_site, QStringLiteral("/"))->answer.body, QByteArray("<p>new"));
    }

    // A scenario comes from a stranger: `static -> /etc`, `page.html -> /etc/passwd`.
    void linksLeadNowhereElse()
    {
        const QDir dir(m_folder->path());
        QVERIFY(dir.mkpath(QStringLiteral("mine")));
        const auto link = [&](const char *to, const char *name) {
            const QString path = dir.filePath(QStringLiteral("mine/") + QString::fromLatin1(name));
            return QFile::link(dir.filePath(QString::fromLatin1(to)), path) ? path : QString();
        };
        m_site.staticDir = link("static", "static");
        m_site.pageFile = link("secret.txt", "page.html");
        QVERIFY(!answerFromSite(m_site, QStringLiteral("/static/style.css")));
        const auto page = answerFromSite(m_site, QStringLiteral("/"));
        QCOMPARE(page->answer.status, 500);
        QVERIFY2(page->answer.body.contains("is a link that leads out of its folder"), page->answer.body);
        // Within the folder they may.
        QVERIFY(QFile::remove(m_site.staticDir) && dir.mkpath(QStringLiteral("mine/public")));
        writeFile(dir.filePath(QStringLiteral("mine/public/style.css")), "b {}");
        writeFile(dir.filePath(QStringLiteral("mine/other.html")), "<p>other");
        m_site.staticDir = link("mine/public", "static");
        QVERIFY(QFile::remove(m_site.pageFile));
        m_site.pageFile = link("mine/other.html", "page.html");
        QCOMPARE(answerFromSite(m_site, QStringLiteral("/static/style.css"))->answer.body,
                 QByteArray("b {}"));
        QCOMPARE(answerFromSite(m_site, QStringLiteral("/"))->answer.body, QByteArray("<p>other"));
    }

    void whatIsMissingIsNamed()
    {
        QFile::remove(m_site.pageFile);
        const auto page = answerFromSite(m_site, QStringLiteral("/"));
        QCOMPARE(page->answer.status, 500);
        QVERIFY(page->answer.body.contains("page.html is missing"));
        const auto htmx = answerFromSite(m_site, QStringLiteral("/htmx/ext/sse.js"));
        QCOMPARE(htmx->answer.status, 500);
        QVERIFY(htmx->answer.body.contains("htmx has not been fetched"));
    }

    void versions()
    {
        QCOMPARE(htmxVersion(m_site), QStringLiteral("2.0.11"));
        m_site.htmx = QStringLiteral("4");
        QCOMPARE(htmxVersion(m_site), QStringLiteral("4"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    Site m_site;
};

SWAPSCOPE_LOOP_MAIN(TestSite)
#include "tst_site.moc"
