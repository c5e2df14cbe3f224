#include "scriptbench.h"

#include <QSemaphore>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestScriptEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loadsAndServes();
    void lastGoodScriptKeepsServing();
    void nothingIsInstalledOfABrokenScript();
    void newScriptTakesOver();
    void unloads();
    void cuesRun();
    void sendBox();
    void openConnectionsGoOn();
    void replacedInTheMiddleOfAHandler();
    void tooLong();
    void tellsWhatStalls();
};

void TestScriptEngine::loadsAndServes()
{
    ScriptBench bench;
    const QSignalSpy cues(&bench.engine, &ScriptEngine::cuesChanged);
    const QSignalSpy channels(&bench.engine, &ScriptEngine::channelsChanged);
    QVERIFY(!bench.engine.loaded());
    bench.run(u"channel('b'); channel('a'); channel('b')\n"
              "cue('First', () => 1); cue('Second', () => 2)\n"
              "get('/hello', () => html`<p>${'<hi>'}</p>`)"_s);
    QVERIFY(bench.engine.loaded());
    QCOMPARE(bench.engine.cues(), (QStringList{u"First"_s, u"Second"_s}));
    QCOMPARE(bench.engine.channels(), (QStringList{u"b"_s, u"a"_s}));
    QCOMPARE(cues.count(), 1);
    QCOMPARE(cues[0][0].toStringList(), bench.engine.cues());
    QCOMPARE(channels[0][0].toStringList(), bench.engine.channels());
    const Reply reply = ask(bench, get("/hello"));
    QCOMPARE(reply.head.status, 200);
    QCOMPARE(reply.body, "<p>&lt;hi&gt;</p>");
}

void TestScriptEngine::lastGoodScriptKeepsServing()
{
    ScriptBench bench;
    bench.run(u"let n = 0; get('/n', () => String(++n)); cue('Good', () => 1)"_s);
    QCOMPARE(ask(bench, get("/n")).body, "1");
    const QSignalSpy failures(&bench.engine, &ScriptEngine::failed);
    const QSignalSpy cues(&bench.engine, &ScriptEngine::cuesChanged);

    QCOMPARE(bench.errorOf(u"get('/n', () => 'broken'\n\n"_s),
             u"server.js:4:1: SyntaxError: missing ) after argument list"_s);
    QCOMPARE(bench.errorOf(u"get('/n', () => 'other'); cue('Bad', () => 1)\n  undefinedName()"_s),
             u"server.js:3:3: ReferenceError: undefinedName is not defined"_s);
    QCOMPARE(bench.errorOf(u"for (;;) ;"_s),
             u"server.js:1:1: the script's top level ran for longer than a second and was stopped"_s);

    QCOMPARE(ask(bench, get("/n")).body, "2");
    QCOMPARE(bench.engine.cues(), QStringList{u"Good"_s});
    QCOMPARE(cues.count(), 0);
    QCOMPARE(failures.count(), 3);
    const auto told = failures[1][0].value<Error>();
    QCOMPARE(told, (Error{u"ReferenceError: undefinedName is not defined"_s, u"server.js"_s, 3, 3}));
    QVERIFY(!failures[1][1].toBool()); // it does not serve
    QCOMPARE(bench.errors().value(1), u"3:3 ReferenceError: undefinedName is not defined"_s);
    QCOMPARE(bench.all(Kind::ScriptError)[0].data[Field::File].toString(), u"server.js"_s);
}

void TestScriptEngine::nothingIsInstalledOfABrokenScript()
{
    ScriptBench bench;
    QVERIFY(bench.errorOf(u"const c = channel('c'); c.publish('x'); get('/a', () => 'a')\n"
                          "every('1ms', () => console.log('ran'))\n"
                          "throw new Error('late')"_s) == u"server.js:4:7: Error: late"_s);
    QVERIFY(!bench.engine.loaded());
    QCOMPARE(ask(bench, get("/a")).head.status, 404);
    QCOMPARE(bench.count(Kind::ServerPublished), 0);
    QCOMPARE(bench.logged(), QStringList());
}

void TestScriptEngine::newScriptTakesOver()
{
    ScriptBench bench;
    bench.run(u"get('/', () => 'one'); get('/old', () => 'old'); every('1ms', n => console.log('old', n))"_s);
    QTRY_VERIFY(!bench.logged().isEmpty());
    bench.run(u"get('/', () => 'two')\nafter('1ms', () => console.log('new'))"_s);
    QCOMPARE(ask(bench, get("/")).body, "two");
    QCOMPARE(ask(bench, get("/old")).head.status, 404);
    QTRY_VERIFY(bench.logged().contains(u"log new"_s));
    const qsizetype before = bench.logged().filter(u"old"_s).size();
    QCOMPARE(ask(bench, get("/")).body, "two");
    QCOMPARE(bench.logged().filter(u"old"_s).size(), before);
}

void TestScriptEngine::unloads()
{
    ScriptBench bench;
    bench.engine.unload();
    bench.run(u"get('/a', () => 'a'); cue('x', () => 1)"_s);
    bench.engine.unload();
    QVERIFY(!bench.engine.loaded());
    QCOMPARE(bench.engine.cues(), QStringList());
    QCOMPARE(ask(bench, get("/a")).head.status, 404);
    QCOMPARE(bench.engine.runCue(0).error().message, u"no script is loaded"_s);
}

void TestScriptEngine::cuesRun()
{
    ScriptBench bench;
    bench.run(u"cue('good', () => console.log('ran'))\ncue('bad', () => {\n  nope()\n})"_s);
    QVERIFY(bench.engine.runCue(0).ok());
    QCOMPARE(bench.logged(), QStringList{u"log ran"_s});
    const auto bad = bench.engine.runCue(1);
    QCOMPARE(bad.error().toString(), u"server.js:4:3: ReferenceError: nope is not defined"_s);
    QCOMPARE(bench.errors(), QStringList{u"4:3 ReferenceError: nope is not defined"_s});
    QCOMPARE(bench.engine.runCue(2).error().message, u"there is no cue 3; the script has 2"_s);
    QVERIFY(!bench.engine.runCue(-1).ok());
}

void TestScriptEngine::sendBox()
{
    ScriptBench bench;
    QCOMPARE(bench.engine.publish(u"room"_s, u"x"_s).error().message, u"the script has no channels"_s);
    bench.run(u"const room = channel('room'); channel('other'); ws('/a', { channel: room })"_s);
    QCOMPARE(bench.engine.publish(u"rom"_s, u"x"_s).error().message,
             u"there is no channel “rom”; there are room, other"_s);
    QCOMPARE(bench.engine.send({}, u"x"_s).error().message, u"nobody is connected"_s);
    WsClient client(bench, "/a");
    QVERIFY(client.waitOpen());
    QVERIFY(bench.engine.publish(u"room"_s, u"<p>é</p>"_s).ok());
    QVERIFY(bench.engine.send({}, u"<p>all</p>"_s).ok());
    QVERIFY(bench.engine.send(u"guest-1"_s, u"<p>one</p>"_s).ok());
    QCOMPARE(bench.engine.send(u"A"_s, u"x"_s).error().message, u"client A is not connected"_s);
    QTRY_COMPARE(client.messages(), (QList<QByteArray>{"<p>\xc3\xa9</p>", "<p>all</p>", "<p>one</p>"}));
}

void TestScriptEngine::openConnectionsGoOn()
{
    ScriptBench bench;
    bench.run(u"ws('/a', { message(c) { c.send('old') }, close() { console.log('old close') } })"_s);
    WsClient client(bench, "/a");
    QVERIFY(client.waitOpen());
    client.text("{}");
    QTRY_COMPARE(client.messages(), QList<QByteArray>{"old"});
    bench.run(
        u"ws('/a', { message(c) { c.send('new ' + c.name) }, close() { console.log('new close') } })"_s);
    client.text("{}");
    QTRY_COMPARE(client.messages(), (QList<QByteArray>{"old", "new guest-1"}));
    client.raw.socket.abort();
    QTRY_COMPARE(bench.logged(), QStringList{u"log new close"_s});
}

void TestScriptEngine::replacedInTheMiddleOfAHandler()
{
    ScriptBench bench;
    bench.run(u"get('/a', () => { nope() })\nevery('1ms', n => console.log('old'))"_s);
    connect(&bench.engine, &ScriptEngine::failed, this,
            [&] { bench.run(u"get('/a', () => 'mended'); cue('x', () => 1)"_s); });
    QCOMPARE(ask(bench, get("/a")).head.status, 500);
    QCOMPARE(ask(bench, get("/a")).body, "mended");
    const qsizetype ticks = bench.logged().size();
    QCOMPARE(ask(bench, get("/a")).body, "mended");
    QCOMPARE(bench.logged().size(), ticks);
}

// While a call goes on that cannot be interrupted, another thread says so; the end is said when it ends.
void TestScriptEngine::tellsWhatStalls()
{
    struct Waiting final : NetworkCommands
    {
        Result<void> apply(const FaultCommand &) override
        {
            told.acquire();
            return {};
        }
        QSemaphore told;
    };
    Bench bench;
    bench.start({});
    Waiting network;
    ScriptEngine engine({bench.server, bench.recorder, network});
    ScriptStall stall;
    ScriptStall after;
    connect(
        &engine, &ScriptEngine::stalled, &engine,
        [&](const ScriptStall &told) {
            stall = told;
            network.told.release();
        },
        Qt::DirectConnection);
    connect(&engine, &ScriptEngine::resumed, &engine, [&](const ScriptStall &told) { after = told; });
    const QString text = u"import { cue, network } from 'swapscope'\n\ncue('Wait', () => network.cut('A'))"_s;
    QVERIFY(engine.load({u"server.js"_s, text, {}, u"2"_s, 1}).ok());
    QVERIFY(engine.runCue(0).ok());

    QCOMPARE(stall.what, u"the cue “Wait”"_s);
    QCOMPARE(stall.file, u"server.js"_s);
    QCOMPARE(stall.line, 3);
    QVERIFY(stall.ran >= 1500 * kMillisecond && after.ran >= stall.ran);
    const std::vector<Event> begun = bench.all(Kind::ScriptStalled);
    const std::vector<Event> ended = bench.all(Kind::ScriptResumed);
    QCOMPARE(begun.size(), 1U);
    QCOMPARE(ended.size(), 1U);
    QCOMPARE(begun[0].data[Field::Text].toString(), u"the cue “Wait”"_s);
    QCOMPARE(begun[0].data[Field::File].toString(), u"server.js"_s);
    QCOMPARE(begun[0].data[Field::Line].toInt(), 3);
    QVERIFY(begun[0].data[Field::Seconds].toDouble() >= 1.5);
    QCOMPARE(ended[0].cause, begun[0].id);
    QVERIFY(ended[0].data[Field::Seconds].toDouble() >= begun[0].data[Field::Seconds].toDouble());
}

void TestScriptEngine::tooLong()
{
    ScriptBench bench;
    const auto loaded = bench.load(QString(kMaxScript + 1, u' '));
    QCOMPARE(loaded.error().toString(), u"server.js: the script is longer than 4 million characters"_s);
}

QTEST_GUILESS_MAIN(TestScriptEngine)
#include "tst_scriptengine.moc"
