#include <script/modulesource.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestModuleSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void importsBecomeConstants_data();
    void importsBecomeConstants();
    void errors_data();
    void errors();
    void nearest();
    void undeclared();
};

namespace {

const QStringList kExports{u"channel"_s, u"html"_s, u"ws"_s};

Result<ModuleSource> prepare(const QString &text)
{
    return prepareModule(scanTokens(text), u"server.js"_s, kExports);
}

} // namespace

void TestModuleSource::importsBecomeConstants_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("head");
    QTest::addColumn<QString>("body");

    QTest::newRow("names") << u"import { ws, html as h, } from \"swapscope\";\nws()"_s
                           << u"const ws = swapscope.ws; const h = swapscope.html; "_s
                           << u"%1\nws()"_s.arg(QString(43, u' '));
    QTest::newRow("over lines") << u"import {\n  ws\n} from 'swapscope'\nws()"_s
                                << u"const ws = swapscope.ws; "_s
                                << u"        \n    \n                  \nws()"_s;
    QTest::newRow("the whole") << u"import * as s from 'swapscope'"_s << u"const s = swapscope; "_s
                               << QString(30, u' ');
    QTest::newRow("nothing") << u"import 'swapscope'"_s << QString() << QString(18, u' ');
    QTest::newRow("not in strings") << u"'import { a } from \"b\"' // import x from 'y'"_s << QString()
                                    << u"'import { a } from \"b\"' // import x from 'y'"_s;
    QTest::newRow("a property's name") << u"a.import; a.export"_s << QString() << u"a.import; a.export"_s;
}

void TestModuleSource::importsBecomeConstants()
{
    QFETCH(QString, text);
    QFETCH(QString, head);
    QFETCH(QString, body);
    const auto module = prepare(text);
    QVERIFY2(module.ok(), module ? "" : qPrintable(module.error().toString()));
    QCOMPARE(module->program, u"(function (swapscope) { "_s + head + u'\n' + body + u"\n})"_s);
    QCOMPARE(module->strictProgram,
             u"(function (swapscope) { 'use strict'; "_s + head + u'\n' + body + u"\n})"_s);
}

void TestModuleSource::errors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");

    QTest::newRow("another module")
        << u"import { ws } from \"swapscope\"\nimport fs from \"fs\""_s
        << u"server.js:2:8: SyntaxError: “swapscope” has no default export: write “import { fs } from \"swapscope\"”"_s;
    QTest::newRow("a file")
        << u"import { a } from \"./other.js\""_s
        << u"server.js:1:19: SyntaxError: a script can import “swapscope” and nothing else, so not “./other.js”"_s;
    QTest::newRow("only for its effect")
        << u"import \"./other.js\""_s
        << u"server.js:1:8: SyntaxError: a script can import “swapscope” and nothing else, so not “./other.js”"_s;
    QTest::newRow("a slip")
        << u"import {\n  chanel } from \"swapscope\""_s
        << u"server.js:2:3: SyntaxError: “swapscope” has no “chanel”; did you mean “channel”?"_s;
    QTest::newRow("an unknown name")
        << u"import { readFile } from \"swapscope\""_s
        << u"server.js:1:10: SyntaxError: “swapscope” has no “readFile”; it has channel, html, ws"_s;
    QTest::newRow("export")
        << u"let a = 1\nexport { a }"_s
        << u"server.js:2:1: SyntaxError: a script exports nothing: leave the word “export” out"_s;
    QTest::newRow("return") << u"  return 1"_s
                            << u"server.js:1:3: SyntaxError: “return” stands outside of a function"_s;
    QTest::newRow("unfinished") << u"import { ws"_s
                                << u"server.js:1:10: SyntaxError: this import should go on with “, or }”"_s;
    QTest::newRow("nothing behind it")
        << u"import"_s
        << u"server.js:1:1: SyntaxError: this import should go on with “{ … } from \"swapscope\"”"_s;
    QTest::newRow("without from")
        << u"import { ws } \"swapscope\""_s
        << u"server.js:1:15: SyntaxError: this import should go on with “from \"swapscope\"”"_s;
}

void TestModuleSource::errors()
{
    QFETCH(QString, text);
    QFETCH(QString, error);
    const auto module = prepare(text);
    QVERIFY(!module.ok());
    QCOMPARE(module.error().toString(), error);
}

void TestModuleSource::nearest()
{
    QCOMPARE(nearestName(u"chanel", kExports), u"channel"_s);
    QCOMPARE(nearestName(u"HTML", kExports), u"html"_s);
    QCOMPARE(nearestName(u"xy", kExports), QString());
    QCOMPARE(nearestName(u"something", kExports), QString());
}

void TestModuleSource::undeclared()
{
    const Tokens tokens = scanTokens(u"a.n = 1; const o = { n: 1 }; if (n > 1)\n  n += 2; for (m of x) ;"_s);
    QCOMPARE(tokens[undeclaredAssignment(tokens, u"n")].line, 2);
    QCOMPARE(tokens[undeclaredAssignment(tokens, u"m")].text, u"m"_s);
    QCOMPARE(undeclaredAssignment(tokens, u"k"), -1);
    QCOMPARE(undeclaredAssignment(scanTokens(u"globalThis.k = 1"_s), u"k"), -1);
}

QTEST_GUILESS_MAIN(TestModuleSource)
#include "tst_modulesource.moc"
