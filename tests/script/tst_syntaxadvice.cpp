#include <script/syntaxadvice.h>

#include <QJSEngine>
#include <QRegularExpression>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

// Each text goes through Qt's engine first: advice is for what the engine refuses, where the engine says so.
class TestSyntaxAdvice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void advice_data();
    void advice();
    void fineTextsRun_data();
    void fineTextsRun();
    void silentlyWrong_data();
    void silentlyWrong();
    void finePatterns();
};

void TestSyntaxAdvice::advice_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("says");

    const auto row = [](const char *name, const QString &text, int line, int column, const QString &says) {
        QTest::newRow(name) << text << line << column << says;
    };
    row("object spread", u"const a = {}\nconst b = { ...a, c: 1 }"_s, 2, 13,
        u"write “Object.assign({}, a, { b: 1 })”"_s);
    row("object rest", u"const { a, ...b } = c"_s, 1, 12, u"cannot collect the rest of an object"_s);
    row("rest in parameters", u"const f = ({ a, ...b }) => b"_s, 1, 17,
        u"cannot collect the rest of an object"_s);
    row("async function", u"\nasync function f() {\n}"_s, 2, 1, u"this engine has no “async” functions"_s);
    row("async arrow", u"const f = async x => x"_s, 1, 11, u"this engine has no “async” functions"_s);
    row("async arrow with brackets", u"const f = async (x) => x"_s, 1, 11,
        u"this engine has no “async” functions"_s);
    row("async method", u"const o = { async go() {} }"_s, 1, 13, u"this engine has no “async” functions"_s);
    row("await", u"const a = await b()"_s, 1, 11, u"this engine has no “await”"_s);
    row("for await", u"for await (const a of b) {}"_s, 1, 5, u"this engine has no “await”"_s);
    row("class field", u"class A {\n  count = 1\n}"_s, 2, 3, u"write “this.count = …” in the constructor"_s);
    row("class field behind a method", u"class A {\n  go() {}\n  count = 1\n}"_s, 3, 3,
        u"write “this.count = …” in the constructor"_s);
    row("class field of a derived class", u"class A extends Array {\n  count = 1\n}"_s, 2, 3,
        u"write “this.count = …” in the constructor"_s);
    row("static field", u"class A {\n  static all = []\n}"_s, 2, 3,
        u"write “ClassName.all = …” after the class"_s);
    row("static block", u"class A {\n  static { go() }\n}"_s, 2, 3, u"no “static { … }” blocks"_s);
    row("private name", u"class A {\n  #x = 1\n}"_s, 2, 3, u"no private members"_s);
    row("catch without a name", u"try { a() }\ncatch { b() }"_s, 2, 1, u"write “catch (error) {”"_s);
    row("assign unless null", u"let a\na ?\?= 1"_s, 2, 3, u"write “a = a ?? …”"_s);
    row("assign or", u"let a\na ||= 1"_s, 2, 3, u"write “a = a || …”"_s);
    row("assign and", u"let a\na &&= 1"_s, 2, 3, u"write “a = a && …”"_s);
    row("numeric separator", u"const a = 1_000_000"_s, 1, 11, u"write 1000000"_s);
    row("BigInt", u"const a = 10n"_s, 1, 11, u"no BigInt: write 10,"_s);
    row("octal", u"const a = 0777"_s, 1, 11, u"write 0o777"_s);
    row("flag s", u"const a = /a.b/s"_s, 1, 11, u"does not know the flag “s”"_s);
    row("flag d", u"const a = /a/d"_s, 1, 11, u"does not know the flag “d”"_s);
    row("flag v", u"const a = /a/gv"_s, 1, 11, u"does not know the flag “v”"_s);
    row("dynamic import", u"const a = import(\"b\")"_s, 1, 11, u"cannot import anything while it runs"_s);
    row("import.meta", u"const a = import.meta"_s, 1, 11, u"no “import.meta”"_s);
    row("nothing closes", u"function f() {\n  if (a) {\n}"_s, 1, 14, u"nothing closes this “{”"_s);
    row("closes another", u"f([1, 2)"_s, 1, 8, u"this “)” does not close the “[” of line 1"_s);
    row("a text without end", u"const a = 'it\nconst b = 1"_s, 1, 11, u"the closing ' is missing"_s);
    row("a template without end", u"const a = `it\nconst b = 1\n\n\n\n"_s, 1, 11,
        u"the closing ` is missing"_s);
}

void TestSyntaxAdvice::advice()
{
    QFETCH(QString, text);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QString, says);
    QJSEngine engine;
    QStringList frames;
    const QJSValue refused =
        engine.evaluate(u"(function () { 'use strict';\n"_s + text + u"\n})"_s, u"x.js"_s, 0, &frames);
    QVERIFY2(refused.isError(), "the engine takes it: no advice is needed");
    QVERIFY(!frames.isEmpty());
    const QStringList parts = frames.first().split(u':');
    const auto error = adviseOnSyntax(scanTokens(text), u"server.js"_s, parts[1].toInt(), parts[2].toInt());
    QVERIFY2(error, qPrintable(refused.toString() + u" at "_s + frames.first()));
    QVERIFY2(error->message.contains(says), qPrintable(error->message));
    QCOMPARE(std::pair(error->line, error->column), std::pair(line, column));
    QCOMPARE(error->file, u"server.js"_s);
}

void TestSyntaxAdvice::fineTextsRun_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("words that only look so")
        << u"const async = 1; f(async, async + 1); const o = { await: 1, async, catch: 2 }"_s;
    QTest::newRow("an async method's name") << u"const o = { async() {} }; o.async()"_s;
    QTest::newRow("array spread") << u"const a = [...[1], ...'x']; f(...a); const [b, ...c] = a"_s;
    QTest::newRow("rest parameter") << u"const g = (a, ...b) => b"_s;
    QTest::newRow("a class")
        << u"class A { constructor() { this.a = 1 } get b() { return 1 } static c() {} static get d() { return 2 } }"_s;
    QTest::newRow("newer and known") << u"let a = null; a?.b; a?.[0]; a ?? 1; 2 ** 3"_s;
}

void TestSyntaxAdvice::fineTextsRun()
{
    QFETCH(QString, text);
    QJSEngine engine;
    const QString program = u"(function (f) { 'use strict';\n"_s + text + u"\n})"_s;
    QVERIFY2(engine.evaluate(program).isCallable(), qPrintable(engine.evaluate(program).toString()));
    QVERIFY(!adviseOnSyntax(scanTokens(text), u"server.js"_s, 1, 1));
}

void TestSyntaxAdvice::silentlyWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("says");

    QTest::newRow("named group") << u"\nconst m = /x(?<year>\\d+)/.exec(a)"_s << 2 << 13
                                 << u"read match[1]"_s;
    QTest::newRow("named reference") << u"/(a)\\k<x>/"_s << 1 << 5 << u"write \\1"_s;
    QTest::newRow("look behind") << u"/(?<=a)b/"_s << 1 << 2 << u"“(?<=” never matches rightly"_s;
    QTest::newRow("not behind") << u"/(?<!a)b/"_s << 1 << 2 << u"“(?<!” never matches rightly"_s;
    QTest::newRow("property") << u"/[\\p{L}]/u"_s << 1 << 3 << u"name the characters"_s;
    QTest::newRow("a generator returned")
        << u"'use strict'; function* items() { yield 1 }\nconst f = () => items(2)"_s << 2 << 17
        << u"write “const items = items(…)”"_s;
    QTest::newRow("a template returned") << u"class A {\n  go() { return html`<p>${f()}</p>` } }"_s << 2 << 17
                                         << u"write “const page = html`…`”"_s;
    QTest::newRow("a template behind an arrow")
        << u"class A {\n  go() { return x.map(i => this.tag`<p>${f(i)}</p>`) } }"_s << 2 << 33
        << u"write “const page = tag`…`”"_s;
    QTest::newRow("a generator's method returned")
        << u"class A { *all() {}\n  go() { return this.all() } }"_s << 2 << 22 << u"loses a generator"_s;
    QTest::newRow("not property") << u"/\\P{L}/"_s << 1 << 2 << u"name the characters"_s;
}

void TestSyntaxAdvice::silentlyWrong()
{
    QFETCH(QString, text);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QString, says);
    const auto error = refuseSilentlyWrong(scanTokens(text), u"server.js"_s);
    QVERIFY(error);
    QVERIFY2(error->message.contains(says), qPrintable(error->message));
    QCOMPARE(std::pair(error->line, error->column), std::pair(line, column));
}

void TestSyntaxAdvice::finePatterns()
{
    const QString text =
        u"/(?:a)(?=b)(?!c)\\\\p{2}/; '(?<n>)'; `\\\\p{L}`; a / (b < 1) / c // (?<=x)\n"
        "function* items() {} const f = () => items(); const g = () => html`${f()}`\n"
        "class A { *all() {} go() { const a = this.all(); return a } one() { return this.all().next() } "
        "two() { return html`<p>` } }\n/* /(?<x>)/ */"_s;
    const auto error = refuseSilentlyWrong(scanTokens(text), u"server.js"_s);
    QVERIFY2(!error, error ? qPrintable(error->toString()) : "");
}

QTEST_GUILESS_MAIN(TestSyntaxAdvice)
#include "tst_syntaxadvice.moc"
