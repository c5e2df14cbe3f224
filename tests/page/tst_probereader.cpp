#include <page/probereader.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// JSON with single quotes, to read well here.
QJsonArray facts(QByteArray json)
{
    return QJsonDocument::fromJson(json.replace('\'', '"')).array();
}

// A reader whose clock stands still until it is told.
struct Desk
{
    Desk()
    {
        reader.onEvent = [this](const Event &event) { seen << event; };
    }

    // The document's clock and the run's agree: it began at the run's zero.
    void hello(const QString &document = u"d1"_s)
    {
        reader.push(document, clock->now() / 1e6, facts("[{'s':1,'k':'hello','t':0,'d':{}}]"));
    }

    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    Recorder recorder{clock};
    ConnectionRegistry registry;
    ProbeReader reader{u"A"_s, recorder, registry};
    QList<Event> seen;
};

} // namespace

class TestProbeReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void factsBecomeEvents()
    {
        Desk desk;
        desk.hello();
        desk.clock->advance(50 * kMillisecond);
        desk.reader.push(
            u"d1"_s, 50,
            facts("["
                  "{'s':2,'k':'connecting','t':10,'key':'aa','c':0,'d':{'transport':'ws','url':'ws://h/"
                  "ws','attempt':0}},"
                  "{'s':3,'k':'open','t':20,'key':'aa','d':{}},"
                  "{'s':4,'k':'message','t':30,'key':'aa','n':1,'d':{'transport':'ws','bytes':5}},"
                  "{'s':5,'k':'swap','t':31,'key':'aa','c':4,'d':{'target':'#m','style':'beforeend'}}]"));
        QCOMPARE(desk.seen.size(), 4);
        QCOMPARE(desk.seen[0].kind, Kind::PageConnecting);
        QCOMPARE(desk.seen[0].client, u"A"_s);
        QCOMPARE(desk.seen[0].conn, desk.registry.forKey("aa"));
        QCOMPARE(desk.seen[0].t, 10 * kMillisecond);
        QCOMPARE(desk.seen[2].n, 1);
        QCOMPARE(desk.seen[2].cause, EventId(0));
        QCOMPARE(desk.seen[3].cause, desk.seen[2].id);
        QCOMPARE(desk.seen[3].data[Field::Style].toString(), u"beforeend"_s);
        const std::vector<Event> trace = desk.recorder.take();
        QCOMPARE(trace.size(), 4U);
        QCOMPARE(trace[3], desk.seen[3]);
    }

    // A page's moment is not after its report, and not before what brought it about.
    void momentsStayInOrder()
    {
        Desk desk;
        desk.clock->advance(100 * kMillisecond);
        desk.reader.push(u"d1"_s, 0, facts("[{'s':1,'k':'hello','t':0,'d':{'origin':99999999999999}}]"));
        desk.reader.push(u"d1"_s, 8, facts("[{'s':2,'k':'message','t':8,'key':'a','d':{}}]"));
        QCOMPARE(desk.seen.last().t, 100 * kMillisecond);
        // Better known clocks would put the next moment before the last.
        desk.reader.push(u"d1"_s, 90, facts("[{'s':3,'k':'swap','t':9,'key':'a','c':2,'d':{}}]"));
        QCOMPARE(desk.seen.last().t, 100 * kMillisecond);
        QCOMPARE(desk.seen.last().cause, desk.seen.first().id);
    }

    // The browser's report of an exception comes later than the probe's word on it.
    void anExceptionHasItsMomentAndItsCause()
    {
        Desk desk;
        desk.hello();
        desk.clock->advance(50 * kMillisecond);
        desk.reader.push(u"d1"_s, 40,
                         facts("[{'s':2,'k':'message','t':30,'key':'aa','n':1,'d':{}},"
                               "{'s':3,'k':'thrown','t':32,'c':0,'d':{'text':'handled','line':7}},"
                               "{'s':4,'k':'thrown','t':33,'c':2,'d':{'text':'boom','line':7}}]"));
        QCOMPARE(desk.seen.size(), 1);
        desk.reader.failed(u"boom"_s, u"http://h/x.js"_s, 7);
        QCOMPARE(desk.seen.last().kind, Kind::PageError);
        QCOMPARE(desk.seen.last().t, 33 * kMillisecond);
        QCOMPARE(desk.seen.last().cause, desk.seen.first().id);
        // The same again without such a word, and one that the page had handled.
        for (const char *text : {"boom", "handled"}) {
            desk.reader.failed(QString::fromLatin1(text), u"http://h/x.js"_s, 7);
            QCOMPARE(desk.seen.last().t, 50 * kMillisecond);
            QCOMPARE(desk.seen.last().cause, EventId(0));
        }
    }

    // What is told late keeps its early moment.
    void aLateFactKeepsItsMoment()
    {
        Desk desk;
        desk.hello();
        desk.clock->advance(80 * kMillisecond);
        desk.reader.push(
            u"d1"_s, 80,
            facts(
                "[{'s':2,'k':'shown','t':70,'d':{}},"
                "{'s':3,'k':'connecting','t':20,'key':'a','d':{'transport':'sse','url':'u','attempt':0}}]"));
        QCOMPARE(desk.seen[0].t, 70 * kMillisecond);
        QCOMPARE(desk.seen[1].t, 20 * kMillisecond);
    }

    // What a page says of a connection after its end is about that one, but not for ever: a page that comes
    // back for a day leaves no key for each attempt.
    void keysOfEndedConnectionsAreForgottenInTheEnd()
    {
        Desk desk;
        desk.hello();
        const auto comesAndGoes = [&](const QByteArray &key) {
            desk.reader.push(u"d1"_s, 0,
                             facts("[{'s':2,'k':'connecting','t':0,'key':'" + key +
                                   "','d':{'transport':'ws'}},"
                                   "{'s':3,'k':'closed','t':0,'key':'" +
                                   key + "','d':{'code':1006}}]"));
        };
        comesAndGoes("first");
        const ConnectionId first = desk.registry.forKey("first");
        for (std::size_t i = 0; i < ConnectionRegistry::kEndedKeys; ++i) {
            QCOMPARE(desk.registry.forKey("first"), first);
            comesAndGoes(QByteArray::number(i));
        }
        QVERIFY(desk.registry.forKey("first") != first);
    }

    void anotherDocumentEndsTheOldOne()
    {
        Desk desk;
        int documents = 0;
        desk.reader.onDocument = [&] { ++documents; };
        desk.hello();
        desk.reader.push(u"d1"_s, 0,
                         facts("[{'s':2,'k':'connecting','t':0,'key':'a','d':{'transport':'ws'}},"
                               "{'s':3,'k':'connecting','t':0,'key':'b','d':{'transport':'ws'}}, "
                               "{'s':4,'k':'closed','t':0,'key':'a','d':{'code':1000}}]"));
        desk.seen.clear();
        desk.hello(u"d2"_s);
        QCOMPARE(documents, 2);
        QCOMPARE(desk.seen.size(), 1);
        QCOMPARE(desk.seen[0].kind, Kind::PageClosed);
        QCOMPARE(desk.seen[0].conn, desk.registry.forKey("b"));
        QCOMPARE(desk.seen[0].data.toJson(),
                 (QJsonObject{{u"reason"_s, u"the page was left"_s}, {u"clean"_s, true}}));
        // The old document's last words come too late.
        desk.reader.push(u"d1"_s, 0, facts("[{'s':9,'k':'hidden','t':0,'d':{}}]"));
        QCOMPARE(desk.seen.size(), 1);
    }

    // An EventSource reconnects by itself: its requests get keys of their own, and the wait is the browser's.
    void anEventSourceReconnects_data()
    {
        QTest::addColumn<bool>("requestFirst");
        QTest::newRow("told before the request") << false;
        QTest::newRow("told after the request") << true;
    }
    void anEventSourceReconnects()
    {
        QFETCH(bool, requestFirst);
        Desk desk;
        desk.reader.setReconnectionTime(u"/sse"_s, 700 * kMillisecond);
        desk.hello();
        const QJsonArray told = facts(
            "[{'s':3,'k':'closed','t':5,'key':'ab','d':{'clean':false}},"
            "{'s':4,'k':'backoff','t':5,'key':'ab','c':3,"
            "'d':{'transport':'sse','attempt':1,'planned':false,'next':'ab.1','url':'http://h/sse?x=1'}}]");
        QCOMPARE(desk.reader.streamRequested("ab"), QByteArray());
        desk.clock->advance(705 * kMillisecond);
        if (!requestFirst)
            desk.reader.push(u"d1"_s, 5, told);
        QCOMPARE(desk.reader.streamRequested("ab"), QByteArray("ab.1"));
        if (requestFirst)
            desk.reader.push(u"d1"_s, 5, told);
        QCOMPARE(desk.seen.size(), 3);
        const Event backoff = desk.seen[1];
        QCOMPARE(backoff.cause, desk.seen[0].id);
        QCOMPARE(backoff.data.toJson(), (QJsonObject{{u"transport"_s, u"sse"_s},
                                                     {u"attempt"_s, 1},
                                                     {u"planned"_s, false},
                                                     {u"delay_ms"_s, 700.0}}));
        const Event again = desk.seen[2];
        QCOMPARE(again.kind, Kind::PageConnecting);
        QCOMPARE(again.cause, backoff.id);
        QCOMPARE(again.conn, desk.registry.forKey("ab.1"));
        QVERIFY(again.conn != backoff.conn);
        QCOMPARE(again.t, 705 * kMillisecond);
        QCOMPARE(
            again.data.toJson(),
            (QJsonObject{{u"transport"_s, u"sse"_s}, {u"url"_s, u"http://h/sse?x=1"_s}, {u"attempt"_s, 1}}));
    }

    void whatIsNoEvent()
    {
        Desk desk;
        ConnectionId given;
        QRectF box;
        QString label;
        desk.reader.onGivenUp = [&](ConnectionId conn) { given = conn; };
        QRectF line;
        desk.reader.onFlash = [&](const SwapFlash &flash) {
            box = flash.box;
            label = flash.label;
            line = flash.line;
        };
        desk.hello();
        desk.reader.push(u"d1"_s, 0,
                         facts("[{'s':2,'k':'stopped','t':0,'key':'a'},"
                               "{'s':3,'k':'flash','t':0,'d':{'rect':{'x':1,'y':2,'width':30,'height':4},'"
                               "label':'innerHTML → #m','line':{'x':1,'y':3,'width':20,'height':2}}}]"));
        QCOMPARE(given, desk.registry.forKey("a"));
        QCOMPARE(box, QRectF(1, 2, 30, 4));
        QCOMPARE(line, QRectF(1, 3, 20, 2));
        QCOMPARE(label, u"innerHTML → #m"_s);
        QTest::ignoreMessage(QtWarningMsg, "the probe made a mistake: oh");
        QTest::ignoreMessage(QtWarningMsg, "the probe reports something unknown: nonsense");
        desk.reader.push(
            u"d1"_s, 0, facts("[{'s':4,'k':'fault','t':0,'d':{'text':'oh'}}, {'s':5,'k':'nonsense','t':0}]"));
        QVERIFY(desk.seen.isEmpty());
    }

    void errorsAreLimitedAndQuoteNoKey()
    {
        Desk desk;
        desk.reader.failed(u"WebSocket connection to 'ws://h/ws?a=1&swapscope-key=00ff.2' failed"_s,
                           u"http://h/"_s, 7);
        QCOMPARE(desk.seen[0].data.toJson(),
                 (QJsonObject{{u"text"_s, u"WebSocket connection to 'ws://h/ws?a=1' failed"_s},
                              {u"source"_s, u"http://h/"_s},
                              {u"line"_s, 7}}));
        for (int i = 0; i < 200; ++i)
            desk.reader.failed(u"again"_s, {}, 0);
        QCOMPARE(desk.seen.size(), 50);
        desk.clock->advance(kSecond);
        desk.reader.failed(u"later"_s, {}, 0);
        QCOMPARE(desk.seen.size(), 51);
    }

    // A page that runs for days keeps the causes of late, and no more.
    void oldCausesAreForgotten()
    {
        Desk desk;
        desk.hello();
        for (int i = 2; i < 20000; ++i) {
            desk.reader.push(
                u"d1"_s, 0,
                {QJsonObject{
                    {u"s"_s, i}, {u"k"_s, u"message"_s}, {u"t"_s, 0}, {u"c"_s, i - 1}, {u"key"_s, u"a"_s}}});
        }
        QCOMPARE(desk.seen.last().cause, desk.seen[desk.seen.size() - 2].id);
        desk.reader.push(u"d1"_s, 0,
                         {QJsonObject{{u"s"_s, 20000}, {u"k"_s, u"swap"_s}, {u"t"_s, 0}, {u"c"_s, 2}}});
        QCOMPARE(desk.seen.last().cause, EventId(0));
    }
};

QTEST_GUILESS_MAIN(TestProbeReader)
#include "tst_probereader.moc"
