#include <coach/static/scriptendpoints.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

ScriptEndpoints endpointsOf(const QString &script)
{
    return ScriptEndpoints(script, ScriptCode(script));
}

Way wayOf(const QString &script, QStringView channel)
{
    return endpointsOf(script).wayOfChannel(channel);
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
        QCOMPARE(a.channel, u"channel"_s);
        const ScriptEndpoint &b = endpoints.all()[1];
        QCOMPARE(b.place, (TextPlace{2, 1}));
        QCOMPARE(b.way, Way::Stream);
        QCOMPARE(b.path, QString());
        QVERIFY(!b.certain);
    }

    void whatIsNoEndpoint()
    {
        QVERIFY(endpointsOf(u"function ws(a) { }\nws\nws`x`; news('/a'); '"_s).all().empty());
        QVERIFY(endpointsOf(u""_s).all().empty());
    }

    void theWayOfAChannel()
    {
        const QString two = u"ws('/a', { channel: a }); sse('/b', { channel: b })\n"_s;
        QCOMPARE(wayOf(two, u"a"), Way::Socket);
        QCOMPARE(wayOf(two, u"b"), Way::Stream);
        QCOMPARE(wayOf(two, u"c"), Way::Unknown);
        QCOMPARE(wayOf(u"ws('/a', { channel: a }); sse('/b', { channel: a })"_s, u"a"), Way::Unknown);
        // One that cannot be seen may be of any channel.
        QCOMPARE(wayOf(two + u"ws('/c', options)"_s, u"a"), Way::Unknown);
        QCOMPARE(wayOf(two + u"ws('/c', { channel: rooms[1] })"_s, u"a"), Way::Unknown);
        QCOMPARE(wayOf(u"ws('/a', options)"_s, u"a"), Way::Socket);
        QCOMPARE(wayOf(u""_s, u"a"), Way::Unknown);
    }

    void theWayOfASend()
    {
        const QString script = u"ws('/a', { open }); sse('/b', { close }); send()"_s;
        const ScriptCode code(script);
        const ScriptEndpoints endpoints(script, code);
        QHash<QString, Way> ways;
        for (int i = 0; i < code.tokens().size(); ++i)
            ways.insert(code.tokens()[i].text.toString(), endpoints.wayOfSend(i));
        QCOMPARE(ways.value(u"open"_s), Way::Socket);
        QCOMPARE(ways.value(u"close"_s), Way::Stream);
        QCOMPARE(ways.value(u"send"_s), Way::Unknown);
    }

    void snapshots()
    {
        const QString script = u"ws('/a', { snapshot: f }); sse('/b', { snapshot() { } })"_s;
        const ScriptCode code(script);
        const ScriptEndpoints endpoints(script, code);
        QCOMPARE(endpoints.snapshots().size(), 2u);
        QCOMPARE(endpoints.snapshots()[0].way, Way::Socket);
        QCOMPARE(endpoints.snapshots()[0].option.size(), 3);
        QCOMPARE(endpoints.snapshots()[1].way, Way::Stream);
        QCOMPARE(code.tokens()[endpoints.snapshots()[1].option.first].text, u"snapshot");
    }
};

QTEST_GUILESS_MAIN(TestScriptEndpoints)
#include "tst_scriptendpoints.moc"
