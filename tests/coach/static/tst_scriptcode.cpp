#include <coach/static/scriptcode.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

QString textOf(const ScriptCode &code, CodeRange range)
{
    if (range.isEmpty())
        return {};
    const Token &first = code.tokens()[range.first];
    const Token &last = code.tokens()[range.last];
    return code.tokens().text.mid(first.at, last.at + last.text.size() - first.at);
}

QStringList textsOf(const ScriptCode &code, const std::vector<CodeRange> &ranges)
{
    QStringList texts;
    for (const CodeRange &range : ranges)
        texts << textOf(code, range);
    return texts;
}

QString valueIn(const QString &script, QStringView name)
{
    const ScriptCode code(script);
    const auto value = code.valueOf(name);
    return value ? textOf(code, *value) : u"?"_s;
}

} // namespace

class TestScriptCode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheEndOfATemplate()
    {
        const ScriptCode code(u"`a${ `b${c}` }d` + `e`"_s);
        QCOMPARE(textOf(code, {0, code.templateEnd(0)}), u"`a${ `b${c}` }d`"_s);
        QCOMPARE(textOf(code, {1, code.templateEnd(1)}), u"`b${c}`"_s);
        QCOMPARE(ScriptCode(u"`a${b"_s).templateEnd(0), -1);
    }

    void partsAList()
    {
        const ScriptCode code(u"f(a, `x${1, 2}`, { b: 1, c: 2 }, g(3, 4))"_s);
        QCOMPARE(textsOf(code, code.listIn(1)),
                 (QStringList{u"a"_s, u"`x${1, 2}`"_s, u"{ b: 1, c: 2 }"_s, u"g(3, 4)"_s}));
        QCOMPARE(ScriptCode(u"f()"_s).listIn(1).size(), 0u);
    }

    void anExpressionEndsWithItsStatement()
    {
        QCOMPARE(valueIn(u"const a = b\nconst c = 1"_s, u"a"), u"b"_s);
        QCOMPARE(valueIn(u"const a = b\n  ? c\n  : d; e"_s, u"a"), u"b\n  ? c\n  : d"_s);
        QCOMPARE(valueIn(u"const a = (x) =>\n  html`<p>`\nws()"_s, u"a"), u"(x) =>\n  html`<p>`"_s);
        QCOMPARE(valueIn(u"const a = f(1,\n2), b = 3"_s, u"a"), u"f(1,\n2)"_s);
    }

    void aNameStandsForOneValueOrNone()
    {
        QCOMPARE(valueIn(u"function a(x) { return x }"_s, u"a"), u"function a(x) { return x }"_s);
        QCOMPARE(valueIn(u"let a = 1; a = 2"_s, u"a"), u"?"_s);
        QCOMPARE(valueIn(u"const a = 1\nfunction f() { const a = 2 }"_s, u"a"), u"?"_s);
        QCOMPARE(valueIn(u"const a = 1\nconst f = (a, b) => a"_s, u"a"), u"?"_s);
        QCOMPARE(valueIn(u"const a = 1\nconst f = a => a"_s, u"a"), u"?"_s);
        QCOMPARE(valueIn(u"const o = { a: 1 }; o.a = 2"_s, u"a"), u"?"_s);
    }

    void findsWhatAFunctionReturns()
    {
        const auto returned = [](const QString &function) {
            const ScriptCode code(u"const f = "_s + function);
            return textsOf(code, code.returnsOf(*code.valueOf(u"f")));
        };
        QCOMPARE(returned(u"x => x + 1"_s), QStringList{u"x + 1"_s});
        QCOMPARE(returned(u"() => { if (a) { return 1 }\n  return html`<p>`\n}"_s),
                 (QStringList{u"1"_s, u"html`<p>`"_s}));
        QCOMPARE(returned(u"function () { g(() => { return 2 }); return }"_s), QStringList());
        QCOMPARE(returned(u"function () { const o = { m() { return 2 } }; return 3 }"_s),
                 QStringList{u"3"_s});
        QCOMPARE(returned(u"12"_s), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestScriptCode)
#include "tst_scriptcode.moc"
