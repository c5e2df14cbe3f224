#include "reviewed.h"

#include <coach/static/pagetree.h>
#include <coach/static/quotedtext.h>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// Of the first statement's expression, or of the right side of its assignment.
QuotedText quotedIn(const QString &script)
{
    const SyntaxTree &tree = testParser().parse(script)->tree;
    const int expression = tree.child(1, u"expression");
    const int right = tree.child(expression, u"right");
    return quotedAt(tree, right < 0 ? expression : right);
}

} // namespace

class TestQuotedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void meansWhatTheScriptMeans_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("text"); // _ is a hole
        QTest::newRow("plain") << uR"('a "b" c')"_s << uR"(a "b" c)"_s;
        QTest::newRow("nothing") << uR"("")"_s << u""_s;
        QTest::newRow("escapes") << uR"('\'\\\n\t\r\q')"_s << u"'\\\n\t\rq"_s;
        QTest::newRow("characters by number") << uR"('\u0041\x41')"_s << u"_0041_41"_s;
        QTest::newRow("a line that goes on") << u"'a\\\nb'"_s << u"ab"_s;
        QTest::newRow("template") << u"`a\nb`"_s << u"a\nb"_s;
        QTest::newRow("holes") << u"`${a}b${c + d}`"_s << u"_b_"_s;
        QTest::newRow("one in the other") << u"`a${x ? `b${y}` : `c`}d`"_s << u"a_d"_s;
        QTest::newRow("none") << u"name"_s << u""_s;
    }
    void meansWhatTheScriptMeans()
    {
        QFETCH(QString, script);
        const QuotedText quoted = quotedIn(script);
        QTEST(QString(quoted.text).replace(kHole, u'_'), "text");
        QCOMPARE(static_cast<qsizetype>(quoted.places.size()), quoted.text.size());
    }

    void knowsItsPlaces()
    {
        const QuotedText quoted = quotedIn(u"x = `a\\n${y}b`"_s);
        QCOMPARE(quoted.text, u"a\n%1b"_s.arg(kHole));
        QCOMPARE(quoted.places, (std::vector<qsizetype>{5, 6, 8, 12}));
    }
};

QTEST_GUILESS_MAIN(TestQuotedText)
#include "tst_quotedtext.moc"
