#include "reviewed.h"

#include <coach/static/scriptendpoints.h>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

ScriptEndpoints endpointsOf(const QString &script)
{
    return ScriptEndpoints(scriptCode(script));
}

// Of the channel of the last statement, which is a name or a call.
Way wayOf(const QString &script, const QString &channel)
{
    const ScriptCode code = scriptCode(script + u'\n' + channel);
    const int last = code.tree().children(0, u"body").back();
    return ScriptEndpoints(code).wayOfChannel(
        ScriptEndpoints::channelOf(code, code.tree().child(last, u"expression")));
}

} // namespace

class TestScriptEndpoints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEndpoints()
    {
        const ScriptEndpoints endpoints = endpointsOf(
            u"ws('/a', { channel, heartbeat: '5s', message(c, f) { } })\nsse(p, { ...more, retry: 1 })"_s);
        QCOMPARE(endpoints.all().size(), 2u);
        const ScriptEndpoint &a = endpoints.all()[0];
        QCOMPARE(a.path, u"/a"_s);
        QCOMPARE(a.options, (QStringList{u"channel"_s, u"heartbeat"_s, u"message"_s}));
        QVERIFY(a.certain);
        QCOMPARE(a.channel, u"global channel"_s);
        const ScriptEndpoint &b = endpoints.all()[1];
        QCOMPARE(b.place, (TextPlace{2, 1}));
        QCOMPARE(b.way, Way::Stream);
        QCOMPARE(b.path, QString());
        QVERIFY(!b.certain);
    }

    void anEndpointByAnotherName()
    {
        const ScriptEndpoints endpoints = endpointsOf(
            u"import { ws as socket, sse } from 'swapscope'\nconst path = '/a', stream = sse\n"
            "const usual = { heartbeat: '5s' }\nsocket(path, { ...usual, open() { } })\nstream('/b', usual)"_s);
        QCOMPARE(endpoints.all().size(), 2u);
        QCOMPARE(endpoints.all()[0].path, u"/a"_s);
        QCOMPARE(endpoints.all()[0].options, (QStringList{u"heartbeat"_s, u"open"_s}));
        QVERIFY(endpoints.all()[0].certain);
        QCOMPARE(endpoints.all()[1].way, Way::Stream);
        QVERIFY(endpoints.all()[1].certain);
    }

    void whatIsNoEndpoint()
    {
        QVERIFY(endpointsOf(u"function ws(a) { }\nws('/a'); ws`x`; news('/a')"_s).all().empty());
        QVERIFY(endpointsOf(u""_s).all().empty());
    }

    void theWayOfAChannel()
    {
        const QString two = u"ws('/a', { channel: a }); sse('/b', { channel: b })\n"_s;
        QCOMPARE(wayOf(two, u"a"_s), Way::Socket);
        QCOMPARE(wayOf(two, u"b"_s), Way::Stream);
        QCOMPARE(wayOf(two, u"c"_s), Way::Unknown);
        QCOMPARE(wayOf(u"ws('/a', { channel: a }); sse('/b', { channel: a })"_s, u"a"_s), Way::Unknown);
        // One that cannot be seen may be of any channel.
        QCOMPARE(wayOf(two + u"ws('/c', options)"_s, u"a"_s), Way::Unknown);
        QCOMPARE(wayOf(two + u"ws('/c', { channel: rooms[1] })"_s, u"a"_s), Way::Unknown);
        QCOMPARE(wayOf(u"ws('/a', options)"_s, u"a"_s), Way::Socket);
        QCOMPARE(wayOf(u""_s, u"a"_s), Way::Unknown);
    }

    void aChannelIsKnownByItsName()
    {
        const QString two = u"ws('/a', { channel: channel('x') }); sse('/b', { channel: channel('y') })\n"
                            "const mine = channel('x'), same = mine"_s;
        QCOMPARE(wayOf(two, u"channel('y')"_s), Way::Stream);
        QCOMPARE(wayOf(two, u"mine"_s), Way::Socket);
        QCOMPARE(wayOf(two, u"same"_s), Way::Socket);
        // Another variable of the same name.
        QCOMPARE(wayOf(u"sse('/b', { channel: b }); { const a = f(); ws('/a', { channel: a }) }"_s, u"a"_s),
                 Way::Unknown);
    }

    void theWayOfASend()
    {
        const ScriptCode code =
            scriptCode(u"ws('/a', { open() { f() } }); sse('/b', { close, open: () => g() }); h()\n"
                       "function close() { k() }"_s);
        const ScriptEndpoints endpoints(code);
        QHash<QString, Way> ways;
        for (int i = 0; i < code.tree().size(); ++i) {
            if (code.tree().is(i, SyntaxNode::CallExpression))
                ways.insert(code.tree()[code.tree().child(i, u"callee")].text, endpoints.wayOfSend(code, i));
        }
        QCOMPARE(ways.value(u"f"_s), Way::Socket);
        QCOMPARE(ways.value(u"g"_s), Way::Stream);
        QCOMPARE(ways.value(u"k"_s), Way::Stream);
        QCOMPARE(ways.value(u"h"_s), Way::Unknown);
    }

    void snapshots()
    {
        const ScriptCode code = scriptCode(u"ws('/a', { snapshot: f }); sse('/b', { snapshot() { } })"_s);
        const ScriptEndpoints endpoints(code);
        QCOMPARE(endpoints.snapshots().size(), 2u);
        QCOMPARE(endpoints.snapshots()[0].way, Way::Socket);
        QCOMPARE(code.tree()[endpoints.snapshots()[0].value].text, u"f"_s);
        QCOMPARE(endpoints.snapshots()[1].way, Way::Stream);
        QVERIFY(code.tree()[endpoints.snapshots()[1].value].isFunction());
    }
};

QTEST_GUILESS_MAIN(TestScriptEndpoints)
#include "tst_scriptendpoints.moc"
