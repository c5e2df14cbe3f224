#include "reviewed.h"

#include <coach/static/scriptcode.h>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

QString textOf(const ScriptCode &code, int node)
{
    const SyntaxTree &tree = code.tree();
    return node < 0 ? u"?"_s : tree.script().sliced(tree[node].begin, tree[node].end - tree[node].begin);
}

QStringList textsOf(const ScriptCode &code, const std::vector<int> &nodes)
{
    QStringList texts;
    for (const int node : nodes)
        texts << textOf(code, node);
    return texts;
}

// The first argument of the call of probe() in a script: that is what the tests ask about.
int probed(const ScriptCode &code)
{
    const SyntaxTree &tree = code.tree();
    for (int i = 0; i < tree.size(); ++i) {
        const int callee = tree.child(i, u"callee");
        if (callee >= 0 && tree[callee].text == u"probe")
            return tree.child(i, u"arguments");
    }
    return -1;
}

// A table of scripts and what each of them is to give.
struct Script
{
    const char *name;
    QString text;
    QString gives;
};

void scripts(const char *what, std::initializer_list<Script> rows)
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>(what);
    for (const Script &row : rows)
        QTest::newRow(row.name) << row.text << row.gives;
}

} // namespace

class TestScriptCode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNameStandsForWhatItsScopeSays_data()
    {
        scripts(
            "meant",
            {
                {"a constant", u"const a = 1; probe(a)"_s, u"1"_s},
                {"used before it stands", u"const f = () => probe(a); const a = 1"_s, u"1"_s},
                {"of a constant", u"const a = 1, b = a; probe(b)"_s, u"1"_s},
                {"waited for", u"const a = g(); probe(await a)"_s, u"g()"_s},
                {"a function", u"function a() { } probe(a)"_s, u"function a() { }"_s},
                {"a variable that nobody changes", u"let a = 1; probe(a)"_s, u"1"_s},
                {"changed", u"let a = 1; a = 2; probe(a)"_s, u"a"_s},
                {"counted", u"let a = 1; a++; probe(a)"_s, u"a"_s},
                {"changed in a pattern", u"let a = 1; [{ x: a }] = f(); probe(a)"_s, u"a"_s},
                {"changed by ?\?=", u"let a = 1; a ?\?= 2; probe(a)"_s, u"a"_s},
                {"changed by a loop", u"let a = 1; for (a of b) { } probe(a)"_s, u"a"_s},
                {"another of this name is changed", u"let a = 1; { let a = 2; a = 3 } probe(a)"_s, u"1"_s},
                {"another of this name around", u"const a = 1; { const a = 2; probe(a) }"_s, u"2"_s},
                {"another of this name elsewhere", u"const a = 1; function f() { const a = 2 } probe(a)"_s,
                 u"1"_s},
                {"a parameter of this name", u"const a = 1; const f = (a, b) => probe(a)"_s, u"a"_s},
                {"a parameter in a pattern", u"const a = 1; const f = ({ x: [a = 2] }) => probe(a)"_s,
                 u"a"_s},
                {"a key of a pattern is no name", u"const a = 1; const f = ({ a: x }) => probe(a)"_s, u"1"_s},
                {"what a loop declares", u"const a = 1; for (const a of b) probe(a)"_s, u"a"_s},
                {"what was caught", u"const a = 1; try { } catch (a) { probe(a) }"_s, u"a"_s},
                {"var belongs to the function", u"{ var a = 1 } probe(a)"_s, u"1"_s},
                {"said twice", u"var a = 1; var a = 2; probe(a)"_s, u"a"_s},
                {"itself", u"const a = a; probe(a)"_s, u"a"_s},
                {"nobody declares it", u"probe(a)"_s, u"a"_s},
            });
    }
    void aNameStandsForWhatItsScopeSays()
    {
        QFETCH(QString, script);
        const ScriptCode code = scriptCode(script);
        QVERIFY(code.tree().size() > 0);
        QTEST(textOf(code, code.standsFor(probed(code))), "meant");
    }

    void knowsWhatIsImported_data()
    {
        scripts("name",
                {
                    {"imported", u"import { ws } from 's'; probe(ws)"_s, u"ws"_s},
                    {"renamed", u"import { ws as socket } from 's'; probe(socket)"_s, u"ws"_s},
                    {"a constant", u"import { ws } from 's'; const f = ws; probe(f)"_s, u"ws"_s},
                    {"of the whole module", u"import * as s from 's'; probe(s.ws)"_s, u"ws"_s},
                    {"of the whole module, in quotes", u"import * as s from 's'; probe(s['ws'])"_s, u"ws"_s},
                    {"forgotten", u"probe(ws)"_s, u"ws"_s},
                    {"of the script's own", u"function ws() { } probe(ws)"_s, u""_s},
                    {"a parameter", u"import { ws } from 's'; const f = ws => probe(ws)"_s, u""_s},
                    {"a member of something else", u"probe(other.ws)"_s, u""_s},
                });
    }
    void knowsWhatIsImported()
    {
        QFETCH(QString, script);
        const ScriptCode code = scriptCode(script);
        QVERIFY(code.tree().size() > 0);
        QTEST(code.importOf(probed(code)), "name");
    }

    void readsArguments()
    {
        const auto read = [](const QString &script) {
            const ScriptCode code = scriptCode(script);
            const ScriptCode::Arguments arguments = code.argumentsOf(code.tree()[probed(code)].parent);
            return textsOf(code, arguments.nodes) + QStringList(arguments.complete ? QString() : u"…"_s);
        };
        QCOMPARE(read(u"probe(a, `x${1, 2}`, { b: 1, c: 2 }, g(3, 4))"_s),
                 (QStringList{u"a"_s, u"`x${1, 2}`"_s, u"{ b: 1, c: 2 }"_s, u"g(3, 4)"_s, u""_s}));
        QCOMPARE(read(u"const more = [1, 2]; probe(a, ...more, b)"_s),
                 (QStringList{u"a"_s, u"1"_s, u"2"_s, u"b"_s, u""_s}));
        QCOMPARE(read(u"probe(a, ...f(), b)"_s), (QStringList{u"a"_s, u"…"_s}));
    }

    void readsObjects_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QStringList>("members"); // … for those that cannot be seen
        const auto row = [](const char *name, const QString &script, const QStringList &members) {
            QTest::newRow(name) << script << members;
        };
        row("plain", u"probe({ a: 1, 'b-c': 2, d, e() { } })"_s,
            {u"a=1"_s, u"b-c=2"_s, u"d=d"_s, u"e=() { }"_s});
        row("a name for it", u"const o = { a: 1 }; probe(o)"_s, {u"a=1"_s});
        row("spread, the last counts", u"const o = { a: 1, b: 2 }; probe({ a: 0, ...o, b: 3 })"_s,
            {u"a=1"_s, u"b=3"_s});
        row("a spread that is not known", u"probe({ a: 1, ...f() })"_s, {u"a=1"_s, u"…"_s});
        row("computed", u"probe({ [a]: 1, ['b']: 2 })"_s, {u"b=2"_s, u"…"_s});
        row("itself", u"const o = { a: 1, ...o }; probe(o)"_s, {u"a=1"_s, u"…"_s});
        row("changed later", u"const o = { a: 1 }; o.b = 2; probe(o)"_s, {u"none"_s});
        row("changed deep inside", u"const o = { a: 1 }; o.a.b[0]++; probe(o)"_s, {u"none"_s});
        row("taken from", u"const o = { a: 1 }; delete o.a; probe(o)"_s, {u"none"_s});
        row("assigned to", u"const o = { a: 1 }; Object.assign(o, x); probe(o)"_s, {u"none"_s});
        row("read", u"const o = { a: 1 }; Object.keys(o); f(o.a); probe(o)"_s, {u"a=1"_s});
        row("no object", u"probe(f())"_s, {u"none"_s});
    }
    void readsObjects()
    {
        QFETCH(QString, script);
        const ScriptCode code = scriptCode(script);
        QVERIFY(code.tree().size() > 0);
        const std::optional<WrittenObject> object = code.objectOf(probed(code));
        QStringList members;
        for (const auto &member : object ? object->members : std::vector<WrittenObject::Member>())
            members << member.name + u'=' + textOf(code, member.value);
        if (!object)
            members << u"none"_s;
        else if (!object->complete)
            members << u"…"_s;
        QTEST(members, "members");
    }

    void findsWhatAFunctionReturns()
    {
        const auto returned = [](const QString &function) {
            const ScriptCode code = scriptCode(u"probe("_s + function + u')');
            return textsOf(code, code.returnsOf(probed(code)));
        };
        QCOMPARE(returned(u"x => x + 1"_s), QStringList{u"x + 1"_s});
        QCOMPARE(returned(u"() => { if (a) { return 1 }\n  return html`<p>`\n}"_s),
                 (QStringList{u"1"_s, u"html`<p>`"_s}));
        QCOMPARE(returned(u"async function () { g(() => { return 2 }); return }"_s), QStringList());
        QCOMPARE(
            returned(
                u"function () { const o = { m() { return 2 } }; class C { n() { return 4 } }; return 3 }"_s),
            QStringList{u"3"_s});
        QCOMPARE(returned(u"12"_s), QStringList());
    }

    void knowsWhatParametersAreGiven()
    {
        const auto given = [](const QString &script) {
            const ScriptCode code = scriptCode(script);
            return textsOf(code, code.givenTo(probed(code)));
        };
        QCOMPARE(given(u"const f = (a, b) => probe(b); f(1, 2); f(3, 4); f(5); g(6, 7)"_s),
                 (QStringList{u"2"_s, u"4"_s}));
        QCOMPARE(given(u"function f(a) { probe(a) } const g = f; g(1)"_s), QStringList{u"1"_s});
        QCOMPARE(given(u"const f = a => { a = 2; probe(a) }; f(1)"_s), QStringList());
        QCOMPARE(given(u"const f = a => probe(a); f(...more)"_s), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestScriptCode)
#include "tst_scriptcode.moc"
