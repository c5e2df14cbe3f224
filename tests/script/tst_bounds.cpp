#include "libraryhost.h"

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

// What one call of the language may do at most (src/script/js/bounds.js).
class TestBounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneCallIsBounded_data();
    void oneCallIsBounded();
};

void TestBounds::oneCallIsBounded_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("result");
    const auto row = [](const char *expression, const char *result) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(result);
    };
    const char *tooLong = "RangeError: %1: the text is longer than 16 million characters";
    const auto refused = [&](const char *name, const char *expression, const char *why) {
        QTest::newRow(expression) << QString::fromUtf8(expression)
                                  << QString::fromUtf8(why).arg(QLatin1StringView(name));
    };
    const char *wouldBe = "RangeError: %1: the text would be longer than 16 million characters";
    const char *keys = "RangeError: %1: a text, an array or a buffer of more than 262144 elements as an "
                       "object with keys";
    const char *many = "RangeError: %1: of more than a million elements at once";
    refused("padEnd", "'ab'.padEnd(1e9)", wouldBe);
    refused("repeat", "'ab'.repeat(1e9)", wouldBe);
    refused("Uint8Array", "new Uint8Array(1e9)", "RangeError: %1: more than 64 MiB");
    refused("indexOf", "'a'.repeat(2 ** 23).indexOf('a'.repeat(2 ** 22) + 'b')",
            "RangeError: %1: looking for a text of 4194305 characters in one of 8388608 takes too long");
    refused("indexOf", "doubled('a').indexOf('b')", tooLong);
    refused("encodeURIComponent", "encodeURIComponent(doubled('%'))", tooLong);
    refused("JSON.stringify", "JSON.stringify(doubled('%'))", tooLong);
    refused("JSON.parse", "JSON.parse(doubled('1'))", tooLong);
    refused("replaceAll", "'a'.repeat(1e6).replaceAll('a', '$`')", wouldBe);
    refused("replaceAll", "'a'.repeat(1e5).replaceAll('a', 'x'.repeat(1e5))", wouldBe);
    refused("replaceAll", "'a'.repeat(1e6).replaceAll('', 'x'.repeat(1e3))", wouldBe);
    refused("replace", "'a'.repeat(1e7).replace('a', \"$'$'\")", wouldBe);
    refused("keys", "Object.keys('x'.repeat(1e6))", keys);
    refused("entries", "Object.entries(Array(1e6).fill(1))", keys);
    refused("assign", "Object.assign({}, 'x'.repeat(1e6))", keys);
    refused("ownKeys", "Reflect.ownKeys(new Uint8Array(6e7))", keys);
    refused("Set", "new Set(Array(2e6).fill(1))", many);
    refused("Map", "new Map(Array(2e6).fill([1, 1]))", many);
    refused("BigInt", "BigInt('9'.repeat(1e5))", "RangeError: %1: the text has more than 20000 digits");
    refused("RegExp", "new RegExp('a'.repeat(2e5))",
            "RangeError: %1: the pattern is longer than 100000 characters");
    refused("concat", "[1].concat(Array(2e7))",
            "RangeError: %1: the array would have more than 16 million elements");
    // Objects are asked once for what they give.
    refused("indexOf", "'a'.repeat(2 ** 20).indexOf({ toString: () => 'a'.repeat(2 ** 19) + 'b' })",
            "RangeError: %1: looking for a text of 524289 characters in one of 1048576 takes too long");
    refused("replaceAll", "'a'.repeat(1e5).replaceAll('a', { toString: () => 'x'.repeat(1e5) })", wouldBe);
    refused("encodeURIComponent", "encodeURIComponent({ toString: () => doubled('%') })", tooLong);
    refused("JSON.parse", "JSON.parse({ toString: () => doubled('1') })", tooLong);
    refused("parseInt", "Number.parseInt(doubled('1'))", tooLong);
    refused("BigInt", "BigInt({ valueOf: () => '9'.repeat(1e5) })",
            "RangeError: %1: the text has more than 20000 digits");
    refused("ArrayBuffer", "new ArrayBuffer({ valueOf: () => 1e8 })", "RangeError: %1: more than 64 MiB");
    refused("RegExp", "new RegExp({ toString: () => 'a'.repeat(2e5) })",
            "RangeError: %1: the pattern is longer than 100000 characters");
    const char *pattern = "RangeError: %1: the pattern is longer than 100000 characters";
    refused("match", "'a'.match('a'.repeat(2e5))", pattern);
    refused("matchAll", "'a'.matchAll({ toString: () => 'a'.repeat(2e5) })", pattern);
    refused("search", "'a'.search(twice('a'.repeat(2e5), 'a'))", pattern);
    row("'ab'.match(twice('b', 'a')).index + 'ab'.search('b') + [...'aa'.matchAll('a')].length", "4");
    row("[...'aXa'.matchAll(/a/g)].length + 'ab'.match({ [Symbol.match]: text => text + 1 })", "2ab1");
    row("'a'.matchAll(/a/)", "TypeError: ");
    row("'a'.replaceAll(/a/, '')", "TypeError: ");
    // Nor do they answer otherwise when they are asked what they are.
    row("'axb'.split(first(Symbol.split, { [Symbol.split]: () => 1, toString: () => doubled('x') }))", "1");
    refused("RegExp", "new RegExp({ [Symbol.match]: true, source: 'a'.repeat(2e5) })", pattern);
    row("String(new RegExp(first(Symbol.match, { [Symbol.match]: 1, source: 'b', toString: () => "
        "'a'.repeat(2e5) })))",
        "/b/");
    row("`${new RegExp({ [Symbol.match]: 1, source: 'b', flags: 'g' })}`", "/b/g");
    const char *large = "RangeError: %1: more than 64 MiB";
    row("(() => { const n = twice(2, 1e9); return new Uint8Array({ get length() { return +n } }).length })()",
        "2");
    refused(
        "Float64Array",
        "(() => { const bytes = new Uint8Array(2e7); Object.defineProperty(bytes, 'length', { value: 1 }); "
        "return new Float64Array(bytes) })()",
        large);
    refused("Uint8Array",
            "(() => { const f = () => 1; Object.defineProperty(f, 'length', { value: 1e9 }); return new "
            "Uint8Array(f) })()",
            large);
    row("new Uint8Array(new Set([1, 2])).length + new Uint8Array([7])[0] + new Float64Array(new "
        "Uint8Array([5]))[0]",
        "14");
    row("new Uint8Array(new ArrayBuffer(8), 2, 3).length", "3");
    refused(
        "keys",
        "(() => { const bytes = new Uint8Array(1e6); Object.defineProperty(bytes, 'length', { value: 1 }); "
        "return Object.keys(bytes) })()",
        keys);
    refused("keys", "Object.keys(Object.setPrototypeOf(new String('x'.repeat(1e6)), null))", keys);
    row("Object.keys(Object.freeze({ length: 1e9 }))", "[\"length\"]");
    row("'ab'.repeat(twice(1, 2 ** 24)).length + 'ab'.padEnd(twice(3, 2 ** 25)).length", "5");
    row("'a'.replace(twice('a', 'b'), twice('c', 'd')) + 'xay'.split(twice('a', 'x'))", "cx,y");
    row("'repeat'.repeat.call(twice('ab', 'c'), 2) + 'aXb'.split({ [Symbol.split]: text => text + 1 })",
        "ababaXb1");
    row("'b'.indexOf(twice('b', 'a')) + 'a/b/'.replace(/b/, twice('c', 'd')) + 'ab'.split(/b/)", "0a/c/a,");
    row("'/b/'.includes(/b/)", "TypeError: ");
    row("parseInt(twice('7', 'x')) + JSON.parse(twice('8', 'x')) + JSON.stringify(twice(1, 2))", "15{}");
    row("BigInt(twice(5, 0)) + BigInt(new String('7')) + BigInt({ [Symbol.toPrimitive]: h => h.length })",
        "18");
    row("BigInt({ [Symbol.toPrimitive]: () => ({}) })", "TypeError: ");
    row("new ArrayBuffer(twice(8, 1e8)).byteLength + new Uint8Array({ length: 3 }).length", "11");
    row("new RegExp(twice('a', 'b')).source + new RegExp(/c/).source", "ac");
    // To whoever looks at them they are as ever.
    row("[''.indexOf, ''.split, ''.padEnd, [].concat, JSON.parse, Object.assign, parseInt, RegExp]"
        ".map(f => f.name + f.length).join()",
        "indexOf1,split2,padEnd1,concat1,parse2,assign2,parseInt2,RegExp2");
    row("JSON.stringify(['name', 'length'].map(what => Object.getOwnPropertyDescriptor(''.split, what)))",
        "[{\"value\":\"split\",\"writable\":false,\"enumerable\":false,\"configurable\":true},"
        "{\"value\":2,\"writable\":false,\"enumerable\":false,\"configurable\":true}]");
    row("Number.parseInt === parseInt && Number.parseFloat === parseFloat", "true");
    row("JSON.parse('['.repeat(1e6))", "SyntaxError: JSON.parse: unexpected end of data");
    row("'a\\n'.repeat(1e6).replaceAll('\\n', '<br>').length", "5000000");
    row("'ab'.repeat(1e6).replace('b', \"$'\").length", "3999997");
    row("'$5 $& $$'.replaceAll('$', '$$$$')", "$$5 $$& $$$$");
    row("'a1'.repeat(1e6).replaceAll('1', '$$').length", "2000000");
    row("'a1'.repeat(1e6).replaceAll('1', '$&$&').length", "3000000");
    row("'aaa'.replaceAll('a', (_, at) => at)", "012");
    row("Object.keys('abc') + Object.keys([5, 6]) + Reflect.ownKeys(new Uint8Array(2))", "0,1,20,10,1");
    row("Object.keys({ length: 1e9 })", "[\"length\"]");
    row("new Set([1, 1, 2]).size + new Map([[1, 2]]).get(1)", "4");
    row("new Set(doubled('ab').slice(0, 9)).size + new Set().size + new Map(null).size", "2");
    row("(() => { class Mine extends Map {} return new Mine([[1, 2]]) instanceof Mine })()", "true");
    row("new Set() instanceof Set && new Set().constructor === Set", "true");
    row("BigInt('123') + BigInt(4) + BigInt.asUintN(8, 257n)", "128");
    row("typeof BigInt(1) + (Object(1n) instanceof BigInt)", "biginttrue");
    row("encodeURIComponent('a b') + decodeURIComponent('%20') + parseInt('12px') + parseFloat('1.5')",
        "a%20b 121.5");
}

// What one native step of the engine would do for seconds, or with all memory, is refused; the rest is as
// ever.
void TestBounds::oneCallIsBounded()
{
    QFETCH(QString, expression);
    QFETCH(QString, result);
    LibraryHost host(js::Limits{std::chrono::seconds(30)});
    const js::Outcome done =
        host.run.runModule(u"const doubled = s => { while (s.length < 2 ** 25) s += s; return s }\n"
                           "const twice = (one, other) => { let asked = 0\n"
                           "  const next = () => asked++ ? other : one\n"
                           "  return { toString: next, valueOf: next } }\n"
                           "const first = (symbol, object) => { let asked = 0\n"
                           "  return new Proxy(object, { get: (_, key) =>\n"
                           "    key !== symbol || asked++ === 0 ? object[key] : undefined }) }\n"
                           "try { console.log("_s +
                           expression + u") } catch (e) { console.log(String(e)) }"_s);
    QVERIFY2(!done.error, done.error ? qPrintable(done.error->toString()) : "");
    const QString said = host.logged.value(0).mid(6);
    QVERIFY2(said.startsWith(result), qPrintable(said));
}

QTEST_GUILESS_MAIN(TestBounds)
#include "tst_bounds.moc"
