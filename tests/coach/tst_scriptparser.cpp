#include <coach/scriptparser.h>

#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

using State = ParsedScript::State;

class TestScriptParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheLanguageOfToday()
    {
        ScriptParser parser;
        const auto parsed = parser.parse(u"import { ws } from 'swapscope'\nclass A { #x = 1; static { } get "
                                         u"y() { return this?.#x ?? 2 } }\n"
                                         "async function* f() { for await (const a of b) yield* a }\nlet z = "
                                         "1_000n; z ||= /(?<n>a)(?<!b)/su\n"
                                         "await f(...z, `a${`b${z}`}`)"_s);
        QCOMPARE(parsed->why, QString());
        QCOMPARE(parsed->state, State::Read);
        QVERIFY(parsed->tree.is(0, SyntaxNode::Program));
        QCOMPARE(parsed->tree[0].after, parsed->tree.size());
    }

    void offsetsAreThoseOfTheText()
    {
        ScriptParser parser;
        const SyntaxTree tree = parser.parse(u"/* ä𝄞 */ x = `a${b}c`"_s)->tree;
        const int right = tree.child(tree.child(1, u"expression"), u"right");
        QCOMPARE(tree[right].begin, 14);
        const std::vector<int> pieces = tree.children(right, u"quasis");
        QCOMPARE(pieces.size(), 2u);
        QCOMPARE(tree[pieces[0]].begin, 15);
        QCOMPARE(tree[pieces[0]].end, 16);
        QCOMPARE(tree[pieces[1]].begin, 20);
    }

    void whatIsNoJavaScriptIsBroken()
    {
        ScriptParser parser;
        QCOMPARE(parser.parse(u"const = 1"_s)->state, State::Broken);
        QCOMPARE(parser.parse(u"const a = 1"_s)->state, State::Read);
    }

    void anEmptyScriptStartsNothing()
    {
        ScriptParser parser(u"/no/such/file"_s);
        QCOMPARE(parser.parse({})->state, State::Read);
        QCOMPARE(parser.parse({})->tree.size(), 0);
        QCOMPARE(parser.runs(), 0);
    }

    void whatWasReadLatelyIsKept()
    {
        ScriptParser parser;
        const auto first = parser.parse(u"a"_s);
        for (int i = 0; i < 7; ++i)
            parser.parse(QString::number(i));
        QCOMPARE(parser.parse(u"a"_s), first);
        QCOMPARE(parser.runs(), 8);
        for (int i = 7; i < 16; ++i)
            parser.parse(QString::number(i));
        QCOMPARE(parser.parse(u"a"_s)->tree.size(), first->tree.size());
        QCOMPARE(parser.runs(), 18); // kept for a while only
    }

    void nestingThatExhaustsAStackIsSaid_data()
    {
        QTest::addColumn<QString>("open");
        QTest::addColumn<QString>("close");
        QTest::newRow("brackets") << u"("_s << u")"_s;
        QTest::newRow("lists") << u"["_s << u"]"_s;
        QTest::newRow("templates") << u"`${"_s << u"}`"_s;
        QTest::newRow("blocks") << u"{"_s << u"}"_s;
        QTest::newRow("functions") << u"()=>{"_s << u"}"_s;
        QTest::newRow("operators") << u"1+"_s << u""_s;
        QTest::newRow("conditions") << u"a?b:"_s << u""_s;
    }
    void nestingThatExhaustsAStackIsSaid()
    {
        QFETCH(QString, open);
        QFETCH(QString, close);
        ScriptParser parser;
        const auto parsed = parser.parse(open.repeated(100'000) + u"1"_s + close.repeated(100'000));
        QCOMPARE(parsed->why, u"it is nested too deeply"_s);
        QCOMPARE(parsed->state, State::Unread);
        QCOMPARE(parser.parse(u"a"_s)->state, State::Read); // and it goes on
    }

    void whatTakesTooLongIsSaid()
    {
        ScriptParser parser({}, {std::chrono::milliseconds(100)});
        const auto parsed = parser.parse(u"f(1, `a${b}`, { c: d });\n"_s.repeated(150'000));
        QCOMPARE(parsed->state, State::Unread);
        QCOMPARE(parsed->why, u"reading the script ran for longer than 100 ms and was stopped"_s);
        QCOMPARE(parser.parse(u"a"_s)->state, State::Read);
    }

    void whatTakesTooMuchMemoryIsSaid()
    {
        ScriptParser parser({}, {std::chrono::seconds(20), 16 * 1024 * 1024});
        const auto parsed = parser.parse(u"f(1, `a${b}`, { c: d });\n"_s.repeated(100'000));
        QCOMPARE(parsed->state, State::Unread);
        QVERIFY2(parsed->why.contains(u"more than 16 MiB of memory"), qPrintable(parsed->why));
        QCOMPARE(parser.parse(u"a"_s)->state, State::Read);
    }

    void withoutAcornItSaysWhichFileIsMissing()
    {
        const QTemporaryDir dir;
        ScriptParser parser(dir.filePath(u"acorn.js"_s));
        const auto parsed = parser.parse(u"a"_s);
        QCOMPARE(parsed->state, State::Unread);
        QVERIFY2(parsed->why.contains(dir.filePath(u"acorn.js"_s)), qPrintable(parsed->why));
    }
};

QTEST_GUILESS_MAIN(TestScriptParser)
#include "tst_scriptparser.moc"
