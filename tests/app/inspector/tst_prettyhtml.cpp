#include <inspector/prettyhtml.h>

#include <QTest>

using namespace swapscope;

class TestPrettyHtml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void indents_data();
    void indents();
    void addsAndLosesOnlySpace();
    void stopsAtItsLimit();
};

void TestPrettyHtml::indents_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("pretty");
    QTest::newRow("a message") << "<div id=\"m\"><p><b>Alice:</b> Hello there</p></div>"
                               << "<div id=\"m\">\n  <p><b>Alice:</b> Hello there</p>\n</div>";
    QTest::newRow("short") << "<b>x</b>"
                           << "<b>x</b>";
    QTest::newRow("empty element") << "<ul></ul>"
                                   << "<ul></ul>";
    QTest::newRow("void") << "<div><input name=a><hr/></div>"
                          << "<div>\n  <input name=a>\n  <hr/>\n</div>";
    QTest::newRow("a > in a value") << "<p title=\"a > b\">x</p>"
                                    << "<p title=\"a > b\">x</p>";
    QTest::newRow("text only") << "  hello\n world "
                               << "hello world";
    QTest::newRow("json") << "{\"a\": 1}"
                          << "{\"a\": 1}";
    QTest::newRow("less than") << "1 < 2"
                               << "1 < 2";
    QTest::newRow("pre keeps its space") << "<pre>a\n  b</pre>"
                                         << "<pre>a\n  b</pre>";
    QTest::newRow("comment") << "<div><!-- a <b> --></div>"
                             << "<div>\n  <!-- a <b> -->\n</div>";
    QTest::newRow("closed too often") << "</p></p><p>x</p>"
                                      << "</p>\n</p>\n<p>x</p>";
    QTest::newRow("never closed") << "<div><p>x"
                                  << "<div>\n  <p>\n    x";
    QTest::newRow("a tag that never ends") << "<div class=\""
                                           << "<div class=\"";
    QTest::newRow("nothing") << ""
                             << "";
}

void TestPrettyHtml::indents()
{
    QFETCH(QString, html);
    QTEST(prettyHtml(html), "pretty");
}

void TestPrettyHtml::addsAndLosesOnlySpace()
{
    const QString pieces[] = {QStringLiteral("<p>"),   QStringLiteral("</p>"),   QStringLiteral("<b>"),
                              QStringLiteral("</b>"),  QStringLiteral("a b"),    QStringLiteral("<br>"),
                              QStringLiteral("<"),     QStringLiteral("<!--"),   QStringLiteral("-->"),
                              QStringLiteral("<pre>"), QStringLiteral("</pre>"), QStringLiteral("\"")};
    quint32 seed = 7;
    for (int round = 0; round < 3000; ++round) {
        QString html;
        for (int i = 0; i < 9; ++i) {
            seed = seed * 1664525u + 1013904223u;
            html += pieces[(seed >> 16) % std::size(pieces)];
        }
        const auto bare = [](QString text) {
            text.removeIf([](QChar c) { return c.isSpace(); });
            return text;
        };
        QCOMPARE(bare(prettyHtml(html)), bare(html));
    }
}

void TestPrettyHtml::stopsAtItsLimit()
{
    const QString html = QString(100, u'x');
    QCOMPARE(prettyHtml(html, 10), QString(10, u'x') + QStringLiteral("\n\u2026 and 90 characters more"));
}

QTEST_GUILESS_MAIN(TestPrettyHtml)
#include "tst_prettyhtml.moc"
