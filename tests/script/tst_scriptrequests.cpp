#include "scriptbench.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

// The requests that a script answers, over a real server and loopback: at once, later, in pieces.
class TestScriptRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void http_data();
    void http();
    void httpRequest();
    void httpFiles();
    void httpErrors_data();
    void httpErrors();
    void csrf();
    void answersLater();
    void answersInPieces();
    void failsBeforeTheFirstPiece_data();
    void failsBeforeTheFirstPiece();
    void theHeadGoesOutWhenTheGeneratorWaits();
    void streamsByHand();
    void nobodyReadsAnyMore();

private:
    // GET /a of this script is a 500 with these words, and one error.
    static void failsWith(ScriptBench &bench, const QString &script, const QByteArray &says);
};

void TestScriptRequests::http_data()
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

void TestScriptRequests::http()
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

void TestScriptRequests::httpRequest()
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

void TestScriptRequests::httpFiles()
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

void TestScriptRequests::failsWith(ScriptBench &bench, const QString &script, const QByteArray &says)
{
    bench.run(script);
    const Reply reply = ask(bench, get("/a"));
    QVERIFY(reply.complete);
    QCOMPARE(reply.head.status, 500);
    QCOMPARE(QString::fromUtf8(reply.body), QString::fromUtf8(says));
    QCOMPARE(bench.errors().size(), 1);
}

void TestScriptRequests::httpErrors_data()
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

void TestScriptRequests::httpErrors()
{
    QFETCH(QString, answer);
    QFETCH(QByteArray, body);
    ScriptBench bench;
    failsWith(bench, u"get('/a', () => (\n  "_s + answer + u"))"_s, body);
}

void TestScriptRequests::csrf()
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

void TestScriptRequests::answersLater()
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

void TestScriptRequests::answersInPieces()
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

void TestScriptRequests::failsBeforeTheFirstPiece_data()
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
void TestScriptRequests::failsBeforeTheFirstPiece()
{
    QFETCH(QString, handler);
    QFETCH(QByteArray, says);
    ScriptBench bench;
    failsWith(bench, u"// get\nget('/a', "_s + handler + u")"_s, says);
    const auto told = bench.all(Kind::ServerRequest);
    QCOMPARE(told.size(), std::size_t(1));
    QCOMPARE(told[0].data.value(Field::Status).toInt(), 500);
}

// A stream is open for its reader before anything comes; what fails then is cut off.
void TestScriptRequests::theHeadGoesOutWhenTheGeneratorWaits()
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

void TestScriptRequests::streamsByHand()
{
    ScriptBench bench;
    bench.run(
        u"get('/s', () => ({ headers: { 'Content-Type': 'text/event-stream' },\n"
        "  body: (async function* () { for (let i = 1; i < 4; ++i) { yield `data: ${i}\\n\\n`; await sleep('1ms') } })() }))"_s);
    StreamClient client(bench, "/s");
    QTRY_COMPARE(client.texts(), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
}

// A generator ends where it stands when its reader has gone, as with any for await.
void TestScriptRequests::nobodyReadsAnyMore()
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

QTEST_GUILESS_MAIN(TestScriptRequests)
#include "tst_scriptrequests.moc"
