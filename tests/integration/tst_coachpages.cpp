#include "coachrig.h"

#include <support/commands.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kShort = 400; // a near miss that would speak at once
constexpr int kLong = 1500; // … that would speak after a moment

QByteArray socket(const QString &version, const QByteArray &inside, const QByteArray &more = {})
{
    const QByteArray connect = version == u"2" ? "hx-ext=ws ws-connect=/ws" : "hx-ws:connect=/ws";
    return "<main id=room " + connect + ">" + inside + "</main>" + more;
}

QByteArray stream(const QString &version, const QByteArray &inside, const QByteArray &more = {})
{
    const QByteArray connect = version == u"2" ? "hx-ext=sse sse-connect=/sse"
                                               : "hx-sse:connect=/sse hx-target='#x' hx-swap=beforeend";
    return "<main id=feed " + connect + ">" + inside + "</main>" + more;
}

const QByteArray kList = "<p id=x></p><p id=y></p>";

using Play = void (*)(const QString &version);

#define OPENS(rig, extension, body) QVERIFY(rig.open(version, extension, body))
#define FINDS(rig, rule) QCOMPARE(rig.finds(rule), QString())
#define SILENT(rig, ms) QCOMPARE(rig.findsNothing(ms), QStringList())

void neverReturns(const QString &version)
{
    CoachRig rig;
    OPENS(rig, u"ws"_s, socket(version, kList));
    rig.server().closeSocket(1012); // near miss: it comes back
    QVERIFY(rig.waitFor(Kind::PageOpen, 2));
    SILENT(rig, kLong);
    rig.server().closeSocket(version == u"2" ? 1001 : 1000);
    FINDS(rig, u"close.never-returns"_s);
}

void missingTarget(const QString &version)
{
    CoachRig rig;
    OPENS(rig, u"ws"_s, socket(version, kList));
    rig.server().say(u"<p id=x hx-swap-oob=true>here</p>"_s);
    QVERIFY(rig.waitFor(Kind::PageSwap));
    SILENT(rig, kShort);
    rig.server().say(u"<p id=z hx-swap-oob=true>not here</p>"_s);
    FINDS(rig, u"target.missing"_s);
}

void jsonMessage(const QString &version)
{
    CoachRig rig;
    OPENS(rig, u"ws"_s, socket(version, kList));
    rig.server().say(version == u"2"
                         ? u"<p id=x>{\"a\": 1}</p>"_s
                         : u"{\"content\": \"<b>19</b>\", \"target\": \"#x\", \"swap\": \"innerHTML\"}"_s);
    QVERIFY(rig.waitFor(Kind::PageSwap));
    SILENT(rig, kShort);
    rig.server().say(u"{\"a\": 1}"_s);
    FINDS(rig, u"message.json"_s);
}

// Under htmx 4 JSON is an event, and a page may listen to that.
void jsonHeard(const QString &version)
{
    CoachRig rig;
    OPENS(rig, u"ws"_s,
          socket(version, kList,
                 "<script>document.addEventListener('htmx:ws:before:message:incoming', () => {})</script>"));
    rig.server().say(u"{\"a\": 1}"_s);
    QVERIFY(rig.waitFor(Kind::PageMessage));
    SILENT(rig, kShort);
}

void replacedOwner(const QString &version)
{
    CoachRig rig;
    OPENS(rig, u"ws"_s, socket(version, "<ul id=x></ul><form hx-ws:send><input name=m></form>"));
    rig.server().say(u"<ul id=x hx-swap-oob=true><li>one</ul>"_s);
    QVERIFY(rig.waitFor(Kind::PageSwap));
    SILENT(rig, kShort);
    rig.server().say(u"<ul id=x><li>one</ul>"_s);
    FINDS(rig, u"message.replaced-owner"_s);
}

void unheard(const QString &version)
{
    CoachRig rig;
    OPENS(rig, u"sse"_s,
          stream(version, "<p id=x sse-swap=tick></p>",
                 "<script>document.addEventListener('tick', () => {})</script>"));
    rig.server().stream("event: tick\ndata: <b>1</b>\n\nevent: ping\ndata: x\n\n");
    QVERIFY(rig.waitFor(Kind::PageMessage));
    SILENT(rig, 2 * kLong);
    rig.server().stream("event: tock\ndata: <b>1</b>\n\n");
    FINDS(rig, u"event.unheard"_s);
}

void unnamed(const QString &version)
{
    CoachRig rig;
    OPENS(rig, u"sse"_s, stream(version, "<p id=x sse-swap=tick></p>"));
    rig.server().stream("data: <b>1</b>\n\n");
    FINDS(rig, u"event.unheard"_s);
}

void sixthStream(const QString &version)
{
    const auto streams = [&](int count) {
        QByteArray body;
        for (int i = 0; i < count; ++i) {
            const QByteArray path = "/sse?" + QByteArray::number(i);
            body += version == u"2" ? "<p hx-ext=sse sse-connect=" + path + "></p>"
                                    : "<p hx-sse:connect=" + path + "></p>";
        }
        return body;
    };
    {
        CoachRig rig;
        OPENS(rig, u"sse"_s, streams(5));
        QVERIFY(rig.waitFor(Kind::PageConnecting, 5));
        SILENT(rig, kShort);
    }
    CoachRig rig;
    QVERIFY(rig.open(version, u"sse"_s, streams(6), false));
    FINDS(rig, u"stream.sixth"_s);
}

void orphanedSocket(const QString &version)
{
    {
        CoachRig rig;
        OPENS(rig, u"ws"_s, socket(version, kList));
        rig.server().say(u"<main id=room hx-swap-oob=delete></main>"_s); // near miss: htmx takes it away
        QVERIFY(rig.waitFor(Kind::PageClosed));
        SILENT(rig, kLong);
    }
    CoachRig rig;
    OPENS(rig, u"ws"_s, socket(version, kList));
    // Moved is not gone.
    rig.run(
        u"const room = document.getElementById('room'); room.remove(); setTimeout(() => document.body.append(room), 300)"_s);
    SILENT(rig, kLong);
    rig.run(u"document.getElementById('room').remove()"_s);
    FINDS(rig, u"connection.orphaned"_s);
}

void orphanedStream(const QString &version)
{
    CoachRig rig;
    OPENS(rig, u"sse"_s, stream(version, kList));
    rig.run(u"document.getElementById('feed').remove()"_s);
    FINDS(rig, u"connection.orphaned"_s);
}

void doubled(const QString &version)
{
    CoachRig rig;
    OPENS(rig, u"ws"_s, socket(version, kList));
    rig.run(u"htmx.process(document.getElementById('x'))"_s); // near miss: another element
    SILENT(rig, kLong);
    rig.run(
        u"document.getElementById('room').setAttribute('hx-vals', '{}'); htmx.process(document.getElementById('room'))"_s);
    QVERIFY(rig.waitFor(Kind::PageOpen, 2));
    FINDS(rig, u"connection.doubled"_s);
}

void hammering(const QString &version)
{
    CoachRig rig;
    OPENS(rig, u"ws"_s, socket(version, kList));
    rig.server().goAway(); // near miss: attempts that fail back off
    QVERIFY(rig.waitFor(Kind::PageBackoff, 3));
    rig.server().comeBack();
    QVERIFY(rig.waitFor(Kind::PageOpen, 2, 30'000));
    SILENT(rig, kShort);
    for (int i = 3; i < 8; ++i) {
        rig.server().cut();
        QVERIFY(rig.waitFor(Kind::PageOpen, i));
    }
    rig.server().cut();
    FINDS(rig, u"retries.hammering"_s);
}

void notAStream(const QString &version)
{
    if (version == u"2") {
        CoachRig rig;
        QVERIFY(rig.link()
                    .apply(test::command(u"http"_s, {{u"status"_s, qlonglong(503)},
                                                     {u"requests"_s, u"live"_s},
                                                     {u"next"_s, qlonglong(1)}}))
                    .ok());
        OPENS(rig, u"sse"_s, stream(version, kList)); // near miss: a trouble that passes
        SILENT(rig, kShort);
        QVERIFY(
            rig.link()
                .apply(test::command(u"http"_s, {{u"status"_s, qlonglong(404)}, {u"requests"_s, u"live"_s}}))
                .ok());
        QVERIFY(rig.link().apply(test::command(u"close"_s, {{u"code"_s, 1000}})).ok());
        FINDS(rig, u"stream.not-a-stream"_s);
        return;
    }
    {
        CoachRig rig;
        OPENS(rig, u"sse"_s, stream(version, kList));
        rig.server().streamStatus = 503; // near miss: after it was open htmx 4 tries again
        rig.server().endStream();
        QVERIFY(rig.waitFor(Kind::PageBackoff, 2));
        rig.server().streamStatus = 200;
        QVERIFY(rig.waitFor(Kind::PageOpen, 2));
        SILENT(rig, kShort);
    }
    CoachRig rig;
    rig.server().streamStatus = 503;
    QVERIFY(rig.open(version, u"sse"_s, stream(version, kList), false));
    FINDS(rig, u"stream.not-a-stream"_s);
}

void reopened(const QString &version)
{
    CoachRig rig;
    OPENS(rig, u"sse"_s, stream(version, "<p id=x sse-swap=message></p>"));
    rig.server().stream("retry: 200\ndata: x\n\n");
    QVERIFY(rig.waitFor(Kind::PageMessage));
    rig.server().endStream(); // near miss: once
    QVERIFY(rig.waitFor(Kind::PageOpen, 2));
    SILENT(rig, kShort);
    rig.server().endStream();
    FINDS(rig, u"stream.reopened"_s);
}

void refusedHandshake(const QString &version)
{
    CoachRig rig;
    QVERIFY(rig.link()
                .apply(test::command(
                    u"http"_s,
                    {{u"status"_s, qlonglong(503)}, {u"requests"_s, u"live"_s}, {u"next"_s, qlonglong(1)}}))
                .ok());
    OPENS(rig, u"ws"_s, socket(version, kList)); // near miss: a trouble that passes
    SILENT(rig, kShort);
    QVERIFY(rig.link()
                .apply(test::command(u"http"_s, {{u"status"_s, qlonglong(403)}, {u"requests"_s, u"live"_s}}))
                .ok());
    rig.server().cut();
    FINDS(rig, u"handshake.refused"_s);
}

void growingQueue(const QString &version)
{
    CoachRig rig;
    const QByteArray send = version == u"2" ? "ws-send" : "hx-ws:send";
    OPENS(rig, u"ws"_s, socket(version, "<form " + send + "><input name=m value=hi></form>"));
    const QString submit =
        u"for (let i = 0; i < %1; i += 1) document.querySelector('form').requestSubmit()"_s;
    rig.server().goAway();
    QVERIFY(rig.waitFor(Kind::PageClosed));
    rig.run(submit.arg(5)); // near miss: a few
    QVERIFY(rig.waitFor(Kind::PageQueued, 5));
    rig.server().comeBack();
    QVERIFY(rig.waitFor(Kind::PageSent, 5, 30'000));
    SILENT(rig, kShort);
    const int closed = rig.count(Kind::PageClosed);
    rig.server().goAway();
    QVERIFY(rig.waitFor(Kind::PageClosed, closed + 1));
    rig.run(submit.arg(25));
    FINDS(rig, u"queue.grows"_s);
}

RunningLimits smallGrowth()
{
    RunningLimits limits;
    limits.growth = 100;
    limits.growing = 2 * kSecond;
    return limits;
}

void growingPage(const QString &version)
{
    CoachRig rig(smallGrowth());
    OPENS(rig, u"ws"_s, socket(version, "<ul id=x></ul>"));
    const QString lines = u"<li>x</li>"_s.repeated(40);
    for (int i = 0; i < 4; ++i) { // near miss: as many, in the place of those before
        rig.server().say(u"<ul id=x hx-swap-oob=innerHTML>%1</ul>"_s.arg(lines));
        SILENT(rig, 300);
    }
    for (int i = 0; i < 6; ++i) {
        rig.server().say(u"<ul id=x hx-swap-oob=beforeend>%1</ul>"_s.arg(lines));
        rig.waitUntil([] { return false; }, 700);
    }
    FINDS(rig, u"page.grows"_s);
}

RunningLimits shortIdle()
{
    RunningLimits limits;
    limits.idle = 2 * kSecond;
    return limits;
}

void longSilence(const QString &version)
{
    CoachRig rig(shortIdle());
    OPENS(rig, u"sse"_s, stream(version, kList));
    for (int i = 0; i < 3; ++i) {
        rig.server().stream(": heartbeat\n\n");
        SILENT(rig, 1000);
    }
    FINDS(rig, u"silence.long"_s);
}

void deadSend(const QString &version)
{
    CoachRig rig;
    const QByteArray send = version == u"2" ? "ws-send" : "hx-ws:send";
    const QByteArray form = "<form id=f " + send + "><input name=m value=hi></form>";
    OPENS(rig, u"ws"_s,
          socket(version, form + "<p id=x></p>",
                 version == u"2" ? QByteArray() : QByteArray(form).replace("=f", "=g")));
    rig.run(u"document.getElementById('f').requestSubmit()"_s);
    QVERIFY(rig.waitFor(Kind::PageSent));
    SILENT(rig, kShort);
    // htmx 2: put there by plain JavaScript and never processed. htmx 4: outside of the element that
    // connects.
    rig.run(version == u"2"
                ? u"document.getElementById('x').innerHTML = '<form id=g ws-send><input name=m></form>';"
                  "document.getElementById('g').requestSubmit()"_s
                : u"document.getElementById('g').requestSubmit()"_s);
    FINDS(rig, u"send.dead"_s);
}

void splitLine(const QString &version)
{
    CoachRig rig;
    OPENS(rig, u"sse"_s, stream(version, kList));
    const auto cut = [&](const QByteArray &first, const QByteArray &second) {
        rig.server().stream(first);
        rig.waitUntil([] { return false; }, 200);
        rig.server().stream(second);
    };
    cut("data: one\r", "\n\r\n"); // near misses: cut where the event ends anyway
    cut("data: two\r\n\r", "\ndata: three\r\n\r\n");
    QVERIFY(rig.waitFor(Kind::PageMessage, 3));
    SILENT(rig, kShort);
    cut("data: four\r", "\ndata: five\r\n\r\n");
    FINDS(rig, u"stream.split-line"_s);
}

void loneRetry(const QString &version)
{
    CoachRig rig;
    OPENS(rig, u"sse"_s, stream(version, kList));
    rig.server().stream("retry: 900\n\nretry: 900\ndata: x\n\n"); // near miss: said where it is read, too
    QVERIFY(rig.waitFor(Kind::PageMessage));
    SILENT(rig, kShort);
    rig.server().stream("retry: 800\n\ndata: x\n\n");
    FINDS(rig, u"stream.lone-retry"_s);
}

void rawNewline(const QString &version)
{
    CoachRig rig;
    OPENS(rig, u"sse"_s, stream(version, "<p id=x sse-swap=message></p>"));
    rig.server().stream("data: <b>\ndata: 1</b>\n\n");
    QVERIFY(rig.waitFor(Kind::PageMessage));
    SILENT(rig, kShort);
    rig.server().stream("data: <div>\n  <b>1</b>\n</div>\n\n");
    FINDS(rig, u"stream.raw-newline"_s);
}

void wholePage(const QString &version)
{
    CoachRig rig;
    OPENS(rig, u"ws"_s, socket(version, kList));
    rig.server().say(u"<!doctype html><html><body><p id=x>found by its id</p></body></html>"_s);
    QVERIFY(rig.waitFor(Kind::PageSwap));
    SILENT(rig, kLong);
    rig.server().say(u"<!doctype html><html><body><p>who is meant?</p></body></html>"_s);
    FINDS(rig, u"message.whole-page"_s);
}

} // namespace

Q_DECLARE_METATYPE(Play)

// Each rule with a real page: first what is nearly it, then what it is.
class TestCoachPages : public QObject
{
    Q_OBJECT

public:
    static void initMain() { swapscope::preparePages(); }

private Q_SLOTS:
    void rules_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<Play>("play");
        const auto row = [](const char *name, const QString &versions, Play play) {
            for (const QChar version : versions)
                QTest::addRow("%s, htmx %c", name, version.toLatin1()) << QString(version) << play;
        };
        row("close.never-returns", u"24"_s, neverReturns);
        row("target.missing", u"24"_s, missingTarget);
        row("message.json", u"24"_s, jsonMessage);
        row("message.json: heard", u"4"_s, jsonHeard);
        row("message.replaced-owner", u"4"_s, replacedOwner);
        row("event.unheard", u"24"_s, unheard);
        row("event.unheard: unnamed", u"2"_s, unnamed);
        row("stream.sixth", u"24"_s, sixthStream);
        row("connection.orphaned: socket", u"24"_s, orphanedSocket);
        row("connection.orphaned: stream", u"24"_s, orphanedStream);
        row("connection.doubled", u"2"_s, doubled);
        row("retries.hammering", u"24"_s, hammering);
        row("stream.not-a-stream", u"24"_s, notAStream);
        row("stream.reopened", u"24"_s, reopened);
        row("handshake.refused", u"24"_s, refusedHandshake);
        row("queue.grows", u"24"_s, growingQueue);
        row("page.grows", u"2"_s, growingPage);
        row("silence.long", u"24"_s, longSilence);
        row("send.dead", u"24"_s, deadSend);
        row("stream.split-line", u"4"_s, splitLine);
        row("stream.lone-retry", u"4"_s, loneRetry);
        row("stream.raw-newline", u"24"_s, rawNewline);
        row("message.whole-page", u"2"_s, wholePage);
    }
    void rules()
    {
        QFETCH(QString, version);
        QFETCH(Play, play);
        play(version);
    }
};

QTEST_MAIN(TestCoachPages)
#include "tst_coachpages.moc"
