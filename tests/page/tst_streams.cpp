#include "watchedpage.h"

#include <QApplication>
#include <QUrlQuery>

#include <cmath>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray ticker(const QString &version)
{
    if (version == u"2"_s)
        return "<div hx-ext='sse' sse-connect='/sse' id=feed><div id=list sse-swap='message' "
               "hx-swap='beforeend'></div>"
               "<b id=price sse-swap='price'></b></div>";
    return "<div hx-sse:connect='/sse' id=feed hx-target='#list' hx-swap='beforeend'><div "
           "id=list></div></div>";
}

QByteArray key(const QByteArray &head)
{
    const qsizetype at = head.toLower().indexOf("x-swapscope-key: ");
    if (at >= 0)
        return head.mid(at + 17, head.indexOf("\r\n", at) - at - 17);
    const QUrl asked(QString::fromLatin1(head.split(' ').value(1)));
    return QUrlQuery(asked).queryItemValue(u"swapscope-key"_s).toLatin1();
}

QList<QByteArray> streamHeads(const PageServer &server)
{
    QList<QByteArray> found;
    for (const QByteArray &head : server.heads) {
        if (head.startsWith("GET /sse"))
            found << head;
    }
    return found;
}

} // namespace

// Event streams of pages with the shipped htmx: EventSource in version 2, fetch in version 4.
class TestStreams : public QObject
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
    void anEventIsSwapped_data() { versions(); }
    void anEventIsSwapped()
    {
        QFETCH(QString, version);
        PageServer server;
        server.servePage(u"/"_s, version, u"sse"_s, ticker(version));
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageOpen));
        server.stream("id: 7\ndata: <p>héllo</p>\n\n");
        QVERIFY(page.waitFor(Kind::PageSwap));
        server.stream("data: <p>two</p>\n\n");
        QVERIFY(page.waitFor(Kind::PageSwap, 2));

        QCOMPARE(page.story(), u"loaded connecting open message swap message swap"_s);
        const Event connecting = page.of(Kind::PageConnecting).first();
        QCOMPARE(connecting.data.toJson(), (QJsonObject{{u"transport"_s, u"sse"_s},
                                                        {u"url"_s, server.url(u"/sse"_s).toString()},
                                                        {u"attempt"_s, 0}}));
        QCOMPARE(page.registry.forKey(key(streamHeads(server).first())), connecting.conn);
        const QList<Event> messages = page.of(Kind::PageMessage);
        QCOMPARE(messages[0].data.toJson(), (QJsonObject{{u"transport"_s, u"sse"_s},
                                                         {u"event"_s, u"message"_s},
                                                         {u"id"_s, u"7"_s},
                                                         {u"k"_s, 1},
                                                         {u"bytes"_s, 13}}));
        QCOMPARE(messages[1].data[Field::K].toInt(), 2);
        const Event swap = page.of(Kind::PageSwap).last();
        QCOMPARE(swap.cause, messages[1].id);
        QCOMPARE(swap.conn, connecting.conn);
        QCOMPARE(swap.data[Field::Target].toString(), u"#list"_s);
        QCOMPARE(swap.data[Field::Style].toString(), u"beforeend"_s);
        QCOMPARE(swap.data[Field::Oob].toBool(), false);
        QCOMPARE(swap.data[Field::Added].toInt(), 1);
        QCOMPARE(swap.data[Field::Removed].toInt(), 0);
        QVERIFY(swap.data[Field::Before].toString().contains(u"héllo"_s));
        QVERIFY(!swap.data[Field::Before].toString().contains(u"two"_s));
        QVERIFY(swap.data[Field::After].toString().contains(u"two"_s));
    }

    // Events of different names are counted apart, as the wire does it.
    void namedEvents()
    {
        PageServer server;
        server.servePage(u"/"_s, u"2"_s, u"sse"_s, ticker(u"2"_s));
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageOpen));
        server.stream(
            "event: price\ndata: 1\n\nevent: other\ndata: x\n\ndata: <p>m</p>\n\nevent: price\ndata: 2\n\n");
        QVERIFY(page.waitFor(Kind::PageSwap, 3));
        QStringList heard;
        for (const Event &event : page.of(Kind::PageMessage))
            heard << event.data[Field::Event].toString() + QString::number(event.data[Field::K].toInt());
        // Nobody listens to `other`.
        QCOMPARE(heard, (QStringList{u"price1"_s, u"message1"_s, u"price2"_s}));
        const Event swap = page.of(Kind::PageSwap).last();
        QCOMPARE(swap.data[Field::Target].toString(), u"#price"_s);
        QCOMPARE(swap.data[Field::Style].toString(), u"innerHTML"_s);
        QCOMPARE(swap.data[Field::Removed].toInt(), 1);
        // Who begins to listen in the middle cannot know how many there were.
        page.ask(u"const s = document.querySelector('#feed')['htmx-internal-data'].sseEventSource;"
                 "s.addEventListener('other', () => {}); 1"_s);
        server.stream("event: other\ndata: y\n\n");
        QVERIFY(page.waitFor(Kind::PageMessage, 4));
        QVERIFY(!page.of(Kind::PageMessage).last().data.contains(Field::K));
    }

    // A named event is no swap in version 4.
    void aNamedEventOfHtmx4()
    {
        PageServer server;
        server.servePage(u"/"_s, u"4"_s, u"sse"_s, ticker(u"4"_s));
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageOpen));
        server.stream("event: price\ndata: 1\n\ndata: <p>x</p>\n\n");
        QVERIFY(page.waitFor(Kind::PageSwap));
        QCOMPARE(page.story(), u"loaded connecting open message message swap"_s);
        QCOMPARE(page.of(Kind::PageSwap).first().cause, page.of(Kind::PageMessage).last().id);
    }

    // EventSource waits by itself and does not say how long.
    void aDropInHtmx2()
    {
        PageServer server;
        server.servePage(u"/"_s, u"2"_s, u"sse"_s, ticker(u"2"_s));
        WatchedPage page(server);
        page.view.setReconnectionTime(u"/sse"_s, 250 * kMillisecond);
        QVERIFY(page.waitFor(Kind::PageOpen));
        server.stream("retry: 250\n\ndata: <p>a</p>\n\n");
        QVERIFY(page.waitFor(Kind::PageMessage));
        for (int round = 1; round <= 2; ++round) {
            if (round == 1)
                server.cut();
            else
                server.endStream();
            QVERIFY(page.waitFor(Kind::PageOpen, round + 1));
        }
        server.stream("data: <p>b</p>\n\n");
        QVERIFY(page.waitFor(Kind::PageSwap, 2));
        QCOMPARE(page.story(),
                 u"loaded connecting open message swap closed backoff connecting open closed backoff "
                 "connecting open message swap"_s);
        const Event backoff = page.of(Kind::PageBackoff).first();
        QCOMPARE(backoff.data.toJson(), (QJsonObject{{u"transport"_s, u"sse"_s},
                                                     {u"attempt"_s, 1},
                                                     {u"planned"_s, false},
                                                     {u"delay_ms"_s, 250.0}}));
        QVERIFY(!page.of(Kind::PageClosed).first().data.contains(Field::Code));
        // Each attempt is a connection of its own, by a key that the link sees.
        const QList<Event> attempts = page.of(Kind::PageConnecting);
        const QList<QByteArray> heads = streamHeads(server);
        for (qsizetype i = 0; i < 3; ++i) {
            QCOMPARE(page.registry.forKey(key(heads[i])), attempts[i].conn);
            QCOMPARE(attempts[i].data[Field::Attempt].toInt(), i == 0 ? 0 : 1);
            QCOMPARE(page.of(Kind::PageOpen)[i].conn, attempts[i].conn);
        }
        QCOMPARE(attempts[1].cause, backoff.id);
        QVERIFY(attempts[1].conn != attempts[0].conn);
        QCOMPARE(page.of(Kind::PageMessage).last().conn, attempts[2].conn);
        QCOMPARE(page.of(Kind::PageMessage).last().data[Field::K].toInt(), 1);
        QCOMPARE(page.ask(u"document.querySelector('#feed')['htmx-internal-data'].sseEventSource.url"_s)
                     .toString(),
                 server.url(u"/sse"_s).toString());
    }

    // After an HTTP error EventSource gives up, and the extension doubles from half a second.
    void anErrorInHtmx2()
    {
        PageServer server;
        server.streamStatus = 503;
        server.servePage(u"/"_s, u"2"_s, u"sse"_s, ticker(u"2"_s));
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageBackoff, 3));
        server.streamStatus = 200;
        QVERIFY(page.waitFor(Kind::PageOpen));
        const QList<Event> backoffs = page.of(Kind::PageBackoff);
        for (qsizetype i = 0; i < backoffs.size(); ++i) {
            QCOMPARE(backoffs[i].data.toJson(), (QJsonObject{{u"transport"_s, u"sse"_s},
                                                             {u"attempt"_s, i + 1},
                                                             {u"delay_ms"_s, 500 * std::pow(2, i)}}));
            QCOMPARE(page.event(backoffs[i].cause).kind, Kind::PageClosed);
            QCOMPARE(page.of(Kind::PageConnecting)[i + 1].cause, backoffs[i].id);
        }
    }

    void everyBackoffOfHtmx4IsWithinItsFormula()
    {
        PageServer server;
        server.servePage(u"/"_s, u"4"_s, u"sse"_s, ticker(u"4"_s));
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageOpen));
        server.goAway();
        QVERIFY(page.waitFor(Kind::PageBackoff, 3));
        server.comeBack();
        QVERIFY(page.waitFor(Kind::PageOpen, 2));
        const QList<Event> backoffs = page.of(Kind::PageBackoff);
        for (qsizetype i = 0; i < backoffs.size(); ++i) {
            const double delay = backoffs[i].data[Field::DelayMs].toDouble();
            QCOMPARE(backoffs[i].data[Field::Attempt].toInt(), i + 1);
            QVERIFY(delay >= 350 * std::pow(2, i) && delay <= 650 * std::pow(2, i));
            QCOMPARE(page.event(backoffs[i].cause).kind, Kind::PageClosed);
            QCOMPARE(page.of(Kind::PageConnecting)[i + 1].cause, backoffs[i].id);
        }
        const QList<QByteArray> heads = streamHeads(server);
        QCOMPARE(page.registry.forKey(key(heads.last())), page.of(Kind::PageOpen).last().conn);
        // The address is as the page wrote it: the key goes in a header.
        QVERIFY(heads.last().startsWith("GET /sse HTTP"));
        server.endStream();
        QVERIFY(page.waitFor(Kind::PageBackoff, backoffs.size() + 1));
        QCOMPARE(page.of(Kind::PageBackoff).last().data[Field::Attempt].toInt(), 1);
        QVERIFY(page.of(Kind::PageClosed).last().data[Field::Clean].toBool());
    }

    // The first answer is an error: version 4 swaps it in and never tries again.
    void anErrorInHtmx4()
    {
        PageServer server;
        server.streamStatus = 503;
        server.servePage(u"/"_s, u"4"_s, u"sse"_s, ticker(u"4"_s));
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageSwap));
        QCOMPARE(page.story(), u"loaded connecting closed swap"_s);
        QCOMPARE(page.of(Kind::PageClosed).first().data.toJson(),
                 (QJsonObject{{u"reason"_s, u"HTTP 503"_s}, {u"clean"_s, false}}));
        QCOMPARE(page.of(Kind::PageSwap).first().cause, EventId(0));
        QCOMPARE(page.view.state().phase(), PagePhase::Closed);
    }

    // A background tab: htmx 4 lets go of the stream and fetches it again when it is looked at.
    void hiding_data() { versions(); }
    void hiding()
    {
        QFETCH(QString, version);
        PageServer server;
        server.servePage(u"/"_s, version, u"sse"_s, ticker(version));
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageOpen));
        page.view.hide();
        QVERIFY(page.waitFor(Kind::PageHidden));
        if (version == u"4"_s)
            QVERIFY(page.waitFor(Kind::PageClosed));
        page.view.show();
        QVERIFY(page.waitFor(Kind::PageShown));
        if (version == u"4"_s)
            QVERIFY(page.waitFor(Kind::PageOpen, 2));
        page.ask(u"1"_s);
        QCOMPARE(page.story(), version == u"2"_s
                                   ? u"loaded connecting open hidden shown"_s
                                   : u"loaded connecting open hidden closed shown backoff connecting open"_s);
    }

    void thePageClosesAStream_data() { versions(); }
    void thePageClosesAStream()
    {
        QFETCH(QString, version);
        PageServer server;
        server.servePage(u"/"_s, version, u"sse"_s, ticker(version));
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageOpen));
        page.ask(u"htmx.swap ? 1 : 0; document.querySelector('#feed').remove(); 1"_s);
        server.stream("data: <p>x</p>\n\n");
        QVERIFY(page.waitFor(Kind::PageClosed));
        QCOMPARE(page.of(Kind::PageClosed).first().data[Field::Clean].toBool(), true);
        QCOMPARE(page.count(Kind::PageBackoff), 0);
        QCOMPARE(page.count(Kind::PageSwap), 0);
    }

    // A request of version 4 that is no stream is no connection.
    void plainRequestsOfHtmx4()
    {
        PageServer server;
        server.serve(u"/part"_s, "<i>part</i>");
        server.servePage(u"/"_s, u"4"_s, u"sse"_s,
                         "<div id=out></div><button hx-get='/part' hx-target='#out'>go</button>");
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageLoaded));
        page.ask(u"document.querySelector('button').click(); 1"_s);
        QVERIFY(page.waitFor(Kind::PageSwap));
        QCOMPARE(page.story(), u"loaded swap"_s);
        QCOMPARE(page.of(Kind::PageSwap).first().data[Field::Target].toString(), u"#out"_s);
    }
};

QTEST_MAIN(TestStreams)
#include "tst_streams.moc"
