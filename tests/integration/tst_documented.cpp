#include "stage.h"

#include <trace/trace.h>

#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace swapscope::test;

// The kinds of examples that htmx's own pages on its WebSocket and event-stream extensions show
// (htmx.org/extensions/ws and /sse, four.htmx.org/extensions/ws and /sse), typed in with the addresses that
// they name, and run without a network.
class TestDocumented : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private Q_SLOTS:
    void runsAsItIsWritten_data();
    void runsAsItIsWritten();
};

namespace {

const QByteArray kTwo =
    R"(<script src="https://cdn.jsdelivr.net/npm/htmx.org@2.0.8/dist/htmx.min.js" integrity="sha384-of-that-file" crossorigin="anonymous"></script>
)";
const QByteArray kTwoSocket =
    kTwo +
    R"(<script src="https://cdn.jsdelivr.net/npm/htmx-ext-ws@2.0.4" integrity="sha384-of-that-file" crossorigin="anonymous"></script>
)";
const QByteArray kTwoStream = kTwo + R"(<script src="https://unpkg.com/htmx-ext-sse@2.2.2/sse.js"></script>
)";
const QByteArray kFourSocket =
    R"(<script src="https://cdn.jsdelivr.net/npm/htmx.org@4/dist/htmx.min.js"></script>
<script src="https://cdn.jsdelivr.net/npm/htmx.org@4/dist/ext/hx-ws.min.js"></script>
)";
const QByteArray kNextSocket =
    R"(<script src="https://cdn.jsdelivr.net/npm/htmx.org@next/dist/htmx.min.js"></script>
<script src="https://cdn.jsdelivr.net/npm/htmx.org@next/dist/ext/hx-ws.js"></script>
)";
const QByteArray kFourStream = R"(<script src="/path/to/htmx.js"></script>
<script src="/path/to/ext/hx-sse.js"></script>
)";

const QByteArray kSay =
    R"(document.querySelector("input").value = "hello"; document.querySelector("form").requestSubmit())";
const QByteArray kClick = R"(document.querySelector("button").click())";

} // namespace

void TestDocumented::runsAsItIsWritten_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArray>("done");  // in the page, once its connection is open
    QTest::addColumn<QByteArray>("shows"); // true as soon as the page shows what it should

    QTest::newRow("2: a chat room, its form, notifications")
        << QByteArray("2") << kTwoSocket << QByteArray(R"(<body hx-ext="ws"><div ws-connect="/chatroom">
<div id="notifications"></div><div id="chat_room">Nobody has spoken.</div>
<form id="form" ws-send><input name="chat_message"></form></div></body>)")
        << QByteArray(R"(ws("/chatroom", { message(client, form) { client.send(html`
<form id="form" ws-send><input name="chat_message" placeholder="Again?"></form>
<div id="notifications" hx-swap-oob="beforeend"><p>One message more</p></div>
<div id="chat_room" hx-swap-oob="true">${form.chat_message}</div>`) } }))")
        << kSay
        << QByteArray(
               R"(document.querySelector("#chat_room").textContent == "hello" && document.querySelectorAll("#notifications p").length == 1 && document.querySelector("[name]").placeholder == "Again?")");
    QTest::newRow("2: the extension on the element, unpkg's newest")
        << QByteArray("2") << QByteArray(R"(<script src="https://unpkg.com/htmx.org"></script>
<script src="https://unpkg.com/htmx-ext-ws@2.0.0/ws.js"></script>)")
        << QByteArray(
               R"(<div hx-ext="ws" ws-connect="/chatroom"><div id="chat_room"></div><form id="form" ws-send><input name="chat_message"></form></div>)")
        << QByteArray(
               R"(ws("/chatroom", { message(client, form) { client.send(html`<div id="chat_room">${form.chat_message}</div>`) } }))")
        << kSay << QByteArray(R"(document.querySelector("#chat_room").textContent == "hello")");
    QTest::newRow("2: unnamed events")
        << QByteArray("2") << kTwoStream
        << QByteArray(R"(<div hx-ext="sse" sse-connect="/chatroom" sse-swap="message">Nothing yet.</div>)")
        << QByteArray(R"(sse("/chatroom", { open(client) { client.send(html`<p>hello</p>`) } }))")
        << QByteArray() << QByteArray(R"(document.querySelector("div > p").textContent == "hello")");
    QTest::newRow("2: a named event, a query")
        << QByteArray("2") << kTwoStream
        << QByteArray(
               R"(<div hx-ext="sse" sse-connect="/event-source?friends=true&format=detailed" sse-swap="EventName"></div>)")
        << QByteArray(
               R"(sse("/event-source", { open(client, req) { client.send(html`<p>${req.query.format}</p>`, { event: "EventName" }) } }))")
        << QByteArray() << QByteArray(R"(document.querySelector("div > p").textContent == "detailed")");
    QTest::newRow("2: two events in one element")
        << QByteArray("2") << kTwoStream
        << QByteArray(
               R"(<div hx-ext="sse" sse-connect="/server-url" sse-swap="event1,event2" hx-swap="beforeend"></div>)")
        << QByteArray(R"(sse("/server-url", { open(client) {
client.send(html`<p>one</p>`, { event: "event1" }); client.send(html`<p>two</p>`, { event: "event2" }) } }))")
        << QByteArray() << QByteArray(R"(document.querySelector("div").textContent == "onetwo")");
    QTest::newRow("2: two events in different elements")
        << QByteArray("2") << kTwoStream
        << QByteArray(
               R"(<div hx-ext="sse" sse-connect="/server-url"><div id="a" sse-swap="event1"></div><div id="b" sse-swap="event2"></div></div>)")
        << QByteArray(R"(sse("/server-url", { open(client) {
client.send(html`one`, { event: "event1" }); client.send(html`two`, { event: "event2" }) } }))")
        << QByteArray()
        << QByteArray(
               R"(document.querySelector("#a").textContent + document.querySelector("#b").textContent == "onetwo")");
    QTest::newRow("2: an event that asks the server back")
        << QByteArray("2") << kTwoStream
        << QByteArray(
               R"(<div hx-ext="sse" sse-connect="/event_stream"><div id="a" hx-get="/chatroom" hx-trigger="sse:chatter">…</div></div>)")
        << QByteArray(R"(get("/chatroom", () => html`<p>asked</p>`)
sse("/event_stream", { open(client) { client.send(html`now`, { event: "chatter" }) } }))")
        << QByteArray() << QByteArray(R"(document.querySelector("#a p").textContent == "asked")");
    QTest::newRow("2: the server's last word")
        << QByteArray("2") << kTwoStream
        << QByteArray(
               R"(<div hx-ext="sse" sse-connect="/work" sse-swap="message" sse-close="done"></div><script>
document.body.addEventListener("htmx:sseClose", e => { window.why = e.detail.type })</script>)")
        << QByteArray(R"(sse("/work", { open(client) {
client.send(html`<p>ready</p>`); client.send(html`over`, { event: "done" }) } }))")
        << QByteArray()
        << QByteArray(
               R"(document.querySelector("div > p").textContent == "ready" && window.why == "message")");

    const QByteArray echo =
        R"(ws("/chatroom", { message(client, form) { client.send(html`<p>${form.message}</p>`) } }))";
    const QByteArray heard = R"(document.querySelector("#messages > p").textContent == "hello")";
    QTest::newRow("4: a chat room")
        << QByteArray("4") << kFourSocket
        << QByteArray(R"(<div hx-ws:connect="/chatroom" hx-target="#messages" hx-swap="beforeend">
<div id="messages"></div><form hx-ws:send><input name="message"><button type="submit">Send</button></form></div>)")
        << echo << kSay << heard;
    QTest::newRow("4: the same with hyphens, the next version's address")
        << QByteArray("4")
        << QByteArray(R"(<meta name="htmx-config" content='{"metaCharacter": "-"}'>)") + kNextSocket
        << QByteArray(R"(<div hx-ws-connect="/chatroom" hx-target="#messages" hx-swap="beforeend">
<div id="messages"></div><form hx-ws-send><input name="message"><button type="submit">Send</button></form></div>)")
        << echo << kSay << heard;
    QTest::newRow("4: a button with values")
        << QByteArray("4") << kFourSocket
        << QByteArray(R"(<div hx-ws:connect="/counter" hx-target="#count"><b id="count">0</b>
<button hx-ws:send hx-vals='{"action": "increment"}'>+1</button></div>)")
        << QByteArray(R"(let n = 0
ws("/counter", { message(client, form) { if (form.action == "increment") n++; client.send(html`<i>${n}</i>`) } }))")
        << kClick << QByteArray(R"(document.querySelector("#count").textContent == "1")");
    QTest::newRow("4: partials for several places")
        << QByteArray("4") << kFourSocket
        << QByteArray(R"(<div hx-ws:connect="/dashboard"><b id="cpu">–</b><b id="disk">–</b></div>)")
        << QByteArray(R"(ws("/dashboard", { open(client) {
client.send(html`<hx-partial hx-target="#cpu">45 %</hx-partial><hx-partial hx-target="#disk">2 GB</hx-partial>`) } }))")
        << QByteArray()
        << QByteArray(
               R"(document.querySelector("#cpu").textContent + document.querySelector("#disk").textContent == "45 %2 GB")");
    QTest::newRow("4: a stream into its element")
        << QByteArray("4") << kFourStream
        << QByteArray(R"(<div id="a" hx-sse:connect="/stream">Nothing yet.</div>)")
        << QByteArray(R"(sse("/stream", { open(client) { client.send(html`<p>hello</p>`) } }))")
        << QByteArray() << QByteArray(R"(document.querySelector("#a").innerHTML == "<p>hello</p>")");
    QTest::newRow("4: a stream on a click, into another element")
        << QByteArray("4") << kFourStream
        << QByteArray(
               R"(<button hx-sse:connect="/notifications" hx-trigger="click once" hx-target="#alerts">Start</button><div id="alerts"></div>)")
        << QByteArray(R"(sse("/notifications", { open(client) { client.send(html`<p>hello</p>`) } }))")
        << kClick << QByteArray(R"(document.querySelector("#alerts > p").textContent == "hello")");
    QTest::newRow("4: a stream that is appended")
        << QByteArray("4") << kFourStream
        << QByteArray(R"(<div id="log" hx-sse:connect="/log" hx-swap="beforeend"><h3>Log</h3></div>)")
        << QByteArray(
               R"(sse("/log", { open(client) { client.send(html`<p>1</p>`); client.send(html`<p>2</p>`) } }))")
        << QByteArray() << QByteArray(R"(document.querySelector("#log").textContent == "Log12")");
    QTest::newRow("4: any request may be answered by a stream")
        << QByteArray("4") << kFourStream
        << QByteArray(R"(<div id="a" hx-get="/stream" hx-trigger="load">Nothing yet.</div>)")
        << QByteArray(R"(sse("/stream", { open(client) { client.send(html`<p>hello</p>`) } }))")
        << QByteArray() << QByteArray(R"(document.querySelector("#a").innerHTML == "<p>hello</p>")");
    QTest::newRow("4: named events are events of the page")
        << QByteArray("4") << kFourStream
        << QByteArray(
               R"(<div id="a" hx-sse:connect="/events" hx-on:notification="document.title = event.detail.data"></div>)")
        << QByteArray(
               R"(sse("/events", { open(client) { client.send(raw(JSON.stringify({ title: "hello" })), { event: "notification" }) } }))")
        << QByteArray() << QByteArray(R"(document.title == '{"title":"hello"}')");
    QTest::newRow("4: the server's last word")
        << QByteArray("4") << kFourStream
        << QByteArray(R"(<div id="a" hx-sse:connect="/stream" hx-sse:close="done"></div><script>
document.body.addEventListener("htmx:sse:close", e => { window.why = e.detail.reason })</script>)")
        << QByteArray(R"(sse("/stream", { open(client) {
client.send(html`<p>ready</p>`); client.send(html`over`, { event: "done" }) } }))")
        << QByteArray()
        << QByteArray(
               R"(document.querySelector("#a > p").textContent == "ready" && window.why == "message")");
}

void TestDocumented::runsAsItIsWritten()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, script);
    QFETCH(QByteArray, done);
    QFETCH(QByteArray, shows);
    const QString a = QStringLiteral("A");

    QTemporaryDir temporary;
    const QDir folder(temporary.path());
    QVERIFY(write(folder, QStringLiteral("scenario.toml"),
                  "title = \"As documented\"\nhtmx = [\"" + version + "\"]\nclients = [\"A\"]\n"));
    QVERIFY(write(folder, QStringLiteral("page.html"),
                  "<!doctype html>\n<html>\n<head>\n" + head + "</head>\n" + body + "\n</html>\n"));
    QVERIFY(write(folder, QStringLiteral("server.js"),
                  "import { get, html, raw, sse, ws } from \"swapscope\"\n" + script + "\n"));

    Stage stage;
    QCOMPARE(stage.open(folder.path(), {}), QString());
    const EventId loaded = stage.waitFor(isKind(Kind::PageLoaded, a));
    QVERIFY(loaded != 0);
    QVERIFY(stage.evaluate(a, QStringLiteral("htmx.version"))
                .toString()
                .startsWith(QString::fromLatin1(version)));
    if (!done.isEmpty()) {
        const bool opens = body.contains("click"); // what is done opens the connection
        QVERIFY(opens || stage.waitFor(isKind(Kind::PageOpen, a)) != 0);
        stage.evaluate(a, QString::fromUtf8(done) + QStringLiteral("; 0"));
    }
    const QString question = QStringLiteral("(() => { try { return %1 } catch (e) { return false } })()")
                                 .arg(QString::fromUtf8(shows));
    if (!stage.waitUntil([&] { return stage.evaluate(a, question).toBool(); })) {
        QFAIL(qPrintable(QStringLiteral("The page shows: ") +
                         stage.evaluate(a, QStringLiteral("document.body.innerHTML")).toString()));
    }
    // Nothing was asked of anybody else, and the trace says what the page was served instead.
    QCOMPARE(static_cast<int>(stage.events(isKind(Kind::ServerRewrote)).size()), 2);
    QCOMPARE(stage
                 .evaluate(a, QStringLiteral("performance.getEntriesByType('resource')"
                                             ".filter(e => !e.name.startsWith(location.origin)).length"))
                 .toInt(),
             0);
}

QTEST_MAIN(TestDocumented)
#include "tst_documented.moc"
