#include <scenario/tokens.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void places();
    void brackets();
    void brokenTextsEnd();
};

namespace {

QString spell(const Tokens &tokens)
{
    static constexpr char kLetters[] = "wnstrp";
    QStringList out;
    for (const Token &token : tokens.all)
        out.push_back(QString(QChar::fromLatin1(kLetters[static_cast<int>(token.type)])) + u':' +
                      token.text.toString());
    return out.join(u' ');
}

} // namespace

void TestTokens::kinds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tokens");

    QTest::newRow("words and numbers")
        << u"let $a_1 = 0x1F + 1.5e-3"_s << u"w:let w:$a_1 p:= n:0x1F p:+ n:1.5e-3"_s;
    QTest::newRow("a hexadecimal e is no exponent") << u"0xe-1"_s << u"n:0xe p:- n:1"_s;
    QTest::newRow("strings") << u"'a\\'b' \"c\""_s << u"s:'a\\'b' s:\"c\""_s;
    QTest::newRow("comments") << u"a // b\n/* c\n*/ d"_s << u"w:a w:d"_s;
    QTest::newRow("a template") << u"`a${b}c${{d:1}}e`"_s << u"t:`a${ w:b t:}c${ p:{ w:d p:: n:1 p:} t:}e`"_s;
    QTest::newRow("a template in a template") << u"`${`x`}`"_s << u"t:`${ t:`x` t:}`"_s;
    QTest::newRow("division") << u"a / b / c"_s << u"w:a p:/ w:b p:/ w:c"_s;
    QTest::newRow("division behind brackets")
        << u"(a) / b[0] / 2"_s << u"p:( w:a p:) p:/ w:b p:[ n:0 p:] p:/ n:2"_s;
    QTest::newRow("a pattern") << u"x = /[/\\]]a/g.test(y)"_s
                               << u"w:x p:= r:/[/\\]]a/g p:. w:test p:( w:y p:)"_s;
    QTest::newRow("a pattern behind return") << u"return /a/"_s << u"w:return r:/a/"_s;
    QTest::newRow("a property named return") << u"a.return / b"_s << u"w:a p:. w:return p:/ w:b"_s;
    QTest::newRow("a pattern behind if")
        << u"if (a) /b/.test(c)"_s << u"w:if p:( w:a p:) r:/b/ p:. w:test p:( w:c p:)"_s;
    QTest::newRow("a pattern behind a block") << u"{ } /b/"_s << u"p:{ p:} r:/b/"_s;
    QTest::newRow("division behind an object")
        << u"x = { a: 1 } / b"_s << u"w:x p:= p:{ w:a p:: n:1 p:} p:/ w:b"_s;
    QTest::newRow("long punctuators")
        << u"a ?\?= b ?? c?.d ? .5 : e?.5:1"_s
        << u"w:a p:?\?= w:b p:?? w:c p:?. w:d p:? n:.5 p:: w:e p:? n:.5 p:: n:1"_s;
    QTest::newRow("a private name") << u"this.#x"_s << u"w:this p:. w:#x"_s;
}

void TestTokens::kinds()
{
    QFETCH(QString, text);
    QFETCH(QString, tokens);
    QCOMPARE(spell(scanTokens(text)), tokens);
}

void TestTokens::places()
{
    const Tokens tokens = scanTokens(u"a\r\n  b /* x\n */ c\n`d\n` e"_s);
    QCOMPARE(tokens.size(), 5);
    const std::vector<std::pair<int, int>> expected{{1, 1}, {2, 3}, {3, 5}, {4, 1}, {5, 3}};
    for (int i = 0; i < tokens.size(); ++i)
        QCOMPARE(std::pair(tokens[i].line, tokens[i].column), expected[static_cast<size_t>(i)]);
    QVERIFY(!tokens[0].after);
    QVERIFY(tokens[1].after);
    QVERIFY(tokens[2].after);
    QVERIFY(!tokens[4].after);
}

void TestTokens::brackets()
{
    const Tokens tokens = scanTokens(u"f({ a: [1] }) }"_s);
    QCOMPARE(tokens[1].match, tokens.size() - 2); // ( and )
    QCOMPARE(tokens[2].match, tokens.size() - 3); // { and }
    QCOMPARE(tokens[3].enclosing, 2);
    QCOMPARE(tokens[6].enclosing, 5); // the 1, in [
    QCOMPARE(tokens[tokens.size() - 1].match, -1);
}

void TestTokens::brokenTextsEnd()
{
    for (const QString &text : {u"'abc"_s, u"\"a\nb"_s, u"`a${"_s, u"`a"_s, u"x = /ab"_s, u"/* never"_s,
                                u"\\"_s, u"'\\"_s, u"#"_s, u"\u0000\u0001"_s}) {
        const Tokens tokens = scanTokens(text);
        QVERIFY(tokens.size() <= 3);
    }
    QVERIFY(!scanTokens(u"'abc"_s)[0].closed);
    QVERIFY(!scanTokens(u"`abc"_s)[0].closed);
    QVERIFY(!scanTokens(u"x = /ab"_s)[2].closed);
}

QTEST_GUILESS_MAIN(TestTokens)
#include "tst_tokens.moc"
