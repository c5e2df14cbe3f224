#include "stage.h"

#include <trace/trace.h>

#include <support/commands.h>

#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace swapscope::test;

// A page that comes with content says with which number it was rendered. What is published between the
// rendering and its first connection is missed, and the replay brings it.
class TestFirstPage : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private Q_SLOTS:
    void whatCameBeforeTheFirstConnectionIsCaughtUp_data();
    void whatCameBeforeTheFirstConnectionIsCaughtUp();
    void aFirstConnectionThatIsRefusedIsTold_data();
    void aFirstConnectionThatIsRefusedIsTold();
};

namespace {

// The page is rendered with 1 to 3; 4 and 5 are published behind its back, before it can have connected.
constexpr char kScript[] = R"(import { channel, cue, get, html, raw, server, sse, ws } from "swapscope"
const room = channel("room", { history: 100 })
const lines = []
const line = n => html`<p data-update="${n}">${n}</p>`
const four = server.htmx === "4"
const catchUp = "%1"
const way = "%2"   // "address": of the connection; "form": the page's first message; "silent": it says nothing
const stream = "%3" === "sse"
const field = n => way === "form"
  ? html`<input type="hidden" id="cursor" name="cursor" value="${n}" hx-swap-oob="true">` : ""
const publish = () => room.publish(n => {
  lines.push(n)
  return stream ? line(n) : html`<div id="messages" hx-swap-oob="beforeend">${line(n)}</div>${field(n)}`
})
const address = path => `${path}${way === "address" ? `?cursor=${room.last}` : ""}`
const connects = () => stream
  ? raw(four ? `<div id="messages" hx-sse:connect="${address("/news")}" hx-swap="beforeend">`
             : `<div id="messages" hx-ext="sse" sse-connect="${address("/news")}" sse-swap="message" hx-swap="beforeend">`)
  : raw(`<div id="messages">`)
const says = () => raw(four
  ? `<form hx-ws:send hx-trigger="htmx:ws:after:connection from:#chat" hidden>`
  : `<form ws-send hx-trigger="htmx:wsOpen from:#chat" hidden>`)

get("/", () => {
  for (let i = 0; i < 3; i++) publish()
  const page = html`<!doctype html><html><head><link rel="icon" href="data:,"><script src="/htmx/htmx.js"></script>
<script src="/htmx/ext/${raw(stream ? "sse" : "ws")}.js"></script></head><body>
<main id="chat" ${raw(stream ? "" : four ? `hx-ws:connect="${address("/room")}"` : `hx-ext="ws" ws-connect="${address("/room")}"`)}>
${connects()}${lines.map(line)}</div>${way === "form" ? html`${says()}${field(room.last)}</form>` : ""}</main></body></html>`
  for (let i = 0; i < 2; i++) publish()
  return page
})
ws("/room", { channel: room, catchUp, cursor: way === "form" ? "page" : "session" })
sse("/news", { channel: room, catchUp, retry: "100ms" })
cue("publish", publish)
)";

QList<qint64> upTo(qint64 last)
{
    QList<qint64> numbers;
    for (qint64 number = 1; number <= last; ++number)
        numbers << number;
    return numbers;
}

} // namespace

void TestFirstPage::whatCameBeforeTheFirstConnectionIsCaughtUp_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("transport");
    QTest::addColumn<QString>("catchUp");
    QTest::addColumn<QString>("way");
    QTest::addColumn<int>("before"); // missed before the first connection
    for (const char *version : {"2", "4"}) {
        const auto row = [version](const char *transport, const char *catchUp, const char *way, int before) {
            QTest::addRow("htmx %s, %s, %s, %s", version, transport, catchUp, way)
                << QString::fromLatin1(version) << QString::fromLatin1(transport)
                << QString::fromLatin1(catchUp) << QString::fromLatin1(way) << before;
        };
        row("ws", "replay", "address", 2);
        row("ws", "replay", "form", 2);
        row("ws", "replay", "silent", 0);
        row("ws", "none", "address", 2);
        row("sse", "replay", "address", 2);
    }
}

void TestFirstPage::whatCameBeforeTheFirstConnectionIsCaughtUp()
{
    QFETCH(QString, version);
    QFETCH(QString, transport);
    QFETCH(QString, catchUp);
    QFETCH(QString, way);
    QFETCH(int, before);
    const QString a = QStringLiteral("A");
    QTemporaryDir temporary;
    const QDir folder(temporary.path());
    QVERIFY(write(folder, QStringLiteral("scenario.toml"),
                  "title = \"First page\"\nhtmx = [\"2\", \"4\"]\nclients = [\"A\"]\n"));
    QVERIFY(write(folder, QStringLiteral("page.html"), "<!doctype html><p>The script answers.</p>\n"));
    QVERIFY(write(folder, QStringLiteral("server.js"),
                  QString::fromLatin1(kScript).arg(catchUp, way, transport).toUtf8()));
    Stage stage;
    SessionOptions options;
    options.htmx = version;
    QCOMPARE(stage.open(folder.path(), options), QString());
    Session &session = stage.session();
    const auto swapped = [&a](qint64 update) {
        return [&a, update](const Event &event) {
            return event.kind == Kind::PageSwap && event.client == a && event.update == update;
        };
    };
    const auto opened = [&](EventId after) {
        const EventId id = stage.waitFor(isKind(Kind::PageOpen, a), after);
        // A page that is waited for is live once it has spoken.
        return way == u"form" ? stage.waitFor(isKind(Kind::ServerReceived, a), after) : id;
    };
    const EventId open = opened(0);
    QVERIFY(open != 0);
    session.runCue(0);
    QVERIFY(stage.waitFor(swapped(6)) != 0);
    const bool caughtUp = before > 0 && catchUp == u"replay";
    QCOMPARE(stage.shown(a), caughtUp ? upTo(6) : QList<qint64>({1, 2, 3, 6}));

    const LedgerSummary first = session.ledger().summary(a, session.now());
    QCOMPARE(first.published, before + 1);
    QCOMPARE(first.delivered, 1);
    QCOMPARE(first.missed, before);
    QCOMPARE(first.missedBefore, before);
    QCOMPARE(first.recoveredByReplay, caughtUp ? before : 0);
    QCOMPARE(first.stale, before > 0 && !caughtUp);
    for (const Event &event : stage.events(isKind(Kind::UpdateMissed, a)))
        QCOMPARE(event.data.value(Field::Why).toString(), QStringLiteral("before"));

    // When it returns, the address says the number of the rendering again. Nothing comes twice.
    session.applyFault(
        test::command(QStringLiteral("cut"), {{QStringLiteral("for"), 200 * kMillisecond}}, a));
    const EventId cut = stage.waitFor(isKind(Kind::PageClosed, a), open);
    QVERIFY(cut != 0);
    session.runCue(0);
    QVERIFY(opened(cut) != 0);
    session.runCue(0);
    QVERIFY(stage.waitFor(swapped(8)) != 0);
    const LedgerSummary then = session.ledger().summary(a, session.now());
    QCOMPARE(then.duplicated, 0);
    QCOMPARE(then.missedBefore, before);
    if (caughtUp) {
        QCOMPARE(stage.shown(a), upTo(8));
        QCOMPARE(then.lost(), 0);
    }
    stage.close();
}

void TestFirstPage::aFirstConnectionThatIsRefusedIsTold_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QByteArray>("connect");
    QTest::addColumn<QString>("transport");
    QTest::newRow("htmx 2, ws") << QStringLiteral("2") << QByteArray("hx-ext=ws ws-connect=/a")
                                << QStringLiteral("ws");
    QTest::newRow("htmx 2, sse") << QStringLiteral("2") << QByteArray("hx-ext=sse sse-connect=/b")
                                 << QStringLiteral("sse");
    QTest::newRow("htmx 4, ws") << QStringLiteral("4") << QByteArray("hx-ws:connect=/a")
                                << QStringLiteral("ws");
    QTest::newRow("htmx 4, sse") << QStringLiteral("4") << QByteArray("hx-sse:connect=/b")
                                 << QStringLiteral("sse");
}

// htmx 4 says with every request that it would take a stream; the page knows which one is meant to be one.
void TestFirstPage::aFirstConnectionThatIsRefusedIsTold()
{
    QFETCH(QString, version);
    QFETCH(QByteArray, connect);
    QFETCH(QString, transport);
    const QString a = QStringLiteral("A");
    QTemporaryDir temporary;
    const QDir folder(temporary.path());
    QVERIFY(write(folder, QStringLiteral("scenario.toml"),
                  "title = \"Refused\"\nhtmx = [\"2\", \"4\"]\nclients = [\"A\"]\n"));
    QVERIFY(write(folder, QStringLiteral("page.html"),
                  "<!doctype html><link rel=icon href=data:,><script src=/htmx/htmx.js></script>\n<script "
                  "src=/htmx/ext/" +
                      transport.toLatin1() + ".js></script><main " + connect + "></main>\n"));
    QVERIFY(write(folder, QStringLiteral("server.js"),
                  "import { sse, ws } from \"swapscope\"\nws(\"/a\", {})\nsse(\"/b\", {})\n"));
    Stage stage;
    SessionOptions options;
    options.htmx = version;
    QCOMPARE(stage.open(folder.path(), options), QString());
    // Of what comes, only attempts: the page itself passes.
    stage.session().applyFault(test::command(QStringLiteral("refuse"), {{QStringLiteral("next"), 1}}, a));
    const EventId refused = stage.waitFor(isKind(Kind::LinkRefused, a));
    QVERIFY(refused != 0);
    const EventId connecting = stage.waitFor(isKind(Kind::PageConnecting, a));
    const Trace &trace = stage.session().trace();
    QCOMPARE(trace.at(refused).conn, trace.at(connecting).conn);
    QCOMPARE(trace.at(refused).data.value(Field::Transport).toString(), transport);
    stage.close();
}

QTEST_MAIN(TestFirstPage)
#include "tst_firstpage.moc"
