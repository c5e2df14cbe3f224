#include "scriptbench.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

// When what a script says happens: in timers and promises, behind an await, and never where it runs away.
class TestScriptTurns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timers();
    void timersHavePlaces();
    void runawayHandlers();
    void runawaysLeaveOthersAlone();
    void promisesInHandlers();
    void asyncHandlers();
    void topLevelAwait();
    void topLevelThatNeverEnds();
    void topLevelThatIsStopped();
    void everyObjectAPromise();
    void cuesGiveTheirPieces();
};

void TestScriptTurns::timers()
{
    ScriptBench bench;
    bench.run(u"const stop = every('2ms', n => { console.log('every', n); if (n !== 3) return; stop()\n"
              "  after('40ms', () => console.log('end')) })\n"
              "const never = after('1ms', () => console.log('never')); never()\n"
              "after('1ms', function () { console.log('after', arguments.length) })\n"
              "setTimeout((a, b) => console.log('timeout', a, b), 1, 'x', 'y')\n"
              "const i = setInterval(() => { console.log('interval'); clearInterval(i) }, 1)\n"
              "clearTimeout(setTimeout(() => console.log('never'), 0)); clearTimeout(undefined)"_s);
    QTRY_VERIFY(bench.logged().contains(u"log end"_s));
    QStringList lines = bench.logged();
    QCOMPARE(lines.last(), u"log end"_s);
    lines.sort();
    QCOMPARE(lines, (QStringList{u"log after 0"_s, u"log end"_s, u"log every 1"_s, u"log every 2"_s,
                                 u"log every 3"_s, u"log interval"_s, u"log timeout x y"_s}));
}

void TestScriptTurns::timersHavePlaces()
{
    ScriptBench bench;
    bench.run(
        u"after('1ms', () => {\n  nope() })\nsetTimeout(async () => {\n  throw new Error('async') }, 1)"_s);
    QTRY_COMPARE(bench.errors().size(), 2);
    QCOMPARE(bench.errors()[0], u"3:3 ReferenceError: nope is not defined"_s);
    QCOMPARE(bench.errors()[1], u"5:9 Error: async"_s);
}

void TestScriptTurns::runawayHandlers()
{
    ScriptBench bench;
    bench.run(u"every('1ms', n => {\n"
              "  console.log('tick', n)\n"
              "  while (true) {}\n"
              "})\n"
              "get('/hang', () => { for (;;) ; })\n"
              "get('/fine', () => 'fine')"_s);
    QTRY_COMPARE(bench.errors(),
                 QStringList{u"4:10 the handler of every() ran for longer than a second and was stopped"_s});
    const Reply hung = ask(bench, get("/hang"));
    QCOMPARE(hung.head.status, 500);
    QCOMPARE(hung.body,
             "server.js:6:14: the handler of get \"/hang\" ran for longer than a second and was stopped\n");
    QCOMPARE(ask(bench, get("/fine")).body, "fine");
    QCOMPARE(bench.logged(), QStringList{u"log tick 1"_s}); // a timer that hangs does not come again
}

// Each is stopped with a sentence, and the script serves on.
void TestScriptTurns::runawaysLeaveOthersAlone()
{
    ScriptBench bench;
    bench.run(u"get('/fine', () => 'fine')\n"
              "cue('regex', () => { /(a+)+(b+)+(c+)+$/.test('a'.repeat(60) + 'd') })\n"
              "cue('memory', () => { const a = []; for (;;) a.push(new Array(1000).fill(1)) })\n"
              "cue('promises', () => { const again = () => Promise.resolve().then(again); again() })\n"
              "cue('caught', () => { function f() { try { f() } finally { f() } } f() })"_s);
    for (int i = 0; i < 4; ++i) {
        const auto ran = bench.engine.runCue(i);
        QVERIFY(!ran.ok());
        const QString text = ran.error().message;
        QVERIFY2(text.contains(u"ran for longer than a second and was stopped"_s) ||
                     text.contains(u"was stopped: the script holds more than 256 MiB of memory"_s),
                 qPrintable(text));
        QCOMPARE(ask(bench, get("/fine")).body, "fine");
    }
    // The promises are stopped anew when the stop came between two of them: what waits behind one that is
    // stopped may be a neighbour's, and goes on.
    QStringList others = bench.errors();
    others.removeIf(
        [](const QString &error) { return error.contains(u"what waited behind a stopped handler"_s); });
    QCOMPARE(others.size(), 4);
    QVERIFY(bench.errors().size() <= 4 + 3);
}

void TestScriptTurns::promisesInHandlers()
{
    ScriptBench bench;
    bench.run(u"const wait = ms => new Promise(resolve => setTimeout(resolve, ms))\n"
              "get('/p', () => {\n"
              "  wait(1).then(() => console.log('waited')).then(() => {\n"
              "    nope()\n"
              "  })\n"
              "  Promise.resolve().then(() => console.log('soon'))\n"
              "  return 'now'\n"
              "})"_s);
    QCOMPARE(ask(bench, get("/p")).body, "now");
    QTRY_COMPARE(bench.errors(), QStringList{u"5:5 ReferenceError: nope is not defined"_s});
    QCOMPARE(bench.logged(), (QStringList{u"log soon"_s, u"log waited"_s}));
}

void TestScriptTurns::asyncHandlers()
{
    ScriptBench bench;
    bench.run(u"get('/now', async () => 'now')\n"
              "cue('wait', async () => { console.log('before'); await sleep('5ms'); console.log('after') })\n"
              "cue('fail', async () => {\n  await sleep('1ms')\n  nope()\n})\n"
              "cue('hang', async () => {\n  await sleep('1ms')\n  while (true) ;\n})\n"
              "let busy = 0\n"
              "cue('turns', async () => { const mine = ++busy; await null; console.log(mine === busy) })"_s);
    QCOMPARE(ask(bench, get("/now")).body, "now");
    QVERIFY(bench.engine.runCue(0).ok());
    QCOMPARE(bench.logged(), QStringList{u"log before"_s});
    QTRY_COMPARE(bench.logged(), (QStringList{u"log before"_s, u"log after"_s}));
    QVERIFY(bench.engine.runCue(1).ok());
    QTRY_COMPARE(bench.errors(), QStringList{u"6:3 ReferenceError: nope is not defined"_s});
    QVERIFY(bench.engine.runCue(2).ok());
    QTRY_COMPARE(bench.errors().size(), 2);
    QVERIFY2(bench.errors()[1].contains(u"what comes after sleep() ran for longer than a second"_s) &&
                 bench.errors()[1].startsWith(u"10:"_s),
             qPrintable(bench.errors()[1]));
    // What one handler has begun is done before another begins, but for what it waits for.
    QVERIFY(bench.engine.runCue(3).ok());
    QVERIFY(bench.engine.runCue(3).ok());
    QCOMPARE(bench.logged().mid(2), (QStringList{u"log true"_s, u"log true"_s}));
}

// What is declared after the top level has waited is there from then on.
void TestScriptTurns::topLevelAwait()
{
    ScriptBench bench;
    const QSignalSpy cues(&bench.engine, &ScriptEngine::cuesChanged);
    bench.run(u"get('/early', () => 'early')\nconst text = await sleep('5ms').then(() => 'late')\n"
              "get('/late', () => text)\ncue('late', () => 1)\nawait sleep('1ms'); nope()"_s);
    QCOMPARE(ask(bench, get("/early")).body, "early");
    QTRY_COMPARE(bench.errors(), QStringList{u"6:21 ReferenceError: nope is not defined"_s});
    QCOMPARE(ask(bench, get("/late")).body, "late");
    QCOMPARE(bench.engine.cues(), QStringList{u"late"_s});
    QCOMPARE(cues.count(), 2);
}

void TestScriptTurns::topLevelThatNeverEnds()
{
    ScriptBench bench;
    const QSignalSpy ended(&bench.engine, &ScriptEngine::topLevelEnded);
    bench.run(u"get('/early', () => 'early')\ncue('Early', () => 1)\n"
              "await new Promise(go => { cue('Go on', go) })\nget('/late', () => 'late')"_s);
    QVERIFY(bench.engine.waits());
    QTRY_COMPARE(bench.logged().size(), 1);
    QCOMPARE(bench.logged()[0], u"warn "_s + bench.engine.waitingText());
    QVERIFY2(bench.logged()[0].contains(u": GET /early; the cues Early, Go on."_s),
             qPrintable(bench.logged()[0]));
    QVERIFY(bench.engine.runCue(1).ok());
    QCOMPARE(ended.count(), 1);
    QVERIFY(!bench.engine.waits());
    QCOMPARE(ask(bench, get("/late")).body, "late");
    QCOMPARE(bench.logged().size(), 1);
}

// It was stopped, and that was told: it waits no more. Another's stop does not end it.
void TestScriptTurns::topLevelThatIsStopped()
{
    for (const auto &rest :
         {u"while (true) ;"_s, u"await hang()\nasync function hang() { while (true) ; }"_s}) {
        ScriptBench bench;
        const QSignalSpy ended(&bench.engine, &ScriptEngine::topLevelEnded);
        bench.run(u"await sleep('1ms')\n"_s + rest);
        QVERIFY(bench.engine.waits());
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(!bench.engine.waits());
        QCOMPARE(bench.errors().size(), 1);
        QCOMPARE(bench.logged(), QStringList());
    }
    ScriptBench bench;
    bench.run(
        u"cue('Hang', () => { while (true) ; })\ncue('Async', async () => { await null; while (true) ; })\n"
        "await new Promise(go => { cue('Go on', go) })"_s);
    for (int i = 0; i < 2; ++i)
        (void)bench.engine.runCue(i);
    QTRY_COMPARE(bench.logged().size(), 1);
    QCOMPARE(bench.logged()[0], u"warn "_s + bench.engine.waitingText());
    QVERIFY(bench.engine.waits());
}

// A script that makes thenables of all objects is told so, and what is the library's is none.
void TestScriptTurns::everyObjectAPromise()
{
    ScriptBench bench;
    bench.run(u"Object.prototype.then = function () {}\n"
              "Object.prototype.pieces = 1; Object.prototype.csrf = true; Object.prototype.event = 5\n"
              "get('/sync', () => ({ status: 201, body: 'sync' }))\n"
              "get('/async', async () => html`<p>async</p>`)\n"
              "post('/post', () => html`<p>post</p>`)\n"
              "get('/pieces', function* () { yield html`<p>1</p>`; yield 'two' })\n"
              "cue('publish', () => { channel('c').publish('x') })"_s);
    QCOMPARE(bench.logged().size(), 1);
    QVERIFY2(bench.logged()[0].startsWith(u"warn Object.prototype has a “then”"_s),
             qPrintable(bench.logged()[0]));
    QCOMPARE(ask(bench, get("/sync")).body, "sync");
    QCOMPARE(ask(bench, get("/async")).body, "<p>async</p>");
    QCOMPARE(ask(bench, "POST /post HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\n\r\n").body,
             "<p>post</p>");
    QCOMPARE(ask(bench, get("/pieces")).body, "<p>1</p>two");
    QVERIFY(bench.engine.runCue(0).ok());
    QCOMPARE(bench.errors(), QStringList());
}

void TestScriptTurns::cuesGiveTheirPieces()
{
    ScriptBench bench;
    bench.run(u"const c = channel('c')\nws('/a', { channel: c })\n"
              "cue('all', async function* () { yield html`<p>1</p>`; await sleep('1ms'); yield 'two' })\n"
              "cue('channel', { channel: c }, function* () { yield n => `update ${n}`; yield 'last' })"_s);
    WsClient client(bench, "/a");
    QVERIFY(client.waitOpen());
    QVERIFY(bench.engine.runCue(0).ok());
    QTRY_COMPARE(client.messages(), (QList<QByteArray>{"<p>1</p>", "two"}));
    QVERIFY(bench.engine.runCue(1).ok());
    QTRY_COMPARE(client.messages().mid(2), (QList<QByteArray>{"update 1", "last"}));
    QCOMPARE(bench.count(Kind::ServerPublished), 2);
}

QTEST_GUILESS_MAIN(TestScriptTurns)
#include "tst_scriptturns.moc"
