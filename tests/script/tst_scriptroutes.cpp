#include "scriptbench.h"

#include <wire/websocket.h>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

// The sockets and streams that a script declares, over a real server and loopback: which handler gets what,
// and what a client gets.
class TestScriptRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void socketMessages();
    void socketBinary();
    void socketCloses();
    void socketHandlerFails();
    void socketSnapshotAndReplay();
    void origins();
    void pageCursor();
    void streams();
    void emptyUpdates();
};

void TestScriptRoutes::socketMessages()
{
    ScriptBench bench;
    bench.run(
        u"const room = channel('room')\n"
        "ws('/chat/:id', { channel: room,\n"
        "  open(client, req) { client.send(html`<i>${client.name} ${client.id} ${client.params.id} "
        "${req.query.q}</i>`) },\n"
        "  message(client, form, headers, text) {\n"
        "    room.publish(html`<b>${form.m}</b>${Object.keys(form)}${Object.keys(headers)}${text.length}`)\n"
        "  } })"_s);
    WsClient client(bench, "/chat/7?q=x");
    QTRY_COMPARE(client.messages(), QList<QByteArray>{"<i>guest-1 1 7 x</i>"});
    const QByteArray two = R"({"m":"<hi>","HEADERS":{"HX-Request":"true"}})";
    const QByteArray four = R"({"m":"ho","headers":{"HX-Target":"x","HX-Request":"true"}})";
    client.text(two);
    client.text(four);
    client.text("no json");
    QTRY_COMPARE(client.messages().size(), 4);
    QCOMPARE(client.messages()[1], "<b>&lt;hi&gt;</b>mHX-Request" + QByteArray::number(two.size()));
    QVERIFY(client.messages()[2].startsWith("<b>ho</b>m"));
    QVERIFY(client.messages()[2].contains("HX-Target"));
    QCOMPARE(client.messages()[3], "<b></b>7");
}

void TestScriptRoutes::socketBinary()
{
    ScriptBench bench;
    bench.run(u"ws('/b', { message(client, form, headers, data) {\n"
              "  const bytes = new Uint8Array(data); bytes[0] += 1\n"
              "  client.send(bytes); client.send(bytes.buffer.slice(1)) } })"_s);
    WsClient client(bench, "/b");
    QVERIFY(client.waitOpen());
    client.frame(wire::Opcode::Binary, QByteArray("\x01\x00\xff", 3));
    QTRY_COMPARE(client.messages(),
                 (QList<QByteArray>{QByteArray("\x02\x00\xff", 3), QByteArray("\x00\xff", 2)}));
}

void TestScriptRoutes::socketCloses()
{
    ScriptBench bench;
    bench.run(u"let kept\n"
              "ws('/c', { open(client) { kept = client },\n"
              "  message(client, form) { client.close(form.code, form.reason) },\n"
              "  close(client, code, reason) { console.log(client === kept, code, reason) } })\n"
              "cue('late', () => { kept.send('x'); kept.close() })"_s);
    WsClient client(bench, "/c");
    QVERIFY(client.waitOpen());
    client.text(R"({"code":4001,"reason":"bye"})");
    QTRY_VERIFY(client.closed());
    QCOMPARE(client.closed()->code, 4001);
    QCOMPARE(client.closed()->reason, u"bye"_s);
    QTRY_COMPARE(bench.logged().size(), 1);
    QVERIFY2(bench.logged()[0].startsWith(u"log true 4001"_s), qPrintable(bench.logged()[0]));
    QVERIFY(bench.engine.runCue(0).ok()); // a client that has gone takes everything and does nothing
}

void TestScriptRoutes::socketHandlerFails()
{
    ScriptBench bench;
    bench.run(u"ws('/f', {\n"
              "  message(client, form) {\n"
              "    if (form.bad) form.bad.deep.deeper()\n"
              "    client.send('fine')\n"
              "  } })"_s);
    WsClient client(bench, "/f");
    QVERIFY(client.waitOpen());
    client.text(R"({"bad":1})");
    client.text("{}");
    QTRY_COMPARE(client.messages(), QList<QByteArray>{"fine"});
    QCOMPARE(bench.errors().size(), 1);
    QVERIFY2(bench.errors()[0].startsWith(u"4:"_s), qPrintable(bench.errors()[0]));
}

void TestScriptRoutes::socketSnapshotAndReplay()
{
    ScriptBench bench;
    bench.run(u"const c = channel('c', { history: 2 })\n"
              "const list = []\n"
              "const say = text => c.publish(n => { list.push(n + text); return html`<p>${n}${text}</p>` })\n"
              "cue('say', () => say('!'))\n"
              "ws('/snap', { channel: c, catchUp: 'snapshot', snapshot(client) { return "
              "html`<ul>${list}</ul>` } })\n"
              "ws('/none', { channel: c, catchUp: 'snapshot', snapshot() {} })\n"
              "sse('/replay', { channel: c, catchUp: 'replay' })\n"
              "sse('/all', { channel: c, catchUp: 'replay', newcomers: 'history' })"_s);
    for (int i = 0; i < 4; ++i)
        QVERIFY(bench.engine.runCue(0).ok());
    WsClient snap(bench, "/snap");
    QTRY_COMPARE(snap.messages(), QList<QByteArray>{"<ul>1!2!3!4!</ul>"});
    WsClient none(bench, "/none");
    QVERIFY(none.waitOpen());
    StreamClient replay(bench, "/replay", "Last-Event-ID: 1\r\n");
    QTRY_COMPARE(replay.texts(), (QStringList{u"<p>3!</p>"_s, u"<p>4!</p>"_s}));
    StreamClient all(bench, "/all");
    QTRY_COMPARE(all.texts(), replay.texts());
    QVERIFY(bench.engine.runCue(0).ok());
    QTRY_COMPARE(snap.messages().size(), 2);
    QTRY_COMPARE(none.messages(), QList<QByteArray>{"<p>5!</p>"});
    QTRY_COMPARE(replay.texts().size(), 3);
}

// A page of the developer's own, on a server of theirs.
void TestScriptRoutes::origins()
{
    ScriptBench bench;
    bench.run(u"ws('/own', {})\nws('/named', { origins: ['http://localhost:3000'] })\n"
              "ws('/any', { origins: ['*'] })"_s);
    const auto opens = [&bench](const QByteArray &path, const QByteArray &origin) {
        WsClient client(bench, path, "Origin: " + origin + "\r\n");
        return QTest::qWaitFor([&] { return client.raw.received.contains("\r\n\r\n"); },
                               testrunner::kPatienceMs) &&
               client.raw.received.startsWith("HTTP/1.1 101");
    };
    QVERIFY(opens("/own", "http://test") && opens("/named", "http://test") && opens("/any", "http://test"));
    QVERIFY(!opens("/own", "http://localhost:3000"));
    QVERIFY(opens("/named", "http://localhost:3000"));
    QVERIFY(!opens("/named", "http://localhost:3001"));
    QVERIFY(opens("/any", "http://localhost:3001") && opens("/any", "null"));
}

void TestScriptRoutes::pageCursor()
{
    ScriptBench bench;
    bench.run(u"const c = channel('c')\n"
              "ws('/p', { channel: c, catchUp: 'replay', cursor: 'page' })\n"
              "cue('say', () => c.publish(n => 'u' + n))"_s);
    for (int i = 0; i < 3; ++i)
        QVERIFY(bench.engine.runCue(0).ok());
    WsClient client(bench, "/p");
    QVERIFY(client.waitOpen());
    client.text(R"({"cursor":"1","HEADERS":{}})");
    QTRY_COMPARE(client.messages(), (QList<QByteArray>{"u2", "u3"}));
}

void TestScriptRoutes::streams()
{
    ScriptBench bench;
    bench.run(
        u"const c = channel('c')\n"
        "sse('/s/:id', { channel: c, retry: '1500ms', heartbeat: '20ms',\n"
        "  open(client, req) { client.send(html`<p>${client.params.id}</p>`, { event: 'hello', id: 'x1' })\n"
        "    console.log(req.path) },\n"
        "  close(client) { console.log('gone', client.name) } })\n"
        "cue('go', () => c.publish(html`<a>\n</a>`, { event: 'tick' }))"_s);
    StreamClient client(bench, "/s/9");
    QTRY_COMPARE(client.blocks().size(), 1U);
    QCOMPARE(client.blocks()[0].event.event, u"hello"_s);
    QCOMPARE(client.blocks()[0].event.data, u"<p>9</p>"_s);
    QVERIFY(client.raw.received.contains("retry: 1500\n") || client.raw.received.contains("retry:1500\n"));
    QVERIFY(bench.engine.runCue(0).ok());
    QTRY_COMPARE(client.blocks().size(), 2U);
    QCOMPARE(client.blocks()[1].event.event, u"tick"_s);
    QCOMPARE(client.blocks()[1].event.data, u"<a>\n</a>"_s);
    QTRY_VERIFY(!client.blocks(wire::StreamBlock::Kind::Comment).empty());
    client.raw.socket.abort();
    QTRY_COMPARE(bench.logged(), (QStringList{u"log /s/9"_s, u"log gone guest-1"_s}));
}

void TestScriptRoutes::emptyUpdates()
{
    ScriptBench bench;
    bench.run(u"const c = channel('c')\nsse('/s', { channel: c })\n"
              "cue('say', () => { c.publish('', { event: 'tick' }); c.publish(''); c.publish('x') })"_s);
    StreamClient client(bench, "/s");
    QTRY_VERIFY(bench.server.peers().size() == 1);
    QVERIFY(bench.engine.runCue(0).ok());
    QTRY_COMPARE(client.texts(), (QStringList{u""_s, u""_s, u"x"_s}));
}

QTEST_GUILESS_MAIN(TestScriptRoutes)
#include "tst_scriptroutes.moc"
