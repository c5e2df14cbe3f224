#include <server/http/rewrite.h>

#include <QTest>

using namespace swapscope::mock;

class TestRewrite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addresses_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("local");
        const auto row = [](const char *address, const char *local) {
            QTest::newRow(address) << QString::fromLatin1(address) << QString::fromLatin1(local);
        };
        row("https://unpkg.com/htmx.org", "/htmx/htmx.js");
        row("https://unpkg.com/htmx.org@2.0.4", "/htmx/htmx.js");
        row("https://unpkg.com/htmx.org@1.9.12/dist/htmx.min.js", "/htmx/htmx.js");
        row("//unpkg.com/htmx.org@2", "/htmx/htmx.js");
        row("http://unpkg.com/htmx.org@2.0.4?x=1", "/htmx/htmx.js");
        row("https://cdn.jsdelivr.net/npm/htmx.org@2.0.7/dist/htmx.js", "/htmx/htmx.js");
        row("https://cdn.jsdelivr.net/npm/htmx.org@4.0.1/dist/htmx.min.js", "/htmx/htmx.js");
        row("https://cdnjs.cloudflare.com/ajax/libs/htmx/2.0.4/htmx.min.js", "/htmx/htmx.js");
        row("https://cdnjs.cloudflare.com/ajax/libs/htmx/1.9.12/ext/ws.min.js", "/htmx/ext/ws.js");
        row("https://unpkg.com/htmx-ext-ws@2.0.2", "/htmx/ext/ws.js");
        row("https://unpkg.com/htmx-ext-ws@2.0.2/ws.js", "/htmx/ext/ws.js");
        row("https://cdn.jsdelivr.net/npm/htmx-ext-ws@2.0.4/dist/ws.min.js", "/htmx/ext/ws.js");
        row("https://cdn.jsdelivr.net/npm/htmx-ext-ws@2.0.2", "/htmx/ext/ws.js");
        row("https://cdn.jsdelivr.net/npm/htmx.org@next/dist/ext/hx-ws.js", "/htmx/ext/ws.js");
        row("https://unpkg.com/htmx-ext-sse@2.2.2/sse.js", "/htmx/ext/sse.js");
        row("https://unpkg.com/htmx.org/dist/ext/ws.js", "/htmx/ext/ws.js");
        row("https://unpkg.com/htmx.org@1.9.12/dist/ext/sse.js", "/htmx/ext/sse.js");
        row("https://cdn.jsdelivr.net/npm/htmx.org@4.0.1/dist/ext/hx-ws.min.js", "/htmx/ext/ws.js");
        row("https://unpkg.com/htmx.org@4.0.1/dist/ext/hx-sse.js", "/htmx/ext/sse.js");
        row("https://unpkg.com/htmx.org@2.0.4/dist/htmx.esm.js", "");
        row("https://unpkg.com/htmx-ext-preload@2.1.0", "");
        row("https://unpkg.com/htmx.org.evil@1", "");
        row("https://unpkg.com.evil/htmx.org@1", "");
        row("https://unpkg.com/htmx.org@2/other/htmx.js", "");
        row("https://example.org/htmx.min.js", "");
        row("/htmx/htmx.js", "");
        row("/path/to/htmx.js", "/htmx/htmx.js");
        row("/path/to/htmx.min.js", "/htmx/htmx.js");
        row("/path/to/ext/hx-sse.js", "/htmx/ext/sse.js");
        row("/path/to/ext/hx-ws.js", "/htmx/ext/ws.js");
        row("/path/to/mine.js", "");
        row("/path/to", "");
    }

    void addresses()
    {
        QFETCH(QString, address);
        QFETCH(QString, local);
        QCOMPARE(localPath(address), local);
    }

    void pages_data()
    {
        QTest::addColumn<QByteArray>("page");
        QTest::addColumn<QByteArray>("served");
        QTest::addColumn<int>("rewrites");
        QTest::newRow("integrity goes")
            << QByteArray("<script src=\"https://unpkg.com/htmx.org@2.0.4\" integrity=\"sha384-x\" "
                          "crossorigin=\"anonymous\"></script>")
            << QByteArray("<script src=\"/htmx/htmx.js\"></script>") << 1;
        QTest::newRow("quotes, case, order")
            << QByteArray("<SCRIPT crossorigin defer SRC = 'https://unpkg.com/htmx-ext-ws@2.0.2' ></SCRIPT>")
            << QByteArray("<SCRIPT defer SRC = '/htmx/ext/ws.js' ></SCRIPT>") << 1;
        QTest::newRow("without quotes") << QByteArray("<script src=https://unpkg.com/htmx.org@2></script>")
                                        << QByteArray("<script src=/htmx/htmx.js></script>") << 1;
        QTest::newRow("preload")
            << QByteArray("<link rel=preload as=script href=\"https://unpkg.com/htmx.org@2\" crossorigin>")
            << QByteArray("<link rel=preload as=script href=\"/htmx/htmx.js\">") << 1;
        QTest::newRow("in a template")
            << QByteArray("<template><script src='https://unpkg.com/htmx.org@2'></script></template>")
            << QByteArray("<template><script src='/htmx/htmx.js'></script></template>") << 1;
        QTest::newRow("an address with a character reference")
            << QByteArray("<script src=\"https:&#47;&#47;unpkg.com/htmx.org@2?a&amp;b\"></script>")
            << QByteArray("<script src=\"/htmx/htmx.js\"></script>") << 1;
        QTest::newRow("bytes that are no UTF-8 stay")
            << QByteArray("<p>\xff\xc3</p>\r\n<script src='https://unpkg.com/htmx.org@2'></script>\xe4")
            << QByteArray("<p>\xff\xc3</p>\r\n<script src='/htmx/htmx.js'></script>\xe4") << 1;
        QTest::newRow("the first of two addresses counts")
            << QByteArray("<script src='https://unpkg.com/htmx.org@2' src='https://unpkg.com/x'></script>")
            << QByteArray("<script src='/htmx/htmx.js' src='https://unpkg.com/x'></script>") << 1;
        const auto same = [](const char *name, const QByteArray &page) {
            QTest::newRow(name) << page << page << 0;
        };
        same("another script keeps its integrity",
             "<script src=\"https://example.org/a.js\" integrity=\"sha384-x\" crossorigin></script>");
        same("a comment", "<!-- <script src=\"https://unpkg.com/htmx.org@2\"></script> --><p>");
        same("inside a script", "<script>s = '<script src=\"https://unpkg.com/htmx.org@2\">'</script>");
        same("inside a textarea",
             "<textarea><script src=\"https://unpkg.com/htmx.org@2\"></script></textarea>");
        same("inside a title", "<title><script src=\"https://unpkg.com/htmx.org@2\"></script></title>");
        same("an attribute of another element", "<p title='<script src=\"https://unpkg.com/htmx.org@2\">'>");
        same("a link to read", "<a href=\"https://unpkg.com/htmx.org@2\">htmx</a>");
        same("no tag", "a < b <script");
        same("an open comment", "<!-- <script src=\"https://unpkg.com/htmx.org@2\">");
        same("an open quote", "<script src=\"https://unpkg.com/x");
    }

    void pages()
    {
        QFETCH(QByteArray, page);
        QFETCH(QByteArray, served);
        QFETCH(int, rewrites);
        const QByteArray around = "<!doctype html>\n";
        const RewrittenPage rewritten = rewritePublicAddresses(around + page + "\n<p>end");
        QCOMPARE(rewritten.html, around + served + "\n<p>end");
        QCOMPARE(static_cast<int>(rewritten.rewrites.size()), rewrites);
    }

    void saysWhatItReplaced()
    {
        const RewrittenPage page =
            rewritePublicAddresses("<script src='https://unpkg.com/htmx.org@2'></script>"
                                   "<script src='https://unpkg.com/htmx-ext-sse'></script>");
        QCOMPARE(page.rewrites, (std::vector<Rewrite>{{QStringLiteral("https://unpkg.com/htmx.org@2"),
                                                       QStringLiteral("/htmx/htmx.js")},
                                                      {QStringLiteral("https://unpkg.com/htmx-ext-sse"),
                                                       QStringLiteral("/htmx/ext/sse.js")}}));
    }
};

QTEST_GUILESS_MAIN(TestRewrite)
#include "tst_rewrite.moc"
