#include <script/errorplace.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestErrorPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frames();
    void columns_data();
    void columns();
    void runaways_data();
    void runaways();
    void runawayTopLevel();
};

void TestErrorPlace::frames()
{
    QCOMPARE(placeInFrames({u"check.fail:12:-1:file:js/arguments.js"_s, u"a:b:7:-1:file:server.js"_s,
                            u"%entry:1:-1:file:server.js"_s}),
             (Place{7, 0}));
    QCOMPARE(placeInFrames({u"f:1:-1:file:js/call.js"_s}), Place{});
    QCOMPARE(placeInStack(u"fail@file:js/run.js:3\ngo@file:server.js:12\n%entry@file:server.js:1"_s),
             (Place{12, 0}));
    QCOMPARE(placeInStack(u"go@file:other-server.js:12"_s), Place{});
    QCOMPARE(placeInStack({}), Place{});
}

void TestErrorPlace::columns_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("column");

    QTest::newRow("a name that is not there")
        << u"  let a = foo + 1"_s << u"ReferenceError: foo is not defined"_s << 11;
    QTest::newRow("a property that is no function")
        << u"  x.publsh(1)"_s << u"TypeError: Property 'publsh' of object [object Object] is not a function"_s
        << 5;
    QTest::newRow("an argument of the module")
        << u"const r = channel(1)"_s << u"TypeError: channel: the name must be a text, got 1"_s << 11;
    QTest::newRow("a fault") << u"  network.cut(1)"_s
                             << u"TypeError: network.cut: expects the name of a client"_s << 11;
    QTest::newRow("a declaration with its path")
        << u"  ws(\"/a\", 1)"_s << u"TypeError: ws \"/a\": expects an object"_s << 3;
    QTest::newRow("thrown") << u"if (a) throw new Error('x')"_s << u"Error: x"_s << 8;
    QTest::newRow("no hint") << u"    a.b.c = 1"_s << u"TypeError: Value is undefined"_s << 5;
    QTest::newRow("no code") << u"// nothing"_s << u"Error: x"_s << 0;
    QTest::newRow("not in a string") << u"'foo'; foo"_s << u"ReferenceError: foo is not defined"_s << 8;
}

void TestErrorPlace::columns()
{
    QFETCH(QString, line);
    QFETCH(QString, message);
    QFETCH(int, column);
    QCOMPARE(likelyColumn(scanTokens(u"first\n"_s + line + u"\nlast"_s), 2, message), column);
}

void TestErrorPlace::runaways_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("callee");
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("registered");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("inLoop");

    const QString socket = u"ws('/a', {\n"        // 1
                           "  open() { go() },\n" // 2
                           "  message(c) {\n"     // 3
                           "    for (const x of [1]) x\n"
                           "    while (true) {}\n" // 5
                           "  },\n"
                           "})\n"
                           "cue('x', () => { do {} while (1) })\n" // 8
                           "function spin(n) {\n"
                           "  for (let i = 0; i >= 0; ++i) ;\n" // 10
                           "}\n"
                           "every('1s', spin)\n"_s; // 12
    QTest::newRow("the endless loop") << socket << u"ws"_s << u"message"_s << 1 << 5 << 5 << true;
    QTest::newRow("no loop in it") << socket << u"ws"_s << u"open"_s << 1 << 2 << 3 << false;
    QTest::newRow("registered at its end") << socket << u"ws"_s << u"message"_s << 7 << 5 << 5 << true;
    QTest::newRow("an arrow") << socket << u"cue"_s << QString() << 8 << 8 << 18 << true;
    QTest::newRow("a name") << socket << u"every"_s << QString() << 12 << 10 << 3 << true;
    QTest::newRow("nowhere") << socket << u"after"_s << QString() << 12 << 12 << 1 << false;
}

void TestErrorPlace::runaways()
{
    QFETCH(QString, text);
    QFETCH(QString, callee);
    QFETCH(QString, key);
    QFETCH(int, registered);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(bool, inLoop);
    const auto found = runawayPlace(scanTokens(text), {callee, key, registered});
    QCOMPARE(found.place, (Place{line, column}));
    QCOMPARE(found.inLoop, inLoop);
}

void TestErrorPlace::runawayTopLevel()
{
    const auto loop = runawayPlace(scanTokens(u"let a\n for (;;) a"_s));
    QCOMPARE(loop.place, (Place{2, 2}));
    QVERIFY(loop.inLoop);
    const auto none = runawayPlace(scanTokens(u"\n f()"_s));
    QCOMPARE(none.place, (Place{2, 2}));
    QVERIFY(!none.inLoop);
    QCOMPARE(runawayPlace(scanTokens({})).place, (Place{1, 1}));
}

QTEST_GUILESS_MAIN(TestErrorPlace)
#include "tst_errorplace.moc"
