#include "scriptbench.h"

#include <wire/websocket.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

// What a script declares, over a real server and loopback: which handler gets what, and what a client gets.
class TestScriptRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void socketMessages();
    void socketBinary();
    void socketCloses();
    void socketHandlerFails();
    void socketSnapshotAndReplay();
    void pageCursor();
    void streams();
    void http_data();
    void http();
    void httpRequest();
    void httpFiles();
    void httpErrors_data();
    void httpErrors();
    void csrf();
    void answersLater();
    void whatIsStoppedIsAnswered_data();
    void whatIsStoppedIsAnswered();
    void eachIsAnsweredWithItsOwnStop();
    void whatIsStoppedInPiecesIsCutOff_data();
    void whatIsStoppedInPiecesIsCutOff();
    void neighboursOfWhatIsStopped();
    void withoutMemoryNeighboursAreAnsweredToo();
    void aReactionThatHangsTakesNoAnswer();
    void answersInPieces();
    void failsBeforeTheFirstPiece_data();
    void failsBeforeTheFirstPiece();
    void theHeadGoesOutWhenTheGeneratorWaits();
    void streamsByHand();
    void nobodyReadsAnyMore();
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

void TestScriptRoutes::http_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const QString &answer, int status, const QByteArray &type,
                        const QByteArray &body) { QTest::newRow(name) << answer << status << type << body; };
    row("a text", u"'<p>é</p>'"_s, 200, "text/html", "<p>\xc3\xa9</p>");
    row("a fragment", u"html`<p>${'<'}</p>`"_s, 200, "text/html", "<p>&lt;</p>");
    row("nothing", u"undefined"_s, 204, {}, {});
    row("null", u"null"_s, 204, {}, {});
    row("a status alone", u"({ status: 404 })"_s, 404, "text/html", {});
    row("no body", u"({ headers: { 'HX-Refresh': 'true' } })"_s, 204, {}, {});
    row("status and fragment", u"({ status: 422, body: html`<p>no</p>` })"_s, 422, "text/html", "<p>no</p>");
    row("JSON", u"({ body: { a: [1, 'x'] } })"_s, 200, "application/json", R"({"a":[1,"x"]})");
    row("a number", u"({ body: 7 })"_s, 200, "application/json", "7");
    row("a type of its own", u"({ headers: { 'content-type': 'text/plain' }, body: 'x' })"_s, 200,
        "text/plain", "x");
    row("bytes", u"({ body: new Uint8Array([1, 0, 2]).buffer })"_s, 200, "application/octet-stream",
        QByteArray("\1\0\2", 3));
    row("a part of bytes", u"({ body: new Uint8Array([1, 0, 2]).subarray(1) })"_s, 200,
        "application/octet-stream", QByteArray("\0\2", 2));
}

void TestScriptRoutes::http()
{
    QFETCH(QString, answer);
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    ScriptBench bench;
    bench.run(u"get('/a', () => "_s + answer + u")"_s);
    const Reply reply = ask(bench, get("/a"));
    QCOMPARE(reply.head.status, status);
    QCOMPARE(reply.body, body);
    const auto given = reply.head.value("content-type");
    QVERIFY2(type.isEmpty() || QByteArrayView(given).startsWith(type), "content type");
    QCOMPARE(bench.errors(), QStringList());
}

void TestScriptRoutes::httpRequest()
{
    ScriptBench bench;
    bench.run(u"for (const [name, f] of Object.entries({ post, put, patch, del }))\n"
              "  f('/r/:id', req => ({ headers: { 'X-A': ['1', '2'], 'X-N': 3 }, body: [name, req.method, "
              "req.path,\n"
              "    req.params, req.query, req.form, req.body, req.htmx, req.headers['x-me'], req.cookies.c,\n"
              "    typeof req.session, typeof req.csrfToken, req.files, req.client] }))"_s);
    const QByteArray body = "a=1&a=2&b=%C3%A9";
    for (const QByteArray &method : {QByteArray("POST"), QByteArray("PUT"), QByteArray("PATCH")}) {
        const Reply reply =
            ask(bench, method +
                           " /r/x%20y?q=1 HTTP/1.1\r\nHost: test\r\nX-Me: me\r\nCookie: c=3\r\n"
                           "HX-Request: true\r\nHX-Target: t\r\n"
                           "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                           QByteArray::number(body.size()) + "\r\n\r\n" + body);
        const QJsonArray got = QJsonDocument::fromJson(reply.body).array();
        QCOMPARE(got[0].toString(), QString::fromLatin1(method.toLower()));
        QCOMPARE(got[1].toString(), QString::fromLatin1(method));
        QCOMPARE(got[2].toString(), u"/r/x y"_s);
        QCOMPARE(got[3].toObject(), (QJsonObject{{u"id"_s, u"x y"_s}}));
        QCOMPARE(got[4].toObject(), (QJsonObject{{u"q"_s, u"1"_s}}));
        QCOMPARE(got[5].toObject(), (QJsonObject{{u"a"_s, QJsonArray{u"1"_s, u"2"_s}}, {u"b"_s, u"é"_s}}));
        QCOMPARE(got[6].toString(), QString::fromLatin1(body));
        QCOMPARE(got[7].toObject(), (QJsonObject{{u"request"_s, true},
                                                 {u"boosted"_s, false},
                                                 {u"currentUrl"_s, u""_s},
                                                 {u"target"_s, u"t"_s},
                                                 {u"trigger"_s, u""_s},
                                                 {u"triggerName"_s, u""_s}}));
        QCOMPARE(got[8].toString(), u"me"_s);
        QCOMPARE(got[9].toString(), u"3"_s);
        QCOMPARE(got[10].toString() + got[11].toString(), u"stringstring"_s);
        QCOMPARE(got[12].toArray(), QJsonArray());
        QVERIFY(got[13].toString().startsWith(u"guest-"_s));
    }
    const Reply reply = ask(bench, "DELETE /r/1 HTTP/1.1\r\nHost: test\r\n\r\n");
    QCOMPARE(QJsonDocument::fromJson(reply.body).array()[0].toString(), u"del"_s);
}

void TestScriptRoutes::httpFiles()
{
    ScriptBench bench;
    bench.run(u"post('/up', req => ({ body: req.files.map(f => [f.name, f.filename, f.type, f.size, f.text,\n"
              "  Array.from(new Uint8Array(f.data))]) }))"_s);
    const QByteArray body = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n"
                            "Content-Type: text/css\r\n\r\nhi\r\n--b--\r\n";
    const Reply reply =
        ask(bench, "POST /up HTTP/1.1\r\nHost: test\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                   "Content-Length: " +
                       QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QCOMPARE(reply.body, R"([["f","a.txt","text/css",2,"hi",[104,105]]])");
}

void TestScriptRoutes::httpErrors_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("an exception") << u"nope.x"_s
                                  << QByteArray("server.js:3:3: ReferenceError: nope is not defined\n");
    QTest::newRow("an array")
        << u"[1]"_s
        << QByteArray("server.js:2:4: TypeError: the answer: expects a fragment, a text, { status, "
                      "headers, body } or nothing, got an array; { body: … } sends JSON\n");
    QTest::newRow("a promise of a number")
        << u"Promise.resolve(1)"_s
        << QByteArray(
               "server.js:2:4: TypeError: the answer: expects a fragment, a text, { status, headers, body } "
               "or nothing, got 1; { body: … } sends JSON\n");
    QTest::newRow("an async exception") << u"(async () => {\n nope() })()"_s
                                        << QByteArray("server.js:4:2: ReferenceError: nope is not defined\n");
    QTest::newRow("an unknown key")
        << u"({ stauts: 1 })"_s
        << QByteArray("server.js:2:4: TypeError: the answer: there is no option “stauts”; did "
                      "you mean “status”?\n");
    QTest::newRow("a bad status")
        << u"({ status: 99 })"_s
        << QByteArray("server.js:2:4: TypeError: the answer: status must be a whole number from "
                      "200 to 599, got 99\n");
    QTest::newRow("a bad header")
        << u"({ headers: { 'a b': 1 } })"_s
        << QByteArray("server.js:2:4: TypeError: the answer: \"a b\" is no name for a header\n");
    QTest::newRow("a header in two lines")
        << u"({ headers: { a: '1\\r\\nb: 2' } })"_s
        << QByteArray("server.js:2:4: TypeError: the answer: the header a must not contain a line break\n");
    QTest::newRow("empty")
        << u"({})"_s
        << QByteArray("server.js:2:4: TypeError: the answer: { status, headers, body } is empty; return "
                      "nothing for 204 (no content)\n");
}

void TestScriptRoutes::httpErrors()
{
    QFETCH(QString, answer);
    QFETCH(QByteArray, body);
    ScriptBench bench;
    bench.run(u"get('/a', () => (\n  "_s + answer + u"))"_s);
    const Reply reply = ask(bench, get("/a"));
    QCOMPARE(reply.head.status, 500);
    QCOMPARE(QString::fromUtf8(reply.body), QString::fromUtf8(body));
    QCOMPARE(bench.errors().size(), 1);
}

void TestScriptRoutes::csrf()
{
    ScriptBench bench;
    bench.run(u"get('/t', req => req.csrfToken)\npost('/s', { csrf: true }, () => 'saved')"_s);
    QCOMPARE(ask(bench, "POST /s HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\n\r\n").head.status, 403);
    const Reply token = ask(bench, get("/t"));
    const QByteArray cookie = QByteArray(token.head.value("set-cookie")).split(';').first();
    const Reply saved =
        ask(bench, "POST /s HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\nX-CSRF-Token: " + token.body +
                       "\r\nCookie: " + cookie + "\r\n\r\n");
    QCOMPARE(saved.head.status, 200);
    QCOMPARE(saved.body, "saved");
}

void TestScriptRoutes::answersLater()
{
    ScriptBench bench;
    bench.run(u"get('/a', async req => { await sleep('2ms'); return { status: 201, body: req.query.q } })\n"
              "get('/bad', async () => {\n  await sleep('1ms')\n  nope()\n})"_s);
    const Reply reply = ask(bench, get("/a?q=x"));
    QCOMPARE(reply.head.status, 201);
    QCOMPARE(reply.body, "x");
    const Reply bad = ask(bench, get("/bad"));
    QCOMPARE(bad.head.status, 500);
    QCOMPARE(bad.body, "server.js:5:3: ReferenceError: nope is not defined\n");
    QCOMPARE(bench.errors(), QStringList{u"5:3 ReferenceError: nope is not defined"_s});
}

void TestScriptRoutes::whatIsStoppedIsAnswered_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<int>("line"); // of the loop
    const auto row = [](const char *name, const QString &body, int line) {
        QTest::newRow(name) << body << line;
    };
    row("behind a sleep", u"async () => {\n  await sleep('1ms')\n  while (true) ;\n}"_s, 4);
    row("in what it awaits",
        u"async () => { return await work() }\nasync function work() { await sleep('1ms')\n  while (true) ; }"_s,
        4);
    row("in a reaction", u"() => sleep('1ms').then(() => {\n  while (true) ; })"_s, 3);
    row("in a timer", u"() => new Promise(done => setTimeout(() => {\n  while (true) ; done() }, 1))"_s, 3);
    row("in the first turn", u"async () => {\n  await null\n  while (true) ; }"_s, 4);
    row("a caught recursion",
        u"async () => {\n  await sleep('1ms')\n  function f() { try { f() } finally { f() } } f() }"_s, 4);
    row("a storm", u"async () => { await sleep('1ms')\n  while (true) await null }"_s, 3);
    row("a chain of promises",
        u"async () => { await sleep('1ms'); await again() }\nasync function again() {\n  return Promise.resolve().then(() => again()) }"_s,
        4);
    row("beside what goes on",
        u"() => Promise.all([hang(), sleep('1200ms')])\nasync function hang() { await sleep('1ms')\n  while (true) ; }"_s,
        4);
    row("in what is made of it",
        u"async () => { await sleep('1ms'); return {\n  body: { toJSON() { while (true) ; } } } }"_s, 3);
}

void TestScriptRoutes::whatIsStoppedIsAnswered()
{
    QFETCH(QString, body);
    QFETCH(int, line);
    ScriptBench bench;
    bench.run(u"get('/a', "_s + body.section(u"\nasync function"_s, 0, 0) + u")\n"_s +
              (body.contains(u"\nasync function"_s)
                   ? u"async function"_s + body.section(u"\nasync function"_s, 1)
                   : QString()));
    const Reply reply = ask(bench, get("/a"));
    QCOMPARE(reply.head.status, 500);
    const QByteArray place = "server.js:" + QByteArray::number(line) + ':';
    QVERIFY2(reply.body.startsWith(place), reply.body.constData());
    QVERIFY2(reply.body.endsWith(" ran for longer than a second and was stopped\n"), reply.body.constData());
    QCOMPARE(bench.errors().size(), 1);
}

// Several wait for the same, and are stopped one after the other; the handler that let them go is not to
// blame.
void TestScriptRoutes::eachIsAnsweredWithItsOwnStop()
{
    ScriptBench bench;
    bench.run(u"let open, gate = new Promise(go => open = go)\n"
              "get('/one', async () => { console.log(1); await gate\n while (true) ; })\n"
              "get('/two', async () => { console.log(1); await gate\n while (true) ; })\n"
              "get('/three', async () => { console.log(1); await gate; return 'three' })\n"
              "get('/open', () => { open(); return 'opened' })"_s);
    RawClient one(bench.server.port());
    one.send(get("/one"));
    QTRY_COMPARE(bench.logged().size(), 1);
    RawClient two(bench.server.port());
    two.send(get("/two"));
    QTRY_COMPARE(bench.logged().size(), 2);
    RawClient three(bench.server.port());
    three.send(get("/three"));
    QTRY_COMPARE(bench.logged().size(), 3);
    QCOMPARE(ask(bench, get("/open")).body, "opened");
    QTRY_VERIFY(three.received.endsWith("three"));
    QTRY_VERIFY(one.received.contains("server.js:4:") && two.received.contains("server.js:6:"));
    QVERIFY2(one.received.endsWith(": what went on here ran for longer than a second and was stopped\n"),
             one.received.constData());
    QVERIFY2(two.received.endsWith(
                 ": what waited behind a stopped handler ran for longer than a second and was stopped\n"),
             two.received.constData());
}

void TestScriptRoutes::whatIsStoppedInPiecesIsCutOff_data()
{
    QTest::addColumn<QString>("rest");
    QTest::newRow("its own loop") << u"await sleep('1ms')\n while (true) ;"_s;
    QTest::newRow("what it awaits") << u"await sleep('1ms').then(() => {\n while (true) ; })"_s;
    QTest::newRow("pieces without end") << u"yield ''\n while (true) yield ''"_s;
    QTest::newRow("memory") << u"await sleep('1ms'); const a = []\n while (true) a.push([1, {}])"_s;
}

void TestScriptRoutes::whatIsStoppedInPiecesIsCutOff()
{
    QFETCH(QString, rest);
    ScriptBench bench;
    bench.run(u"get('/a', async function* () { yield 'one'\n"_s + rest + u"\nyield 'two' })"_s);
    RawClient client(bench.server.port());
    client.send(get("/a"));
    QTRY_VERIFY(client.ended()); // without the last chunk
    QVERIFY(client.received.endsWith("3\r\none\r\n"));
    QCOMPARE(bench.errors().size(), 1);
    QVERIFY2(bench.errors()[0].startsWith(u"4:"_s), qPrintable(bench.errors()[0]));
}

// A stop ends what ran. Others that the same turn would have answered have their answers, and one that nobody
// wants to answer waits on.
void TestScriptRoutes::neighboursOfWhatIsStopped()
{
    ScriptBench bench;
    bench.run(u"let open, gate = new Promise(go => { open = go })\n"
              "const waiting = what => { console.log(what); return gate }\n"
              "get('/never', () => { console.log('never'); return new Promise(() => {}) })\n"
              "get('/first', async () => { await waiting('first'); return 'first' })\n"
              "get('/hang', async () => { await waiting('hang'); for (;;) ; })\n"
              "get('/last', async () => { await waiting('last'); return 'last' })\n"
              "get('/own', async () => { open(); await sleep('1ms'); return 'own' })"_s);
    RawClient never(bench.server.port());
    RawClient first(bench.server.port());
    RawClient hang(bench.server.port());
    RawClient last(bench.server.port());
    QStringList waiting;
    for (const auto &[client, path] : {std::pair(&never, "never"), std::pair(&first, "first"),
                                       std::pair(&hang, "hang"), std::pair(&last, "last")}) {
        client->send(get(QByteArray("/") + path));
        waiting << u"log "_s + QString::fromLatin1(path);
        QTRY_COMPARE(bench.logged(), waiting);
    }
    // Its own answer comes: what it set free was stopped, not it.
    RawClient own(bench.server.port());
    own.send(get("/own"));
    QTRY_VERIFY(own.received.endsWith("own"));
    QTRY_VERIFY(first.received.endsWith("first"));
    QTRY_VERIFY(last.received.endsWith("last"));
    QTRY_VERIFY(hang.received.endsWith("was stopped\n"));
    QVERIFY(hang.received.startsWith("HTTP/1.1 500"));
    QCOMPARE(never.received, QByteArray());
    QCOMPARE(bench.errors().size(), 1);
}

void TestScriptRoutes::withoutMemoryNeighboursAreAnsweredToo()
{
    ScriptBench bench;
    bench.run(u"let open, gate = new Promise(go => { open = go })\n"
              "get('/full', async () => { console.log('full'); await gate\n"
              "  const a = []; for (;;) a.push([1, {}]) })\n"
              "get('/last', async () => { console.log('last'); await gate; return 'last' })\n"
              "get('/open', () => { open(); return 'open' })"_s);
    RawClient full(bench.server.port());
    RawClient last(bench.server.port());
    full.send(get("/full"));
    QTRY_COMPARE(bench.logged().size(), 1);
    last.send(get("/last"));
    QTRY_COMPARE(bench.logged().size(), 2);
    const QByteArray sentence = "was stopped: the script holds more than 256 MiB of memory\n";
    RawClient open(bench.server.port());
    open.send(get("/open"));
    QTRY_VERIFY(open.received.endsWith("open"));
    QTRY_VERIFY(full.received.endsWith(sentence));
    QTRY_VERIFY(last.received.endsWith(sentence));
    QCOMPARE(bench.errors().size(), 1);
}

void TestScriptRoutes::aReactionThatHangsTakesNoAnswer()
{
    ScriptBench bench;
    bench.run(u"get('/a', () => { Promise.resolve().then(() => { for (;;) ; }); return 'fine' })"_s);
    const Reply reply = ask(bench, get("/a"));
    QCOMPARE(reply.head.status, 200);
    QCOMPARE(reply.body, "fine");
    QCOMPARE(bench.errors().size(), 1);
}

void TestScriptRoutes::answersInPieces()
{
    ScriptBench bench;
    bench.run(
        u"get('/a', async function* () { yield html`<p>${'<'}</p>`; await sleep('1ms'); yield 'two' })\n"
        "get('/b', () => ({ headers: { 'Content-Type': 'text/plain' }, body: ['x', 'y'].values() }))\n"
        "get('/bad', function* () {\n  yield 'one'\n  yield 5\n})"_s);
    const Reply reply = ask(bench, get("/a"));
    QCOMPARE(reply.head.status, 200);
    QCOMPARE(reply.head.value("Transfer-Encoding"), QByteArray("chunked"));
    QCOMPARE(reply.body, "<p>&lt;</p>two");
    QCOMPARE(ask(bench, get("/b")).body, "xy");
    RawClient client(bench.server.port());
    client.send(get("/bad"));
    QTRY_VERIFY(client.ended()); // cut off, without the last chunk
    QVERIFY(client.received.endsWith("3\r\none\r\n"));
    QCOMPARE(bench.errors().size(), 1);
    QVERIFY2(bench.errors()[0].contains(u"the answer: a piece: expects a fragment or a text, got 5"_s),
             qPrintable(bench.errors()[0]));
}

void TestScriptRoutes::failsBeforeTheFirstPiece_data()
{
    QTest::addColumn<QString>("handler");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const char *handler, const char *says) {
        QTest::newRow(name) << QString::fromLatin1(handler) << QByteArray(says);
    };
    row("at once", "async function* () {\n throw new Error('no') }", "server.js:4:8: Error: no\n");
    row("behind what is settled", "async function* () { await 1\n null.x; yield 1 }",
        "server.js:4:2: TypeError: null has no properties\n");
    row("without async", "function* () {\n throw new Error('no') }", "server.js:4:8: Error: no\n");
    row("a first piece that is none", "function* () { yield 5 }",
        "server.js:3:4: TypeError: the answer: a piece: expects a fragment or a text, got 5\n");
    row("given later",
        "async () => { await sleep('1ms'); return (function* () {\n throw new Error('no') })() }",
        "server.js:4:8: Error: no\n");
    row("stopped", "async function* () {\n while (true) ; }",
        "server.js:4:9: the handler of get \"/a\" ran for longer than a second and was stopped\n");
}

// It is a 500 as of any handler: the head has not been sent.
void TestScriptRoutes::failsBeforeTheFirstPiece()
{
    QFETCH(QString, handler);
    QFETCH(QByteArray, says);
    ScriptBench bench;
    bench.run(u"// get\nget('/a', "_s + handler + u")"_s);
    const Reply reply = ask(bench, get("/a"));
    QVERIFY(reply.complete);
    QCOMPARE(reply.head.status, 500);
    QCOMPARE(reply.body, says);
    QCOMPARE(bench.errors().size(), 1);
    const auto told = bench.all(Kind::ServerRequest);
    QCOMPARE(told.size(), std::size_t(1));
    QCOMPARE(told[0].data.value(Field::Status).toInt(), 500);
}

// A stream is open for its reader before anything comes; what fails then is cut off.
void TestScriptRoutes::theHeadGoesOutWhenTheGeneratorWaits()
{
    ScriptBench bench;
    bench.run(u"let go, gate = new Promise(open => go = open)\n"
              "get('/s', async function* () { await gate; throw new Error('no') })\n"
              "get('/go', () => { go() })"_s);
    RawClient client(bench.server.port());
    client.send(get("/s"));
    QTRY_VERIFY(client.received.endsWith("\r\n\r\n"));
    QVERIFY(client.received.startsWith("HTTP/1.1 200"));
    QCOMPARE(ask(bench, get("/go")).head.status, 204);
    QTRY_VERIFY(client.ended());
    QVERIFY(client.received.endsWith("\r\n\r\n")); // without the last chunk
    QCOMPARE(bench.errors().size(), 1);
}

void TestScriptRoutes::streamsByHand()
{
    ScriptBench bench;
    bench.run(
        u"get('/s', () => ({ headers: { 'Content-Type': 'text/event-stream' },\n"
        "  body: (async function* () { for (let i = 1; i < 4; ++i) { yield `data: ${i}\\n\\n`; await sleep('1ms') } })() }))"_s);
    StreamClient client(bench, "/s");
    QTRY_COMPARE(client.texts(), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
}

// A generator ends where it stands when its reader has gone, as with any for await.
void TestScriptRoutes::nobodyReadsAnyMore()
{
    ScriptBench bench;
    bench.run(u"get('/s', async function* () {\n"
              "  try { for (;;) { yield 'x'; await sleep('1ms') } } finally { console.log('left') }\n})"_s);
    RawClient client(bench.server.port());
    client.send(get("/s"));
    QTRY_VERIFY(client.received.contains("x"));
    client.socket.abort();
    QTRY_COMPARE(bench.logged(), QStringList{u"log left"_s});
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
