#include <js/context.h>

#include <QProcess>
#include <QTest>

#include <atomic>
#include <thread>

using namespace swapscope::js;
using namespace Qt::Literals::StringLiterals;

// What runs away is stopped, whatever it does, with a sentence; and its thread goes on.
class TestRuntime : public QObject
{
    Q_OBJECT

private:
    static constexpr Limits kLimits{std::chrono::milliseconds(100), 64 * 1024 * 1024};

private Q_SLOTS:
    void stops_data()
    {
        QTest::addColumn<QString>("body");
        const auto row = [](const char *name, const QString &body) { QTest::newRow(name) << body; };
        row("a loop", u"for (;;) ;"_s);
        row("a loop that catches", u"for (;;) { try { for (;;) ; } catch (e) {} finally { continue } }"_s);
        row("a recursion that catches", u"function f() { try { f() } finally { f() } } f()"_s);
        row("a regular expression", u"/(a+)+(b+)+(c+)+$/.test('a'.repeat(60) + 'd')"_s);
        row("join", u"Array(2 ** 28).join('ab')"_s);
        row("sort",
            u"const a = Array.from({ length: 1e5 }, (_, i) => i); for (;;) a.sort(() => Math.random() - 0.5)"_s);
        row("a comparator without end", u"[3, 1, 2].sort(() => { for (;;) ; })"_s);
        row("JSON", u"const a = Array(1e5).fill({ a: 1 }); for (;;) JSON.stringify(a)"_s);
        row("promises", u"const again = () => Promise.resolve().then(again); again()"_s);
        row("promises that fan out",
            u"const again = () => { Promise.resolve().then(again); Promise.resolve().then(again) }; again()"_s);
        row("an async loop", u"for (;;) await null"_s);
        row("an async generator", u"for await (const n of (async function* () { for (;;) yield 1 })()) ;"_s);
        row("a generator", u"[...function* () { for (;;) yield 1 }()]"_s);
        row("arrays of arrays", u"const a = []; for (;;) a.push([1, 2, 3, []])"_s);
        row("buffers", u"const a = []; for (;;) a.push(new ArrayBuffer(5e7))"_s);
        row("filled buffers", u"const a = []; for (;;) a.push(new Uint8Array(5e6).fill(1))"_s);
        row("texts", u"const a = []; for (let i = 0; ; ++i) a.push(('x' + i).padEnd(1e5, 'y'))"_s);
        row("names", u"const o = {}; for (let i = 0; ; ++i) o['name' + i] = i"_s);
        row("maps", u"const m = new Map(); for (let i = 0; ; ++i) m.set(i, { i })"_s);
        row("closures", u"let f = () => 1; for (;;) { const g = f; f = () => g }"_s);
        row("proxies of proxies", u"let p = {}; for (;;) p = new Proxy(p, {})"_s);
        row("what is caught again and again",
            u"const a = []; for (;;) try { for (;;) a.push(new Array(1e5).fill(1)) } catch (e) {}"_s);
        row("a getter of an error", u"throw { get name() { for (;;) ; }, toString() { for (;;) ; } }"_s);
        row("an error's message",
            u"const e = new Error(); Object.defineProperty(e, 'message', { get() { for (;;) ; } }); throw e"_s);
    }
    void stops()
    {
        QFETCH(QString, body);
        Context context(kLimits);
        const auto handler = context.evaluate(u"(async () => { "_s + body + u"\n})"_s, u"server.js"_s);
        QVERIFY2(handler.ok(), handler ? "" : qPrintable(handler.error().toString()));
        const Outcome outcome = context.call(*handler, {}, {}, {u"the cue"_s, {1, 1}});
        QVERIFY(outcome.stopped);
        QVERIFY(outcome.error);
        const bool told =
            outcome.error->message == u"the cue ran for longer than 100 ms and was stopped"_s ||
            outcome.error->message ==
                u"what went on after the cue ran for longer than 100 ms and was stopped"_s ||
            outcome.error->message == u"the cue was stopped: the script holds more than 64 MiB of memory"_s;
        QVERIFY2(told, qPrintable(outcome.error->message));
        QCOMPARE(outcome.error->line, 1);
        // It goes on, and so does its neighbour.
        Context other;
        for (Context *each : {&context, &other})
            QCOMPARE(each->evaluate(u"[1, 2].join()"_s, u"next.js"_s)->string(), u"1,2"_s);
    }

    // Not stopped, but refused by the engine: the script may catch it.
    void refuses_data()
    {
        QTest::addColumn<QString>("body");
        const auto row = [](const char *name, const QString &body) { QTest::newRow(name) << body; };
        row("50,000 groups", u"new RegExp('('.repeat(50000) + ')'.repeat(50000)).test('x')"_s);
        row("20,000 arrays in each other", u"eval('['.repeat(20000) + ']'.repeat(20000)); throw 1"_s);
        row("brackets", u"eval('('.repeat(20000) + '1' + ')'.repeat(20000)); throw 1"_s);
        row("String() of deep arrays",
            u"let d = []; for (let i = 0; i < 50000; ++i) d = [d]; String(d); throw 1"_s);
        row("JSON of deep arrays",
            u"let d = []; for (let i = 0; i < 50000; ++i) d = [d]; JSON.stringify(d)"_s);
        row("JSON text of deep arrays", u"JSON.parse('['.repeat(1e6)); throw 1"_s);
        row("a text that doubles", u"let s = 'ab'; for (;;) s += s"_s);
        row("a recursion", u"function f() { return 1 + f() } f()"_s);
        row("proxies asked through proxies",
            u"let p = {}; for (let i = 0; i < 50000; ++i) p = new Proxy(p, {}); p.x; throw 1"_s);
    }
    void refuses()
    {
        QFETCH(QString, body);
        Context context(Limits{std::chrono::seconds(20), 512 * 1024 * 1024});
        const Outcome outcome = context.runModule(body, u"server.js"_s, u"swapscope"_s, context.newObject());
        QVERIFY(!outcome.stopped);
        QVERIFY(outcome.error || !outcome.later.empty());
        QCOMPARE(context.evaluate(u"1 + 1"_s, u"next.js"_s)->number(), 2.0);
    }

    void namesThePlace()
    {
        Context context(Limits{std::chrono::milliseconds(50)});
        const Outcome outcome =
            context.runModule(u"let a = 0\nfunction f() {\n  while (a >= 0)\n    ++a\n}\nf()"_s,
                              u"server.js"_s, u"swapscope"_s, context.newObject());
        QCOMPARE(outcome.error->message,
                 u"the script's top level ran for longer than 50 ms and was stopped"_s);
        QVERIFY2(outcome.error->line == 3 || outcome.error->line == 4, qPrintable(outcome.error->toString()));
    }

    // The time of a turn is its own: many short ones after each other are no long one.
    void shortTurnsGoOn()
    {
        Context context(Limits{std::chrono::milliseconds(50)});
        const auto work = context.evaluate(
            u"() => { let n = 0; for (let i = 0; i < 1e5; ++i) n += i; return n }"_s, u"x"_s);
        for (int i = 0; i < 300; ++i)
            QVERIFY(!context.call(*work, {}, {}, {}).stopped);
    }

    // A program that ends while a thread of its is in a script ends with its own status, and does not crash.
    void theProgramEndsBesideAScript()
    {
        if (qEnvironmentVariableIsSet("SWAPSCOPE_TEST_ENDS")) {
            std::atomic<bool> running = false;
            std::thread([&running] {
                Context context(Limits{std::chrono::hours(1)});
                context.define(context.global(), "runs", [&running](NativeCall &) { running = true; });
                std::ignore = context.evaluate(u"runs(); for (;;);"_s, u"x"_s);
            }).detach();
            while (!running)
                std::this_thread::yield();
            std::exit(7);
        }
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SWAPSCOPE_TEST_ENDS"_s, u"1"_s);
        program.setProcessEnvironment(environment);
        program.start(QCoreApplication::applicationFilePath(),
                      {u"tst_runtime"_s, QString::fromLatin1(QTest::currentTestFunction())});
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 7);
    }

    // Garbage does not count.
    void garbageIsFine()
    {
        Context context(Limits{std::chrono::seconds(20), 64 * 1024 * 1024});
        const auto churn = context.evaluate(
            u"() => { let n = 0; for (let i = 0; i < 100; ++i) n += new Uint8Array(5e6).length + Array(1e5).fill({}).length; return n }"_s,
            u"x"_s);
        const Outcome outcome = context.call(*churn, {}, {}, {});
        QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->toString()) : "");
    }
};

QTEST_GUILESS_MAIN(TestRuntime)
#include "tst_runtime.moc"
