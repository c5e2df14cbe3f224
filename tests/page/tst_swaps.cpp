#include "watchedpage.h"

#include <page/flash.h>

#include <QApplication>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// A page of this version with a socket and the given content inside the connecting element.
QByteArray page(const QString &version, const QByteArray &content)
{
    const QByteArray connect = version == u"2"_s ? "hx-ext='ws' ws-connect='/ws'" : "hx-ws:connect='/ws'";
    return "<div id=room " + connect + " hx-swap=beforeend>" + content + "</div>";
}

// "style target +added -removed", as it is best read.
QString line(const Event &swap)
{
    return u"%1 %2 +%3 -%4"_s.arg(swap.data[Field::Style].toString(), swap.data[Field::Target].toString())
        .arg(swap.data[Field::Added].toInt())
        .arg(swap.data[Field::Removed].toInt());
}

} // namespace

// What htmx did to the DOM, and what it wanted and could not.
class TestSwaps : public QObject
{
    Q_OBJECT

public:
    // The browser wants to be prepared before the application.
    static void initMain() { swapscope::preparePages(); }

private Q_SLOTS:
    void errorsStandWhereTheyHappened_data()
    {
        QTest::addColumn<QString>("version");
        QTest::newRow("htmx 2") << u"2"_s;
        QTest::newRow("htmx 4") << u"4"_s;
    }

    // What a message brings throws, then a listener of the page says something on the console, then one
    // throws: each between the swaps before and behind it.
    void errorsStandWhereTheyHappened()
    {
        QFETCH(QString, version);
        PageServer server;
        server.servePage(
            u"/"_s, version, u"ws"_s,
            page(version, "<p id=a></p><p id=b></p>") +
                "<script>"
                "const after = event => {"
                "  const id = (event.detail.target ?? event.target).id;"
                "  if (id === 'a') console.error('after a');"
                "  if (id === 'b') throw new Error('after b');"
                "};"
                "new MutationObserver(() => {"
                "  if (document.querySelector('#a i') && !window.seen) { window.seen = 1; null.observed }"
                "}).observe(document, { childList: true, subtree: true });"
                "addEventListener('htmx:oobAfterSwap', after);"
                "addEventListener('htmx:after:settle', after);"
                "</script>");
        WatchedPage page(server);
        QVERIFY(page.waitFor(Kind::PageOpen));
        server.say(u"<p id=a hx-swap-oob=innerHTML><i>1</i></p><p id=b hx-swap-oob=innerHTML><i>2</i></p>"_s);
        QVERIFY(page.waitFor(Kind::PageSwap, 2));
        QVERIFY(page.waitFor(Kind::PageError, version == u"2"_s ? 3 : 1));
        QStringList story;
        Nanoseconds last = 0;
        bool inOrder = true;
        for (const Event &event : page.events()) {
            if (event.kind == Kind::PageMessage)
                story << u"message"_s;
            else if (event.kind == Kind::PageSwap)
                story << u"swap "_s + event.data[Field::Target].toString();
            else if (event.kind == Kind::PageError)
                story << u"error "_s + event.data[Field::Text].toString();
            else
                continue;
            // What is said on the console has the moment at which the program heard it.
            if (story.last() == u"error after a"_s)
                continue;
            inOrder = inOrder && event.t >= last;
            last = event.t;
        }
        QVERIFY(inOrder);
        QCOMPARE(story.first(), u"message"_s);
        if (version == u"2"_s) {
            QCOMPARE(story, (QStringList{u"message"_s, u"swap #a"_s, u"error after a"_s, u"swap #b"_s,
                                         u"error Uncaught Error: after b"_s,
                                         u"error Uncaught TypeError: Cannot read properties of null (reading "
                                         "'observed')"_s}));
        }
    }

    void styles_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("expected");
        const auto both = [](const char *name, const QString &message, const QString &expected) {
            QTest::addRow("%s, htmx 2", name) << u"2"_s << message << expected;
            QTest::addRow("%s, htmx 4", name) << u"4"_s << message << expected;
        };
        both("replaced by id", u"<ul id=list hx-swap-oob=true><li>x<li>y</ul>"_s, u"outerHTML #list +1 -1"_s);
        both("inner", u"<div id=list hx-swap-oob=innerHTML><li>x</li><li>y</li></div>"_s,
             u"innerHTML #list +2 -2"_s);
        both("appended", u"<div hx-swap-oob='beforeend:#list'>\n<li>x</li>\n<li>y</li>\n</div>"_s,
             u"beforeend #list +2 -0"_s);
        both("put first", u"<div id=list hx-swap-oob=afterbegin><li>x</li></div>"_s,
             u"afterbegin #list +1 -0"_s);
        both("before", u"<div hx-swap-oob='beforebegin:#list'><p>x</p></div>"_s,
             u"beforebegin #list +1 -0"_s);
        both("after", u"<div hx-swap-oob='afterend:#list'><p>x</p></div>"_s, u"afterend #list +1 -0"_s);
        both("deleted", u"<div id=list hx-swap-oob=delete></div>"_s, u"delete #list +0 -1"_s);
        both("a target without an id", u"<div hx-swap-oob='innerHTML:ul > li:nth-child(2)'>x</div>"_s,
             u"innerHTML #list > li:nth-of-type(2) +1 -1"_s);
        both("two targets", u"<div hx-swap-oob='innerHTML:#list > li'><i>x</i></div>"_s,
             u"innerHTML #one +1 -1, innerHTML #list > li:nth-of-type(2) +1 -1"_s);
        both("two fragments", u"<i id=one hx-swap-oob=true>1</i><b id=other hx-swap-oob=true>2</b>"_s,
             u"outerHTML #one +1 -1, outerHTML #other +1 -1"_s);
        QTest::newRow("morphed, htmx 4")
            << u"4"_s << u"<ul id=list hx-swap-oob=innerMorph><li id=one>1</li><li>2</li><li>3</li></ul>"_s
            << u"innerMorph #list +1 -0"_s;
        QTest::newRow("a partial, htmx 4")
            << u"4"_s << u"<hx-partial hx-target='#list' hx-swap=beforeend><li>x</li></hx-partial>"_s
            << u"beforeend #list +1 -0"_s;
        QTest::newRow("into the owner, htmx 4") << u"4"_s << u"<p>x</p>"_s << u"beforeend #room +1 -0"_s;
        QTest::newRow("JSON, htmx 4")
            << u"4"_s << uR"({"content":"<p>x</p>","target":"#list","swap":"afterend"})"_s
            << u"afterend #list +1 -0"_s;
        QTest::newRow("owner and elsewhere, htmx 4")
            << u"4"_s << u"<p>x</p><b id=other hx-swap-oob=true>2</b>"_s
            << u"beforeend #room +1 -0, outerHTML #other +1 -1"_s;
        QTest::newRow("without an attribute, htmx 2")
            << u"2"_s << u"<b id=other>2</b>"_s << u"outerHTML #other +1 -1"_s;
    }
    void styles()
    {
        QFETCH(QString, version);
        QFETCH(QString, message);
        QFETCH(QString, expected);
        PageServer server;
        server.servePage(u"/"_s, version, u"ws"_s,
                         page(version, "<ul id=list><li id=one>1</li><li>2</li></ul><b id=other>o</b>"));
        WatchedPage watched(server);
        QVERIFY(watched.waitFor(Kind::PageOpen));
        server.say(message);
        QVERIFY(watched.waitFor(Kind::PageSwap, expected.count(u',') + 1));
        watched.ask(u"1"_s);
        QStringList lines;
        const EventId cause = watched.of(Kind::PageMessage).first().id;
        for (const Event &swap : watched.of(Kind::PageSwap)) {
            lines << line(swap);
            QCOMPARE(swap.cause, cause);
            QVERIFY(swap.data[Field::Before].toString() != swap.data[Field::After].toString());
        }
        QCOMPARE(lines.join(u", "_s), expected);
        QCOMPARE(watched.count(Kind::PageSwapMissed), 0);
        const int elements = watched.ask(u"document.getElementsByTagName('*').length"_s).toInt();
        QTRY_COMPARE(watched.of(Kind::PageNodes).last().data[Field::Count].toInt(), elements);
    }

    void missingTargets_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("expected");
        QTest::newRow("by id, htmx 2")
            << u"2"_s << u"<i id=gone hx-swap-oob=beforeend>x</i>"_s << u"beforeend #gone"_s;
        QTest::newRow("by id, htmx 4")
            << u"4"_s << u"<i id=gone hx-swap-oob=beforeend>x</i>"_s << u"beforeend #gone"_s;
        QTest::newRow("by selector, htmx 2")
            << u"2"_s << u"<i hx-swap-oob='innerHTML:.gone'>x</i>"_s << u"innerHTML .gone"_s;
        QTest::newRow("by selector, htmx 4")
            << u"4"_s << u"<i hx-swap-oob='innerHTML:.gone'>x</i>"_s << u"innerHTML .gone"_s;
        QTest::newRow("without an attribute, htmx 2")
            << u"2"_s << u"<i id=gone>x</i>"_s << u"outerHTML #gone"_s;
        QTest::newRow("a setting, htmx 4")
            << u"4"_s << u"<i hx-swap-oob='append target:#gone'>x</i>"_s << u"beforeend #gone"_s;
        QTest::newRow("a partial, htmx 4")
            << u"4"_s << u"<hx-partial hx-target='#gone' hx-swap=outerMorph>x</hx-partial>"_s
            << u"outerMorph #gone"_s;
        QTest::newRow("the message's own, htmx 4")
            << u"4"_s << uR"({"content":"<p>x</p>","target":"#gone","swap":"innerHTML"})"_s
            << u"innerHTML #gone"_s;
    }
    void missingTargets()
    {
        QFETCH(QString, version);
        QFETCH(QString, message);
        QFETCH(QString, expected);
        PageServer server;
        server.servePage(u"/"_s, version, u"ws"_s, page(version, "<b id=here>o</b>"));
        WatchedPage watched(server);
        QVERIFY(watched.waitFor(Kind::PageOpen));
        server.say(message);
        QVERIFY(watched.waitFor(Kind::PageSwapMissed));
        watched.ask(u"1"_s);
        QCOMPARE(watched.count(Kind::PageSwapMissed), 1);
        QCOMPARE(watched.count(Kind::PageSwap), 0);
        const Event missed = watched.of(Kind::PageSwapMissed).first();
        QCOMPARE(missed.data[Field::Style].toString() + u' ' + missed.data[Field::Target].toString(),
                 expected);
        QCOMPARE(missed.cause, watched.of(Kind::PageMessage).first().id);
        QCOMPARE(missed.conn, ConnectionId(1));
    }

    // In a burst each swap has the message that brought it, also where htmx takes messages up later.
    void causesInABurst_data()
    {
        QTest::addColumn<QString>("version");
        QTest::newRow("htmx 2") << u"2"_s;
        QTest::newRow("htmx 4") << u"4"_s;
    }
    void causesInABurst()
    {
        QFETCH(QString, version);
        PageServer server;
        server.servePage(u"/"_s, version, u"ws"_s, page(version, "<ul id=list></ul>"));
        WatchedPage watched(server);
        QVERIFY(watched.waitFor(Kind::PageOpen));
        // Every third misses, and some are alike.
        for (int i = 0; i < 60; ++i)
            server.say(
                u"<ul id=%1 hx-swap-oob=beforeend><li>%2</li></ul>"_s.arg(i % 3 == 2 ? u"gone"_s : u"list"_s)
                    .arg(i / 6));
        QVERIFY(watched.waitFor(Kind::PageSwap, 40));
        QVERIFY(watched.waitFor(Kind::PageSwapMissed, 20));
        const QList<Event> messages = watched.of(Kind::PageMessage);
        const QList<Event> swaps = watched.of(Kind::PageSwap);
        const QList<Event> missed = watched.of(Kind::PageSwapMissed);
        QCOMPARE(messages.size(), 60);
        for (int i = 0; i < 60; ++i)
            QCOMPARE(i % 3 == 2 ? missed[i / 3].cause : swaps[i / 3 * 2 + i % 3].cause, messages[i].id);
        QCOMPARE(watched.ask(u"document.querySelectorAll('li').length"_s).toInt(), 40);
    }

    // A request's swap is htmx's work as well; no message caused it.
    void requests_data() { causesInABurst_data(); }
    void requests()
    {
        QFETCH(QString, version);
        PageServer server;
        server.serve(u"/part"_s, "<p>one</p><b id=other hx-swap-oob=true>new</b>");
        server.servePage(u"/"_s, version, u"ws"_s,
                         "<div id=out>old</div><b id=other>o</b><button hx-get='/part' hx-target='#out' "
                         "hx-swap='innerHTML'>go</button>");
        WatchedPage watched(server);
        QVERIFY(watched.waitFor(Kind::PageLoaded));
        watched.ask(u"document.querySelector('button').click(); 1"_s);
        QVERIFY(watched.waitFor(Kind::PageSwap, 2));
        QStringList lines;
        for (const Event &swap : watched.of(Kind::PageSwap)) {
            lines << line(swap);
            QCOMPARE(swap.cause, EventId(0));
            QCOMPARE(swap.conn, ConnectionId(0));
        }
        lines.sort();
        QCOMPARE(lines, (QStringList{u"innerHTML #out +1 -1"_s, u"outerHTML #other +1 -1"_s}));
    }

    // What the page's own script does meanwhile is not the swap's.
    void thePagesOwnChanges()
    {
        PageServer server;
        server.servePage(u"/"_s, u"2"_s, u"ws"_s,
                         page(u"2"_s,
                              "<ul id=list></ul><p id=own></p>"
                              "<script>document.addEventListener('htmx:wsAfterMessage', () => {"
                              "  own.innerHTML = '<i>1</i><i>2</i>'; });"
                              "setInterval(() => own.append(document.createElement('i')), 1);</script>"));
        WatchedPage watched(server);
        QVERIFY(watched.waitFor(Kind::PageOpen));
        for (int i = 0; i < 10; ++i)
            server.say(u"<ul id=list hx-swap-oob=beforeend><li>%1</li></ul>"_s.arg(i));
        QVERIFY(watched.waitFor(Kind::PageSwap, 10));
        for (const Event &swap : watched.of(Kind::PageSwap))
            QCOMPARE(line(swap), u"beforeend #list +1 -0"_s);
    }

    // The label of what lights up may stand behind the words of its last line: the page says where they end.
    void whereTheLastLineEnds()
    {
        PageServer server;
        server.servePage(u"/"_s, u"2"_s, u"ws"_s, page(u"2"_s, "<div id=list></div>"));
        WatchedPage watched(server);
        QVERIFY(watched.waitFor(Kind::PageOpen));
        server.say(u"<p hx-swap-oob='beforeend:#list'><b>Ada:</b> words<br><span id=last>more of them</span>"
                   "</p>"_s);
        const auto *overlay = watched.view.findChild<FlashOverlay *>();
        QVERIFY(overlay != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(!overlay->lit().empty(), 15'000);
        const SwapFlash flash = overlay->lit().back();
        const QVariantMap last = watched
                                     .ask(u"(() => { const { left, top, right, bottom } = "
                                          "document.getElementById('last').getBoundingClientRect();"
                                          " return { left, top, right, bottom }; })()"_s)
                                     .toMap();
        QVERIFY(last[u"right"_s].toDouble() > 0);
        QCOMPARE(flash.line.right(), last[u"right"_s].toDouble());
        QCOMPARE(flash.line.bottom(), last[u"bottom"_s].toDouble());
        QVERIFY(flash.box.contains(flash.line));
        QVERIFY(flash.line.height() < flash.box.height());
    }

    // Row heads, entities and void elements come through; 16 KiB are enough.
    void theHtmlBeforeAndAfter()
    {
        PageServer server;
        server.servePage(u"/"_s, u"2"_s, u"ws"_s,
                         page(u"2"_s, "<div id=box title='a&amp;\"b'>x &lt; y<br><!--c--></div>"));
        WatchedPage watched(server);
        QVERIFY(watched.waitFor(Kind::PageOpen));
        server.say(u"<div id=box><i>%1</i></div>"_s.arg(QString(40000, u'z')));
        QVERIFY(watched.waitFor(Kind::PageSwap));
        const Event swap = watched.of(Kind::PageSwap).first();
        QCOMPARE(swap.data[Field::Before].toString(),
                 u"<div id=\"box\" title=\"a&amp;&quot;b\">x &lt; y<br><!--c--></div>"_s);
        QCOMPARE(swap.data[Field::After].toString().size(), 16384);
    }
};

QTEST_MAIN(TestSwaps)
#include "tst_swaps.moc"
