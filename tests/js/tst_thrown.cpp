#include <js/context.h>

#include <QTest>

using namespace swapscope::js;
using namespace Qt::Literals::StringLiterals;

// Whatever a script throws becomes an error that names file, line and column.
class TestThrown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // What describes an error runs code of the script, again and again; the turn's limit is on that, too.
    void whatTakesForEverWhenShownIsStopped_data()
    {
        QTest::addColumn<QString>("thrown");
        QTest::newRow("an object") << u"{ toString() { for (;;); } }"_s;
        QTest::newRow("one that catches")
            << u"{ toString() { for (;;) try { for (;;); } catch { } finally { continue } } }"_s;
        QTest::newRow("an error with getters")
            << u"Object.defineProperties(new Error, { message: { get() { for (;;); } }, "
               "name: { get() { for (;;); } }, toString: { get() { for (;;); } } })"_s;
        QTest::newRow("a proxy")
            << u"new Proxy({}, { get() { for (;;); }, getPrototypeOf() { for (;;); } })"_s;
        QTest::newRow("a proxy that is its own prototype")
            << u"(() => { const p = new Proxy({}, { getPrototypeOf() { return p } }); return p })()"_s;
    }
    void whatTakesForEverWhenShownIsStopped()
    {
        QFETCH(QString, thrown);
        Context context({.time = std::chrono::milliseconds(50)});
        const Outcome outcome =
            context.runModule(u"throw "_s + thrown, u"server.js"_s, u"swapscope"_s, context.newObject());
        QVERIFY(outcome.error);
        QCOMPARE(outcome.stopped, thrown.contains(u"for (;;)"));
        // The next turn has all its time.
        const auto next =
            context.evaluate(u"(() => { for (let i = 0; i < 1e5; ++i); return 5 })()"_s, u"n.js"_s);
        QVERIFY(next && next->number() == 5);
    }

    void places_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const QString &body, const QString &error) {
            QTest::newRow(name) << body << error;
        };
        row("unknown name", u"\n  foo.bar()"_s, u"server.js:2:3: ReferenceError: foo is not defined"_s);
        row("thrown", u"\nif (1) throw new RangeError('mine')"_s, u"server.js:2:14: RangeError: mine"_s);
        row("of a class", u"class Bad extends Error { name = 'Bad' }\nthrow new Bad('x')"_s,
            u"server.js:1:1: Bad: x"_s);
        row("a text", u"\n\n throw 'mine'"_s,
            u"server.js:1:1: uncaught: mine"_s); // where the top level begins
        row("a text, rejected", u"\n Promise.reject('mine')"_s, u"server.js:2:10: uncaught: mine"_s);
        row("a text in an async function", u"async function f() { throw 'mine' }\n\n f()"_s,
            u"server.js:1:22: uncaught: mine"_s);
        row("an object", u"throw { a: 1 }"_s, u"server.js:1:1: uncaught: [object Object]"_s);
        row("nothing", u"throw undefined"_s, u"server.js:1:1: uncaught: undefined"_s);
        row("a symbol", u"throw Symbol()"_s, u"server.js:1:1: uncaught: a symbol"_s);
        row("in a library", u"\n\n   lib.fail()"_s, u"server.js:3:8: TypeError: from the library"_s);
        row("in a native", u"\n  lib.refuse()"_s, u"server.js:2:7: TypeError: refused"_s);
        row("JSON", u"\n JSON.parse('{')"_s,
            u"server.js:2:7: SyntaxError: JSON.parse: end of data while reading object contents at line 1 column 2 of the JSON data"_s);
        row("recursion", u"function f() { return 1 + f() }\nf()"_s, u"server.js:1:"_s);
        row("what throws when shown", u"throw { toString() { throw 1 } }"_s,
            u"server.js:1:1: uncaught: a value that cannot be shown"_s);
        row("after an await", u"await null\n  foo()"_s,
            u"server.js:2:3: ReferenceError: foo is not defined"_s);
        row("in a reaction", u"Promise.resolve().then(() => {\n  foo()\n})"_s,
            u"server.js:2:3: ReferenceError: foo is not defined"_s);
        row("a rejected promise", u"\nPromise.reject(new Error('no'))"_s, u"server.js:2:16: Error: no"_s);
        row("long", u"throw new Error('x'.repeat(5000))"_s, u"server.js:1:7: Error: xxx"_s);
    }
    void places()
    {
        QFETCH(QString, body);
        QFETCH(QString, error);
        Context context;
        const auto lib =
            context.evaluate(u"({ fail() { throw new TypeError('from the library') } })"_s, u"lib.js"_s);
        context.define(*lib, "refuse", [](NativeCall &call) { call.fail(u"refused"_s); });
        context.set(context.global(), "lib", *lib);
        const Outcome outcome = context.runModule(body, u"server.js"_s, u"swapscope"_s, context.newObject());
        QVERIFY(outcome.error || !outcome.later.empty());
        const QString told = (outcome.error ? *outcome.error : outcome.later.front()).toString();
        QVERIFY2(told.startsWith(error), qPrintable(told));
        QVERIFY(told.size() < 2100);
    }

    void theCallersPlace()
    {
        Context context;
        Place seen;
        const auto lib = context.evaluate(u"({ go() { this.native() } })"_s, u"lib.js"_s);
        context.define(*lib, "native", [&](NativeCall &) { seen = context.caller(); });
        context.set(context.global(), "lib", *lib);
        context.runModule(u"\n  lib.go()"_s, u"server.js"_s, u"swapscope"_s, context.newObject());
        QCOMPARE(seen, (Place{2, 7}));
    }
};

QTEST_GUILESS_MAIN(TestThrown)
#include "tst_thrown.moc"
