#include <inspector/htmlhighlighter.h>

#include <widgets/theme.h>

#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

using namespace swapscope;

class TestHtmlHighlighter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsHaveTheirColours();
    void commentsSpanLines();
};

namespace {

QColor colorAt(const QTextDocument &document, int line, int column)
{
    for (const QTextLayout::FormatRange &range : document.findBlockByNumber(line).layout()->formats()) {
        if (column >= range.start && column < range.start + range.length)
            return range.format.foreground().color();
    }
    return {};
}

} // namespace

void TestHtmlHighlighter::partsHaveTheirColours()
{
    QTextDocument document(QStringLiteral("<p id=\"a\">text</p>"));
    HtmlHighlighter highlighter(&document);
    highlighter.rehighlight();
    const Theme theme = Theme::current();
    QCOMPARE(colorAt(document, 0, 1), theme.wait);
    QCOMPARE(colorAt(document, 0, 3), theme.catchUp);
    QCOMPARE(colorAt(document, 0, 7), theme.live);
    QCOMPARE(colorAt(document, 0, 11), QColor());
    QCOMPARE(colorAt(document, 0, 15), theme.wait);
}

void TestHtmlHighlighter::commentsSpanLines()
{
    QTextDocument document(QStringLiteral("a <!-- one\n<two> --> b"));
    HtmlHighlighter highlighter(&document);
    highlighter.rehighlight();
    const Theme theme = Theme::current();
    QCOMPARE(colorAt(document, 0, 0), QColor());
    QCOMPARE(colorAt(document, 0, 5), theme.dim);
    QCOMPARE(colorAt(document, 1, 1), theme.dim);
    QCOMPARE(colorAt(document, 1, 10), QColor());
}

QTEST_MAIN(TestHtmlHighlighter)
#include "tst_htmlhighlighter.moc"
