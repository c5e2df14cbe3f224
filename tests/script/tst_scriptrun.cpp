#include "libraryhost.h"

#include <QRegularExpression>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kShort{300};
const js::Argument kYes[] = {true};
const js::Argument kNo[] = {false};

} // namespace

// The engine with the library in it, without a server: what scripts can say, and what comes of their errors.
class TestScriptRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void library_data();
    void library();
    void nothingElseIsThere();
    void promisesRunAfterTheHandler();
    void errorsHavePlaces_data();
    void errorsHavePlaces();
    void rejectionsAreTold();
    void runawayTopLevel();
    void runawayHandler();
    void runawayPromise();
    void runawaysAnywhere();
    void chanceRepeats();
    void exportsAreTheModule();

private:
    // `limit` is short only where it is meant to be reached.
    Result<void> run(const QString &text, std::chrono::milliseconds limit = std::chrono::seconds(30));

    std::unique_ptr<LibraryHost> m_host;
};

Result<void> TestScriptRun::run(const QString &text, std::chrono::milliseconds limit)
{
    m_host = std::make_unique<LibraryHost>(js::Limits{limit});
    const js::Outcome outcome = m_host->run.runModule(text);
    if (outcome.error)
        return *outcome.error;
    if (!outcome.later.empty())
        return outcome.later.front();
    return {};
}

void TestScriptRun::library_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("result");
    const auto row = [](const char *expression, const char *result) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(result);
    };
    row("[1, 2, 3].at(-1)", "3");
    row("[1, 2, 3].at(5)", "undefined");
    row("[1, [2, [3]]].flat()", "[1,2,[3]]");
    row("[1, [2, [3]]].flat(Infinity)", "[1,2,3]");
    row("[1, 2].flatMap(x => [x, x * 2])", "[1,2,2,4]");
    row("[1, 2, 3, 4].findLast(x => x < 3)", "2");
    row("[1, 2, 3, 4].findLastIndex(x => x > 9)", "-1");
    row("[1, 2].includes(2)", "true");
    row("[3, 1, 2].toSorted()", "[1,2,3]");
    row("[3, 1, 2].toReversed()", "[2,1,3]");
    row("[10, 9, 1].sort()", "[1,10,9]");
    row("[10, 9, 1].sort((a, b) => a - b)", "[1,9,10]");
    row("[3, undefined, 1].sort().map(String)", "[\"1\",\"3\",\"undefined\"]");
    row("Array.from({ length: 40 }, (_, i) => i).sort((a, b) => a % 2 - b % 2).map(i => i / 2 | 0).join()",
        "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,"
        "19");
    row("'abc'.at(-1)", "c");
    row("'a.b.c'.replaceAll('.', '-')", "a-b-c");
    row("'aXbX'.replaceAll(/x/gi, '$&$&')", "aXXbXX");
    row("'aa'.replaceAll('a', (m, at) => at)", "01");
    row("'ab'.replaceAll('', () => '-')", "-a-b-");
    row("'ab'.replaceAll('', '-')", "-a-b-");
    row("Array.from('a1b22'.matchAll(/\\d+/g)).map(m => m[0] + m.index)", "[\"11\",\"223\"]");
    row("[...(function* () { yield 1; yield 2 })()]", "[1,2]");
    row("[...'ab'.matchAll(/x*/g)].length", "3");
    row("'[' + '  a '.trimStart() + '|' + '  a '.trimEnd() + ']'", "[a |  a]");
    row("'7'.padStart(3, '0') + '7'.padEnd(2, '.')", "0077.");
    row("Object.fromEntries([['a', 1], ['b', 2]])", "{\"a\":1,\"b\":2}");
    row("Object.fromEntries(new Map([['a', 1]]))", "{\"a\":1}");
    row("Object.entries({ a: 1 })", "[[\"a\",1]]");
    row("Object.values({ a: 1 })", "[1]");
    row("Object.hasOwn({ a: 1 }, 'a')", "true");
    row("globalThis === globalThis.globalThis && globalThis.Math === Math", "true");
    row("(() => { const a = { b: [1, { c: 2 }], d: new Date(5) }; const e = structuredClone(a); e.b[1].c = "
        "3; "
        "return [a.b[1].c, e.b[1].c, e.d.getTime()] })()",
        "[2,3,5]");
    row("(() => { const a = {}; a.a = a; const b = structuredClone(a); return b.a === b && b !== a })()",
        "true");
    row("'x'.repeat(3)", "xxx");
    row("/a(b)/.exec('ab')[1]", "b");
    row("new RegExp('a(b)', 'g').flags", "g");
    row("new RegExp('a') instanceof RegExp && /a/ instanceof RegExp", "true");
    row("/a/.constructor === RegExp", "true");
    row("'a-b'.split(/-/)", "[\"a\",\"b\"]");
    row("(() => { const w = new WeakMap(), k = {}, f = Object.freeze({}); w.set(k, 1).set(f, 2); "
        "const seen = [w.get(k), w.get(f), w.has({}), w.delete(k), w.has(k), Object.keys(k).length]; return "
        "seen })()",
        "[1,2,false,true,false,0]");
    row("(() => { const w = new WeakSet(); for (let i = 0; i < 50000; ++i) { const o = { i: i }; w.add(o); "
        "if (!w.has(o)) return i } return 'held' })()",
        "held");
    row("html`<p>${'<b> & \"c\" \\'d\\''}</p>`", "<p>&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;</p>");
    row("html`${['a', html`<i>${'<'}</i>`, ['<', raw('<hr>')]]}`", "a<i>&lt;</i>&lt;<hr>");
    row("html`${null}${undefined}${false}${0}${true}${''}`", "0true");
    row("html`\n  <p>\n</p>`", "\n  <p>\n</p>");
    row("html`${html`<b>${1}</b>`}`", "<b>1</b>");
    row("(() => { const f = x => html`<i>${x}</i>`; return html`<p>${f(1)}${f(2)}</p>` })()",
        "<p><i>1</i><i>2</i></p>");
    row("[1, 2].map(n => html`<b>${String(n)}</b>`).join('')", "<b>1</b><b>2</b>");
    row("(() => { function* g() { yield 1 } const f = () => g(); return [...f()] })()", "[1]");
    row("raw('<b>')", "<b>");
    row("raw(raw('<b>'))", "<b>");
    row("html`${raw('&amp;')}`", "&amp;");
    row("`${html`<b>`}`", "<b>");
    row("JSON.stringify({ a: html`<b>` })", "{\"a\":\"<b>\"}");
    row("html`${new Date(NaN)}`", "Invalid Date");
    row("(() => { class A { #n = 1; static #all = 0; static { A.#all = 5 } get n() { return this.#n + A.#all "
        "} } "
        "return new A().n })()",
        "6");
    row("({ ...{ a: 1 }, b: 2 })", "{\"a\":1,\"b\":2}");
    row("(() => { const { a, ...rest } = { a: 1, b: 2 }; return rest })()", "{\"b\":2}");
    row("(() => { let a = null; a ?\?= 1; a ||= 2; a &&= 3; return a })()", "3");
    row("/(?<=x)(?<year>\\d+)./su.exec('x12\\n').groups.year", "12");
    row("'é'.normalize('NFD').length", "2");
    row("1_000 + 2 ** 3", "1008");
    row("String(10n ** 20n)", "100000000000000000000");
    row("await (async () => { await null; return 'async' })()", "async");
    row("[1, 2, 3].toSpliced(0, 1).with(0, 9)", "[9,3]");
    row("Object.groupBy([1, 2, 3], n => n % 2 ? 'odd' : 'even').odd", "[1,3]");
    row("[1].concat([2], 3)", "[1,2,3]");
    row("new Uint8Array([1, 2]).map(n => n * 2) instanceof Uint8Array && Uint8Array.of(1, 2).constructor === "
        "Uint8Array",
        "true");
    row("(() => { class Mine extends Uint8Array {} return new Mine(3) instanceof Mine })()", "true");
}

void TestScriptRun::library()
{
    QFETCH(QString, expression);
    QFETCH(QString, result);
    const auto done =
        run(u"import { html, raw } from 'swapscope'\nconst r = "_s + expression + u"\nconsole.log(r)"_s);
    QVERIFY2(done.ok(), done ? "" : qPrintable(done.error().toString()));
    QCOMPARE(m_host->logged.value(0).mid(6), result);
}

void TestScriptRun::nothingElseIsThere()
{
    const QString script = uR"(
        const names = Object.getOwnPropertyNames(globalThis).sort()
        console.log(names.join(' '))
        console.log(typeof Qt, typeof print, typeof gc, typeof qsTr, typeof XMLHttpRequest, typeof Atomics,
                    typeof SharedArrayBuffer, typeof host, typeof shared, typeof swapscope === 'object')
        console.log(typeof (() => 1).connect)
    )"_s;
    const auto done = run(script);
    QVERIFY2(done.ok(), done ? "" : qPrintable(done.error().toString()));
    for (const char *gone : {"Atomics", "SharedArrayBuffer", "Qt", "print", "gc", "host", "shared"})
        QVERIFY2(!m_host->logged[0].split(u' ').contains(QLatin1StringView(gone)), gone);
    QCOMPARE(m_host->logged[1],
             u"4 log undefined undefined undefined undefined undefined undefined undefined undefined "
             "undefined false"_s);
    QCOMPARE(m_host->logged[2], u"6 log undefined"_s);
}

void TestScriptRun::promisesRunAfterTheHandler()
{
    const auto done = run(uR"(
        const p = new Promise(resolve => { console.log('1'); resolve('4') })
        p.then(v => { console.log(v); return Promise.resolve('6') }).then(v => console.log(v)).finally(() => console.log('7'))
        queueMicrotask(() => console.log('5'))
        console.log('2')
        Promise.all([1, Promise.resolve(2)]).then(v => console.log('all', v))
        Promise.allSettled([1, Promise.reject('no')]).then(v => console.log('settled', v))
        Promise.any([Promise.reject(1), 2]).then(v => console.log('any', v))
        Promise.race([new Promise(() => {}), 3]).then(v => console.log('race', v))
        Promise.any([Promise.reject(1)]).catch(e => console.log(e.name, e.errors))
        Promise.reject(new Error('caught')).catch(e => console.log(e.message))
        console.log('3')
    )"_s);
    QVERIFY2(done.ok(), done ? "" : qPrintable(done.error().toString()));
    QStringList texts;
    for (const QString &line : m_host->logged)
        texts.push_back(line.section(u' ', 2));
    QCOMPARE(texts.mid(0, 5), (QStringList{u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s}));
    for (const QString &expected :
         {u"6"_s, u"7"_s, u"all [1,2]"_s, u"any 2"_s, u"race 3"_s, u"AggregateError [1]"_s, u"caught"_s,
          u"settled [{\"status\":\"fulfilled\",\"value\":1},{\"status\":\"rejected\","
          "\"reason\":\"no\"}]"_s})
        QVERIFY2(texts.contains(expected), qPrintable(expected + u" in "_s + texts.join(u'|')));
}

void TestScriptRun::errorsHavePlaces_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");

    const auto row = [](const char *name, const QString &text, const QString &error) {
        QTest::newRow(name) << text << error;
    };
    row("unknown name", u"\n  foo.bar()"_s, u"server.js:2:3: ReferenceError: foo is not defined"_s);
    row("first line", u"foo()"_s, u"server.js:1:1: ReferenceError: foo is not defined"_s);
    row("in a function", u"function f() {\n  const a = {}\n  a.b.c = 1\n}\nf()"_s,
        u"server.js:3:3: TypeError: a.b is undefined"_s);
    row("thrown", u"\nif (1) throw new RangeError('mine')"_s, u"server.js:2:14: RangeError: mine"_s);
    row("thrown text", u"\n\n throw 'mine'"_s, u"server.js:1:1: uncaught: mine"_s);
    row("in the module", u"import { html } from 'swapscope'\n\nconst x = html('a')"_s,
        u"server.js:3:15: TypeError: html: is written in front of a template, html`…`; raw(text) takes a "
        u"text as "
        "it is"_s);
    row("an object in html", u"import { html } from 'swapscope'\nconst x = html`${{ a: 1 }}`"_s,
        u"server.js:2:15: TypeError: html: an object cannot be put into HTML; put in one of its properties"_s);
    row("a function in html", u"import { html } from 'swapscope'\nhtml`${() => 1}`"_s,
        u"server.js:2:5: TypeError: html: a function cannot be put into HTML"_s);
    row("raw of nothing", u"import { raw } from 'swapscope'\nraw()"_s,
        u"server.js:2:1: TypeError: raw: expects a text, got undefined"_s);
    row("constant", u"import { html } from 'swapscope'\nhtml = 1"_s,
        u"server.js:2:1: TypeError: \"html\" is read-only"_s);
    row("syntax", u"const a = 1\nconst b = (1 +\n"_s,
        u"server.js:3:1: SyntaxError: expected expression, got end of script"_s);
    row("another token", u"let a b"_s, u"server.js:1:7: SyntaxError: unexpected token: identifier"_s);
    row("a slip in an import", u"import {\n  chanel } from 'swapscope'"_s,
        u"server.js:2:3: SyntaxError: “swapscope” has no “chanel”; did you mean “channel”?"_s);
    row("nothing of the kind", u"import readFile from 'swapscope'"_s,
        u"server.js:1:8: SyntaxError: “swapscope” has no “default”; it has "_s);
    row("closing brace too many", u"f()\n}\ng()"_s,
        u"server.js:2:1: SyntaxError: unexpected garbage after module, starting with '}'"_s);
    row("strict", u"\nundeclared = 1"_s,
        u"server.js:2:1: ReferenceError: assignment to undeclared variable undeclared"_s);
    row("too deep", u"function f() { return 1 + f() }\nf()"_s,
        u"server.js:1:16: InternalError: too much recursion"_s);
    row("a text too long", u"'ab'.repeat(1e9)"_s,
        u"server.js:1:6: RangeError: repeat: the text would be longer than 16 million characters"_s);
    row("in a promise", u"Promise.resolve().then(() => {\n  foo()\n})"_s,
        u"server.js:2:3: ReferenceError: foo is not defined"_s);
    row("after an await", u"await null\nconst a = await undefined\na.b"_s,
        u"server.js:3:1: TypeError: a is undefined"_s);
    row("in JSON", u"\n JSON.parse('{')"_s,
        u"server.js:2:7: SyntaxError: JSON.parse: end of data while reading object contents at line 1 column "
        u"2 of "
        "the JSON data"_s);
}

void TestScriptRun::errorsHavePlaces()
{
    QFETCH(QString, text);
    QFETCH(QString, error);
    const auto done = run(text);
    QVERIFY(!done.ok());
    QVERIFY2(done.error().toString().startsWith(error), qPrintable(done.error().toString()));
}

void TestScriptRun::rejectionsAreTold()
{
    const auto done = run(u"import { cue } from 'swapscope'\n"
                          "cue('x', () => {\n"
                          "  Promise.reject(new Error('first'))\n"
                          "  queueMicrotask(() => { throw new Error('second') })\n"
                          "  queueMicrotask(() => console.log('third'))\n"
                          "  return 'value'\n"
                          "})"_s);
    QVERIFY2(done.ok(), done ? "" : qPrintable(done.error().toString()));
    const auto outcome = m_host->call();
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.value.string(), u"value"_s);
    QStringList told;
    for (const Error &error : outcome.later)
        told.push_back(error.toString());
    told.sort();
    QCOMPARE(told, (QStringList{u"server.js:3:18: Error: first"_s, u"server.js:4:32: Error: second"_s}));
    QCOMPARE(m_host->logged, QStringList{u"5 log third"_s});
}

void TestScriptRun::runawayTopLevel()
{
    const auto done = run(u"let a = 0\n  for (;;) { try { ++a } catch (e) {} }"_s, kShort);
    QVERIFY(!done.ok());
    QVERIFY2(done.error().message.startsWith(u"the script's top level ran for longer than"_s),
             qPrintable(done.error().toString()));
}

void TestScriptRun::runawayHandler()
{
    QVERIFY(run(u"import { cue } from 'swapscope'\nlet n = 0\n"
                "cue('x', () => {\n"
                "  if (n++ === 0)\n"
                "    while (true) ;\n"
                "  return n\n"
                "})"_s,
                kShort)
                .ok());
    const auto stopped = m_host->call();
    QVERIFY(stopped.stopped);
    QVERIFY(stopped.error);
    QCOMPARE(stopped.error->toString(), u"server.js:5:12: x ran for longer than 300 ms and was stopped"_s);
    const auto next = m_host->call();
    QVERIFY(!next.error);
    QCOMPARE(next.value.number(), 2);
}

void TestScriptRun::runawayPromise()
{
    QVERIFY(run(u"import { cue } from 'swapscope'\n"
                "const again = () => Promise.resolve().then(again)\n"
                "cue('x', flag => { if (flag) again(); return 5 })"_s,
                kShort)
                .ok());
    QVERIFY(m_host->call(kYes).stopped);
    const auto next = m_host->call(kNo);
    QVERIFY(!next.stopped);
    QCOMPARE(next.value.number(), 5);
    QVERIFY(next.later.empty());
}

// Wherever the watchdog's word finds it, the engine goes on; compiled code would crash now and then.
void TestScriptRun::runawaysAnywhere()
{
    QVERIFY(run(u"import { cue } from 'swapscope'\n"
                "const again = () => Promise.resolve().then(again)\n"
                "cue('x', flag => { if (flag) again(); return 5 })"_s,
                std::chrono::milliseconds(10))
                .ok());
    for (int round = 0; round < 100; ++round)
        QVERIFY(m_host->call(kYes).stopped);
    QTRY_COMPARE(m_host->call(kNo).value.number(), 5); // it may be busy with its garbage once
}

void TestScriptRun::chanceRepeats()
{
    const QString text =
        u"import { random } from 'swapscope'\nconsole.log(random(), Math.random(), random())"_s;
    QVERIFY(run(text).ok());
    const QStringList first = m_host->logged;
    QVERIFY(run(text).ok());
    QCOMPARE(m_host->logged, first);
    const QStringList numbers = first[0].section(u' ', 2).split(u' ');
    QCOMPARE(numbers.size(), 3);
    QVERIFY(numbers[0] != numbers[1]);
}

void TestScriptRun::exportsAreTheModule()
{
    QVERIFY(run({}).ok());
    QStringList names = m_host->run.exports();
    names.sort();
    QCOMPARE(
        names.join(u' '),
        u"after channel console cue del every get html network params patch post put random raw server sleep sse ws"_s);
}

QTEST_GUILESS_MAIN(TestScriptRun)
#include "tst_scriptrun.moc"
