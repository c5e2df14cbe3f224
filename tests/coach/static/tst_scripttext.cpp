#include "reviewed.h"

#include <coach/static/scripttext.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList sentIn(const QString &script)
{
    const ScriptText text = scriptText(script);
    QStringList sent;
    for (const SentFragment &one : text.sent()) {
        const QLatin1StringView way = one.way == Way::Socket   ? "socket"_L1
                                      : one.way == Way::Stream ? "stream"_L1
                                                               : "unknown"_L1;
        sent << way + u' ' +
                    QString(text.fragments()[static_cast<size_t>(one.fragment)].html).replace(kHole, u'_');
    }
    return sent;
}

} // namespace

class TestScriptText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHoleIsNotKnown()
    {
        const ScriptText text = scriptText(u"const a = html`<p\n title=\"${x}\">${html`<b>`}</p>`"_s);
        QCOMPARE(text.fragments().size(), 2u);
        QCOMPARE(text.fragments()[0].html, u"<p\n title=\"%1\">%1</p>"_s.arg(kHole));
        QCOMPARE(text.fragments()[0].place, (TextPlace{1, 15}));
        QCOMPARE(text.fragments()[0].tree.elements()[0].attributes[0].place, (TextPlace{2, 2}));
        QCOMPARE(text.fragments()[1].tree.elements()[0].place, (TextPlace{2, 22}));
    }

    void readsEscapesAsTheScriptDoes()
    {
        const ScriptText text = scriptText(u"c.send('<p title=\\'x\\'>\\n<b>')"_s);
        QCOMPARE(text.fragments().at(0).html, u"<p title='x'>\n<b>"_s);
        QCOMPARE(text.fragments()[0].tree.elements()[1].place, (TextPlace{1, 26}));
    }

    void knowsTheWayOfAChannel()
    {
        const QString two = u"ws('/a', { channel: a }); sse('/b', { channel: b })\n"_s;
        QCOMPARE(sentIn(two + u"a.publish('<a>')"_s), QStringList{u"socket <a>"_s});
        QCOMPARE(sentIn(two + u"b.publish('<a>')"_s), QStringList{u"stream <a>"_s});
        QCOMPARE(sentIn(two + u"c.publish('<a>')"_s), QStringList{u"unknown <a>"_s});
        QCOMPARE(sentIn(u"ws('/a', { channel: a }); sse('/b', { channel: a })\na.publish('<a>')"_s),
                 QStringList{u"unknown <a>"_s});
        QCOMPARE(sentIn(u"ws('/a', options)\nrooms[1].publish('<a>')"_s), QStringList{u"socket <a>"_s});
    }

    void handsOnTheEndpoints()
    {
        const ScriptText text = scriptText(u"ws('/a', { channel: a })\nsse(b)"_s);
        QCOMPARE(text.endpoints().size(), 2u);
        QCOMPARE(text.endpoints()[0].path, u"/a"_s);
        QCOMPARE(text.endpoints()[1].way, Way::Stream);
    }

    void aSendTakesTheWayOfItsHandler()
    {
        QCOMPARE(
            sentIn(u"ws('/a', { open(c) { c.send('<a>') } }); sse('/b', { open: c => c.send('<b>') })"_s),
            (QStringList{u"socket <a>"_s, u"stream <b>"_s}));
    }

    void followsNamesFunctionsAndBranches()
    {
        const QString ws = u"ws('/a', { channel: a })\n"_s;
        QCOMPARE(sentIn(ws + u"const l = x => html`<l>${x}`\na.publish(n => l(n))"_s),
                 QStringList{u"socket <l>_"_s});
        QCOMPARE(sentIn(ws + u"a.publish(x ? html`<a>` : raw('<b>'))"_s),
                 (QStringList{u"socket <a>"_s, u"socket <b>"_s}));
        QCOMPARE(sentIn(ws + u"a.publish(() => { return (html`<a>`) })"_s), QStringList{u"socket <a>"_s});
        QCOMPARE(sentIn(ws + u"const f = () => f()\na.publish(f())"_s), QStringList());
        QCOMPARE(sentIn(ws + u"a.publish(html`<a>` + rest)"_s), QStringList());
        QCOMPARE(sentIn(ws + u"send('<a>'); a.publish(); a.publisher('<a>')"_s), QStringList());
    }

    void followsWhatTheLanguageDoesWithNames()
    {
        const QString ws = u"ws('/a', { channel: a })\n"_s;
        // Renamed on import, renamed by a constant, a member of the whole module.
        QCOMPARE(sentIn(u"import { ws as socket, html as h, channel } from 'swapscope'\n"
                        "const line = channel('line')\nsocket('/a', { channel: line })\n"
                        "const other = line\nother.publish(h`<a>`)"_s),
                 QStringList{u"socket <a>"_s});
        QCOMPARE(sentIn(u"import * as s from 'swapscope'\ns.sse('/a', {})\n"
                        "s.channel('x').publish(s.html`<a>`)"_s),
                 QStringList{u"stream <a>"_s});
        QCOMPARE(sentIn(ws + u"const say = a.publish.bind(a)\nsay('<a>')"_s), QStringList{u"socket <a>"_s});
        QCOMPARE(sentIn(ws + u"const say = fragment => a.publish(fragment)\nsay('<a>'); say('<b>')"_s),
                 (QStringList{u"socket <a>"_s, u"socket <b>"_s}));
        // A name counts where it is declared.
        QCOMPARE(sentIn(ws + u"const l = '<a>'\nfunction other(l) { return l }\na.publish(l)"_s),
                 QStringList{u"socket <a>"_s});
        QCOMPARE(sentIn(ws + u"const l = '<a>'\n{ const l = '<b>'; a.publish(l) }"_s),
                 QStringList{u"socket <b>"_s});
        QCOMPARE(sentIn(ws + u"let l = '<a>'\nl = '<b>'\na.publish(l)"_s), QStringList());
    }

    void seesThroughSpreadNestingAndWaiting()
    {
        const QString two = u"ws('/a', { channel: a }); sse('/b', { channel: b })\n"_s;
        QCOMPARE(sentIn(u"const common = { heartbeat: '9s', channel: a }\nws('/a', { ...common })\n"
                        "sse('/b', { ...common, channel: b })\na.publish('<a>'); b.publish('<b>')"_s),
                 (QStringList{u"socket <a>"_s, u"stream <b>"_s}));
        QCOMPARE(sentIn(two + u"a.publish(...['<a>', { event: 'x' }]); a.publish(...others)"_s),
                 QStringList{u"socket <a>"_s});
        QCOMPARE(sentIn(two + u"const f = async n => { const inner = () => html`<a>`; return inner() }\n"
                              "b.publish(await f(1))"_s),
                 QStringList{u"stream <a>"_s});
        QCOMPARE(sentIn(two + u"a.publish(x ? '<a>' : y ? '<b>' : z ?? '<c>'); a?.publish(q && '<d>')"_s),
                 (QStringList{u"socket <a>"_s, u"socket <b>"_s, u"socket <c>"_s, u"socket <d>"_s}));
        QCOMPARE(sentIn(two + u"const open = c => c.send('<a>')\nws('/c', { open })"_s),
                 QStringList{u"socket <a>"_s});
        // A handler of both.
        QCOMPARE(sentIn(two + u"const open = c => c.send('<a>')\nws('/c', { open }); sse('/d', { open })"_s),
                 QStringList{u"unknown <a>"_s});
        // It calls itself with what it is given.
        QCOMPARE(sentIn(two + u"const f = (x, n) => n ? f(x, n - 1) : a.publish(x)\nf('<a>', 3)"_s),
                 QStringList{u"socket <a>"_s});
    }

    void ofWhatItCannotReadItKnowsNothing()
    {
        const ScriptText broken = scriptText(u"a.publish('<p>'"_s);
        QVERIFY(!broken.isRead());
        QCOMPARE(broken.whyNotRead(), QString()); // who runs it says why
        QVERIFY(broken.mayBringId(u"any", u"2"));
        QVERIFY(broken.maySendEvent(u"any"));
        QVERIFY(broken.fragments().empty());
    }

    void tellsWhichIdsMayCome()
    {
        const ScriptText text =
            scriptText(u"html`<p id=\"row-${n}-x\"><b id=b hx-swap-oob=true></b></p>`; f('the note')"_s);
        QVERIFY(text.mayBringId(u"row-7-x", u"2"));
        QVERIFY(!text.mayBringId(u"row-7", u"2"));
        QVERIFY(!text.mayBringId(u"b", u"2")); // it goes there
        QVERIFY(text.mayBringId(u"note", u"2"));
        const ScriptText sent = scriptText(u"ws('/x', { channel: r })\nr.publish(html`<p id=a>`)"_s);
        QVERIFY(!sent.mayBringId(u"a", u"2")); // goes to the one that is there
        QVERIFY(sent.mayBringId(u"a", u"4"));  // is put into the owner
    }

    void tellsWhichEventsMayCome()
    {
        const ScriptText one = scriptText(u"r.publish('<p>', { event: 'price' })"_s);
        QVERIFY(one.maySendEvent(u"price"));
        QVERIFY(!one.maySendEvent(u"other"));
        QVERIFY(scriptText(u"r.publish('<p>', { event })"_s).maySendEvent(u"other"));
        QVERIFY(scriptText(u"r.publish('<p>', options)"_s).maySendEvent(u"other"));
        const ScriptText spread =
            scriptText(u"const o = { event: 'price' }\nr.publish('<p>', { ...o })\nr.publish('<p>', o)"_s);
        QVERIFY(spread.maySendEvent(u"price"));
        QVERIFY(!spread.maySendEvent(u"other"));
    }

    void knowsAScriptForBothVersions()
    {
        QVERIFY(scriptText(u"if (server.htmx === '4') x()"_s).asksForVersion());
        QVERIFY(scriptText(u"const { htmx } = server"_s).asksForVersion());
        QVERIFY(scriptText(u"import { server as s } from 'swapscope'\nif (s.htmx === '4') x()"_s)
                    .asksForVersion());
        QVERIFY(!scriptText(u"get('/', req => req.htmx.request)"_s).asksForVersion());
    }
};

QTEST_GUILESS_MAIN(TestScriptText)
#include "tst_scripttext.moc"
