#include "watchedpage.h"

#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <cmath>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray room(const QString &version)
{
    if (version == u"2"_s)
        return "<div hx-ext='ws' ws-connect='/ws' id=room><div id=messages></div>"
               "<form ws-send id=form><input name=m value=hi></form></div>";
    return "<div hx-ws:connect='/ws' id=room hx-target='#messages' hx-swap='beforeend'><div "
           "id=messages></div>"
           "<form hx-ws:send id=form><input name=m value=hi></form></div>";
}

void submit(WatchedPage &page)
{
    page.ask(u"document.querySelector('#form').requestSubmit(); 1"_s);
}

} // namespace

// WebSockets of pages with the shipped htmx.
class TestSockets : public QObject
{
    Q_OBJECT

public:
    // The browser wants to be prepared before the application.
    static void initMain() { swapscope::preparePages(); }

private:
    void versions()
    {
        QTest::addColumn<QString>("version");
        QTest::newRow("htmx 2") << u"2"_s;
        QTest::newRow("htmx 4") << u"4"_s;
    }

private Q_SLOTS:
    void aMessageIsSwapped_data() { versions(); }
    void aMessageIsSwapped()
    {
        QFETCH(QString, version);
        PageServer server;
        server.servePage(u"/"_s, version, u"ws"_s, room(version));
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageOpen));
        QTRY_VERIFY(server.socket());
        server.say(u"<div id=messages hx-swap-oob=beforeend><p>héllo</p></div>"_s);
        QVERIFY(page.waitFor(Kind::PageSwap));

        QCOMPARE(page.story(), u"loaded connecting open message swap"_s);
        const Event loaded = page.of(Kind::PageLoaded).first();
        QCOMPARE(loaded.data[Field::Title].toString(), u"Room"_s);
        QVERIFY(loaded.data[Field::Htmx].toString().startsWith(version));
        QCOMPARE(QUrl(loaded.data[Field::Url].toString()), server.url(u"/"_s));

        const Event connecting = page.of(Kind::PageConnecting).first();
        const QString address = u"ws://127.0.0.1:%1/ws"_s.arg(server.port());
        QCOMPARE(connecting.data.toJson(),
                 (QJsonObject{{u"transport"_s, u"ws"_s}, {u"url"_s, address}, {u"attempt"_s, 0}}));
        QCOMPARE(connecting.conn, ConnectionId(1));
        QCOMPARE(page.of(Kind::PageOpen).first().conn, ConnectionId(1));

        const Event message = page.of(Kind::PageMessage).first();
        QCOMPARE(message.n, 1);
        QCOMPARE(message.conn, ConnectionId(1));
        QCOMPARE(message.data.toJson(), (QJsonObject{{u"transport"_s, u"ws"_s}, {u"bytes"_s, 58}}));

        const Event swap = page.of(Kind::PageSwap).first();
        QCOMPARE(swap.cause, message.id);
        QCOMPARE(swap.conn, ConnectionId(1));
        QCOMPARE(swap.data[Field::Target].toString(), u"#messages"_s);
        QCOMPARE(swap.data[Field::Style].toString(), u"beforeend"_s);
        QCOMPARE(swap.data[Field::Oob].toBool(), true);
        QCOMPARE(swap.data[Field::Added].toInt(), 1);
        QCOMPARE(swap.data[Field::Removed].toInt(), 0);
        QCOMPARE(swap.data[Field::Before].toString(), u"<div id=\"messages\"></div>"_s);
        QVERIFY(swap.data[Field::After].toString().contains(u"héllo</p></div>"_s));
        QVERIFY(swap.data[Field::Rect].toObject()["width"_L1].toDouble() > 100);
        QVERIFY(swap.t >= message.t);
        QVERIFY(message.t >= page.of(Kind::PageOpen).first().t);
        QVERIFY(page.recorder.now() >= swap.t);
        QCOMPARE(page.view.state().phase(), PagePhase::Open);
    }

    // The link finds the key in the address; the page does not.
    void theKeyIsHidden()
    {
        PageServer server;
        server.servePage(u"/"_s, u"2"_s, u"ws"_s, {});
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageLoaded));
        const QString address = u"ws://127.0.0.1:%1/ws?room=7"_s.arg(server.port());
        page.ask(u"window.made = new WebSocket('%1', []); 1"_s.arg(address));
        QVERIFY(page.waitFor(Kind::PageOpen));

        QCOMPARE(page.ask(u"made.url"_s).toString(), address);
        QVERIFY(page.ask(u"made instanceof WebSocket && made.constructor === WebSocket"_s).toBool());
        QCOMPARE(page.ask(u"WebSocket.OPEN + WebSocket.name + WebSocket.length"_s).toString(),
                 u"1WebSocket1"_s);
        QVERIFY(page.ask(u"String(WebSocket)"_s).toString().contains(u"[native code]"_s));
        QVERIFY(page.ask(u"String(setTimeout) + String(fetch)"_s).toString().contains(u"[native code]"_s));
        QCOMPARE(page.ask(u"Object.keys(made).length + typeof window.qt"_s).toString(), u"0undefined"_s);
        QCOMPARE(page.ask(u"try { new WebSocket('nonsense') } catch (e) { e.name }"_s).toString(),
                 u"SyntaxError"_s);
        QCOMPARE(page.ask(u"class Own extends WebSocket {}; (new Own('%1')) instanceof Own"_s.arg(address))
                     .toBool(),
                 true);

        const QUrl asked(QString::fromLatin1(server.requests.last().split(' ').value(1)));
        QCOMPARE(QUrlQuery(asked).queryItemValue(u"room"_s), u"7"_s);
        const QByteArray key = QUrlQuery(asked).queryItemValue(u"swapscope-key"_s).toLatin1();
        QCOMPARE(key.size(), 16);
        QVERIFY(page.waitFor(Kind::PageConnecting, 2));
        QVERIFY(page.registry.forKey(key) <= ConnectionId(2));
        QCOMPARE(page.of(Kind::PageConnecting).first().data[Field::Url].toString(), address);
    }

    void theCloseCodeDecides_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("comesBack");
        const QList<int> reconnects2 = {1006, 1011, 1012, 1013};
        const QList<int> reconnects4 = {1001, 1005, 1006, 1011, 1012, 1013, 1014};
        for (const int code :
             {1000, 1001, 1005, 1006, 1007, 1008, 1009, 1011, 1012, 1013, 1014, 3000, 4000}) {
            QTest::addRow("htmx 2, %d", code) << u"2"_s << code << reconnects2.contains(code);
            QTest::addRow("htmx 4, %d", code) << u"4"_s << code << reconnects4.contains(code);
        }
    }
    void theCloseCodeDecides()
    {
        QFETCH(QString, version);
        QFETCH(int, code);
        QFETCH(bool, comesBack);
        PageServer server;
        server.servePage(u"/"_s, version, u"ws"_s, room(version));
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageOpen));
        QTRY_VERIFY(server.socket());
        if (code == 1006)
            server.cut();
        else
            server.closeSocket(code == 1005 ? 0 : code, code == 1005 ? "" : "so it is");
        QVERIFY(page.waitFor(Kind::PageClosed));
        const Event closed = page.of(Kind::PageClosed).first();
        QCOMPARE(closed.data[Field::Code].toInt(), code);
        QCOMPARE(closed.data[Field::Reason].toString(),
                 code == 1005 || code == 1006 ? QString() : u"so it is"_s);
        QCOMPARE(closed.data[Field::Clean].toBool(), code != 1006);
        // The back-off is planned within the handler of the close: by the next answer it is known that it
        // never comes.
        if (comesBack)
            QVERIFY(page.waitFor(Kind::PageBackoff));
        page.ask(u"1"_s);
        QCOMPARE(page.count(Kind::PageBackoff), comesBack ? 1 : 0);
        // The first wait of htmx 2 may be of no length.
        const PagePhase phase = page.view.state().phase();
        if (version == u"4"_s || !comesBack)
            QCOMPARE(phase, comesBack ? PagePhase::Backoff : PagePhase::Closed);
        else
            QVERIFY(phase != PagePhase::Closed && phase != PagePhase::None);
        if (!comesBack)
            return;
        QVERIFY(page.waitFor(Kind::PageOpen, 2));
        const Event backoff = page.of(Kind::PageBackoff).first();
        const Event again = page.of(Kind::PageConnecting).last();
        QCOMPARE(backoff.cause, closed.id);
        QCOMPARE(again.cause, backoff.id);
        QCOMPARE(again.data[Field::Attempt].toInt(), 1);
        QCOMPARE(again.conn, ConnectionId(2));
        const double waited = static_cast<double>(again.t - backoff.t) / kMillisecond;
        QVERIFY2(waited + 1 >= std::floor(backoff.data[Field::DelayMs].toDouble()),
                 qPrintable(u"%1 of %2"_s.arg(waited).arg(backoff.data[Field::DelayMs].toDouble())));
    }

    void everyBackoffIsWithinItsFormula_data() { versions(); }
    void everyBackoffIsWithinItsFormula()
    {
        QFETCH(QString, version);
        PageServer server;
        server.servePage(u"/"_s, version, u"ws"_s, room(version));
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageOpen));
        server.goAway();
        QVERIFY(page.waitFor(Kind::PageBackoff, 4, 30000));
        server.comeBack();
        QVERIFY(page.waitFor(Kind::PageOpen, 2, 30000));

        const QList<Event> backoffs = page.of(Kind::PageBackoff);
        for (qsizetype i = 0; i < backoffs.size(); ++i) {
            const double delay = backoffs[i].data[Field::DelayMs].toDouble();
            const double power = std::pow(2, i);
            QCOMPARE(backoffs[i].data[Field::Attempt].toInt(), i + 1);
            QCOMPARE(backoffs[i].data[Field::Transport].toString(), u"ws"_s);
            QCOMPARE(page.event(backoffs[i].cause).kind, Kind::PageClosed);
            QVERIFY(delay >= (version == u"2"_s ? 0 : 350 * power));
            QVERIFY(delay <= (version == u"2"_s ? 1000 * power : 650 * power));
        }
        // After it was open the count begins anew.
        server.cut();
        QVERIFY(page.waitFor(Kind::PageBackoff, backoffs.size() + 1));
        QCOMPARE(page.of(Kind::PageBackoff).last().data[Field::Attempt].toInt(), 1);
    }

    void whatIsSentWhileClosedWaits_data() { versions(); }
    void whatIsSentWhileClosedWaits()
    {
        QFETCH(QString, version);
        PageServer server;
        server.servePage(u"/"_s, version, u"ws"_s, room(version));
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageOpen));
        submit(page);
        QVERIFY(page.waitFor(Kind::PageSent));
        server.goAway();
        QVERIFY(page.waitFor(Kind::PageBackoff));
        submit(page);
        submit(page);
        QVERIFY(page.waitFor(Kind::PageQueued, 2));
        server.comeBack();
        QVERIFY(page.waitFor(Kind::PageSent, 3, 30000));
        QTRY_COMPARE(server.received.size(), 3);

        const QList<Event> queued = page.of(Kind::PageQueued);
        QCOMPARE(queued[0].data[Field::Size].toInt(), 1);
        QCOMPARE(queued[1].data[Field::Size].toInt(), 2);
        QCOMPARE(queued[0].data[Field::Text].toString(), server.received[1]);
        const QList<Event> sent = page.of(Kind::PageSent);
        const ConnectionId latest = page.of(Kind::PageOpen).last().conn;
        const QList<std::tuple<ConnectionId, int, bool>> expected = {
            {ConnectionId(1), 1, false}, {latest, 1, true}, {latest, 2, true}};
        for (qsizetype i = 0; i < sent.size(); ++i) {
            QCOMPARE(std::tuple(sent[i].conn, sent[i].n, sent[i].data[Field::Queued].toBool()), expected[i]);
            QCOMPARE(sent[i].data[Field::Text].toString(), server.received[i]);
            QCOMPARE(sent[i].data[Field::Bytes].toInt(), server.received[i].toUtf8().size());
        }
        const QJsonObject form = QJsonDocument::fromJson(server.received[1].toUtf8()).object();
        QCOMPARE(form["m"_L1].toString(), u"hi"_s);
        QVERIFY(form.contains(version == u"2"_s ? "HEADERS"_L1 : "headers"_L1));
    }

    // A background tab: htmx 4 closes and comes back when it is looked at again, htmx 2 goes on.
    void hiding_data() { versions(); }
    void hiding()
    {
        QFETCH(QString, version);
        PageServer server;
        server.servePage(u"/"_s, version, u"ws"_s, room(version));
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageOpen));
        page.view.hide();
        QVERIFY(page.waitFor(Kind::PageHidden));
        if (version == u"4"_s) {
            QVERIFY(page.waitFor(Kind::PageClosed));
            QCOMPARE(page.of(Kind::PageClosed).first().data[Field::Code].toInt(), 1005);
            QVERIFY(page.view.state().hidden);
        }
        page.view.show();
        QVERIFY(page.waitFor(Kind::PageShown));
        if (version == u"4"_s)
            QVERIFY(page.waitFor(Kind::PageOpen, 2));
        page.ask(u"1"_s);
        QCOMPARE(page.story(), version == u"2"_s
                                   ? u"loaded connecting open hidden shown"_s
                                   : u"loaded connecting open hidden closed shown connecting open"_s);
        QCOMPARE(page.of(Kind::PageConnecting).last().data[Field::Attempt].toInt(), 0);
    }

    // A socket of the page's own is seen as well; what it plans is its own affair.
    void aPageWithoutHtmx()
    {
        PageServer server;
        server.serve(u"/"_s,
                     "<!doctype html><title>Bare</title><link rel=icon href='data:,'><script>"
                     "const s = new WebSocket('ws://' + location.host + '/ws');"
                     "s.onopen = () => s.send('one'); s.onclose = () => setTimeout(() => {}, 500);</script>");
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageSent));
        QTRY_VERIFY(server.socket());
        server.say(u"x"_s);
        QVERIFY(page.waitFor(Kind::PageMessage));
        server.closeSocket(1000);
        QVERIFY(page.waitFor(Kind::PageClosed));
        page.ask(u"1"_s);
        QCOMPARE(page.of(Kind::PageLoaded).first().data[Field::Htmx].toString(), QString());
        QCOMPARE(page.count(Kind::PageBackoff), 0);
        QCOMPARE(page.count(Kind::PageMessage), 1);
    }

    // Order and wholeness of what the probe tells, also when it is much.
    void manyLargeMessages()
    {
        PageServer server;
        server.servePage(u"/"_s, u"2"_s, u"ws"_s, room(u"2"_s));
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageOpen));
        QTRY_VERIFY(server.socket());
        const QString large(65536, u'x');
        for (int i = 0; i < 100; ++i)
            server.say(u"<div id=messages>%1 %2</div>"_s.arg(i).arg(large));
        QVERIFY(page.waitFor(Kind::PageSwap, 100));
        const QList<Event> messages = page.of(Kind::PageMessage);
        const QList<Event> swaps = page.of(Kind::PageSwap);
        QCOMPARE(messages.size(), 100);
        for (int i = 0; i < 100; ++i) {
            QCOMPARE(messages[i].n, i + 1);
            QCOMPARE(swaps[i].cause, messages[i].id);
            QCOMPARE(swaps[i].data[Field::Style].toString(), u"outerHTML"_s);
            QCOMPARE(swaps[i].data[Field::After].toString().size(), 16384);
            QVERIFY(swaps[i].data[Field::After].toString().startsWith(u"<div id=\"messages\""_s));
            QVERIFY(i == 0 || messages[i].t >= messages[i - 1].t);
        }
    }

    // Reports of a burst wait for each other, but a page that is left has no time to wait.
    void whatWasNotToldYetIsToldWhenThePageIsLeft()
    {
        PageServer server;
        server.serve(u"/"_s, "<!doctype html><title>Left</title><link rel=icon href='data:,'><script>"
                             "const s = new WebSocket('ws://' + location.host + '/ws');"
                             "s.onmessage = ({ data }) => { if (data === 'go') location = '/next'; };"
                             "addEventListener('pagehide', () => s.send('bye'));</script>");
        server.serve(u"/next"_s, "<!doctype html><title>Next</title><link rel=icon href='data:,'>");
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageOpen));
        QTRY_VERIFY(server.socket());
        constexpr int kMessages = 300;
        for (int i = 1; i < kMessages; ++i)
            server.say(u"x"_s);
        server.say(u"go"_s);
        QVERIFY(page.waitFor(Kind::PageLoaded, 2));
        QVERIFY(page.waitFor(Kind::PageMessage, kMessages));
        QVERIFY(page.waitFor(Kind::PageSent));
        QCOMPARE(page.count(Kind::PageMessage), kMessages);
    }
};

QTEST_MAIN(TestSockets)
#include "tst_sockets.moc"
