#include <server/http/parsedhtml.h>

#include <QByteArray>
#include <QStringList>
#include <QTest>
#include <QThread>

#include <memory>

using namespace swapscope::mock;
using namespace Qt::Literals::StringLiterals;

namespace {

// The elements that stand in the text, as they stand there.
QStringList startTags(const ParsedHtml &html)
{
    QStringList tags;
    html.forEach([&tags](const GumboNode &node) {
        if (node.type != GUMBO_NODE_ELEMENT && node.type != GUMBO_NODE_TEMPLATE)
            return;
        const GumboStringPiece &piece = node.v.element.original_tag;
        if (piece.data != nullptr)
            tags << QString::fromUtf8(piece.data, static_cast<qsizetype>(piece.length));
    });
    return tags;
}

} // namespace

class TestParsedHtml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPageInTheOrderOfItsTree()
    {
        const QByteArray page = "<!doctype html><p Class=a>x<B>y</B></p><ul><li>1<li>2</ul>";
        QCOMPARE(startTags(ParsedHtml(page)),
                 (QStringList{u"<p Class=a>"_s, u"<B>"_s, u"<ul>"_s, u"<li>"_s, u"<li>"_s}));
    }

    void aFragmentIsReadInItsContext()
    {
        const QByteArray row = "<tr><td>1";
        QCOMPARE(startTags(ParsedHtml(row, GUMBO_TAG_TEMPLATE)), (QStringList{u"<tr>"_s, u"<td>"_s}));
        QCOMPARE(startTags(ParsedHtml(row, GUMBO_TAG_DIV)), QStringList());
    }

    // Neither reading a page nor letting it go needs more stack the deeper the page nests.
    void nestsAsDeepAsItLikes()
    {
        constexpr int kDepth = 10'000;
        qsizetype read = 0;
        const std::unique_ptr<QThread> thread(QThread::create(
            [&read] { read = startTags(ParsedHtml(QByteArray("<div>").repeated(kDepth))).size(); }));
        thread->setStackSize(128 * 1024);
        thread->start();
        QVERIFY(thread->wait());
        QCOMPARE(read, kDepth);
    }

    // Each of these would keep Gumbo busy for minutes and more, though no page may be larger.
    void whatTakesTooLongIsGivenUp_data()
    {
        QTest::addColumn<QByteArray>("page");
        QTest::newRow("elements in elements") << QByteArray("<div>").repeated(700'000);
        QTest::newRow("formatting that is never closed") << QByteArray("<b>").repeated(1'000'000);
        QByteArray attributes = "<p";
        for (int i = 0; i < 300'000; ++i)
            attributes += " a" + QByteArray::number(i) + "=1";
        QTest::newRow("attributes of one tag") << attributes + ">";
    }
    void whatTakesTooLongIsGivenUp()
    {
        QFETCH(QByteArray, page);
        const ParsedHtml html(page, GUMBO_TAG_LAST, {.time = std::chrono::milliseconds(50)});
        QVERIFY(!html.isRead());
        QCOMPARE(startTags(html), QStringList());
        QCOMPARE(html.root().v.element.tag, GUMBO_TAG_HTML);
    }

    void whatTakesTooMuchIsGivenUp()
    {
        const QByteArray page = QByteArray("<br>").repeated(1000);
        QVERIFY(!ParsedHtml(page, GUMBO_TAG_LAST, {.memory = 64'000}).isRead());
        QVERIFY(ParsedHtml(page).isRead());
    }

    void nothingIsAPageToo()
    {
        QCOMPARE(startTags(ParsedHtml(QByteArray())), QStringList());
        QCOMPARE(ParsedHtml(QByteArray()).root().v.element.tag, GUMBO_TAG_HTML);
    }
};

QTEST_GUILESS_MAIN(TestParsedHtml)
#include "tst_parsedhtml.moc"
