#include "scriptbench.h"

#include <faults/catalogue.h>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

// The module over a real server and loopback: what a script writes, and what comes of it.
class TestScriptModule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void channels();
    void publishWhileLoading();
    void network_data();
    void network();
    void restart();
    void consoleGoesToTheTrace();
    void logIsBounded();
    void paramsAndVersion();
    void seedRepeatsTheRun();
    void argumentErrors_data();
    void argumentErrors();
    void onlyWhileLoading();
    void keepsNoHistory();
};

void TestScriptModule::channels()
{
    ScriptBench bench;
    const QSignalSpy changed(&bench.engine, &ScriptEngine::channelsChanged);
    bench.run(
        u"const a = channel('a')\n"
        "cue('use', () => {\n"
        "  console.log(a.name, a.last, a.publish('x'), a.publish(raw('y')), a.last, channel('a') === a)\n"
        "  const b = channel('b', { history: 5 }); console.log(b.publish(n => `n${n}`), b.last)\n"
        "})\n"
        "cue('twice', () => { a.publish(n => { a.publish('inner'); return 'outer' }) })\n"
        "cue('none', () => { a.publish(n => undefined) })"_s);
    QVERIFY(bench.engine.runCue(0).ok());
    QCOMPARE(bench.logged(), (QStringList{u"log a 0 1 2 2 true"_s, u"log 1 1"_s}));
    QCOMPARE(bench.engine.channels(), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(changed.count(), 2);
    QCOMPARE(bench.engine.runCue(1).error().toString(),
             u"server.js:7:24: TypeError: publish: the function published on “a” itself"_s);
    QCOMPARE(
        bench.engine.runCue(2).error().toString(),
        u"server.js:8:23: TypeError: publish: the function's result: expects a fragment or a text, got undefined"_s);
}

void TestScriptModule::publishWhileLoading()
{
    ScriptBench bench;
    bench.run(u"const c = channel('c')\n"
              "console.log(c.publish('one'), c.publish(n => `two is ${n}`), c.last)\n"
              "sse('/s', { channel: c, catchUp: 'replay' })"_s);
    QCOMPARE(bench.logged(), QStringList{u"log 1 2 2"_s});
    QCOMPARE(bench.count(Kind::ServerPublished), 2);
    StreamClient client(bench, "/s", "Last-Event-ID: 0\r\n");
    QTRY_COMPARE(client.texts(), (QStringList{u"one"_s, u"two is 2"_s}));
}

void TestScriptModule::network_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("error");
    const auto good = [](const QString &call, const QString &asked) {
        QTest::newRow(qPrintable(call)) << call << asked << QString();
    };
    const auto bad = [](const QString &call, const QString &error) {
        QTest::newRow(qPrintable(call)) << call << QString() << error;
    };
    good(u"cut('B', { for: '5s' })"_s, u"cut B for=5000000000:qlonglong"_s);
    good(u"cut('*')"_s, u"cut *"_s);
    good(u"cut('B', { after_messages: 10, next: 3 })"_s,
         u"cut B after_messages=10:qlonglong next=3:qlonglong"_s);
    good(u"preset('B', 'tunnel')"_s, u"preset B name=tunnel:QString"_s);
    bad(u"preset(1, 'tunnel')"_s, u"network.preset: expects the name of a client, or \"*\" for all, got 1"_s);
    good(u"freeze('A', {})"_s, u"freeze A"_s);
    good(u"thaw('A')"_s, u"thaw A"_s);
    good(u"refuse('A', { for: '1.5s' })"_s, u"refuse A for=1500000000:qlonglong"_s);
    good(u"mend('A')"_s, u"mend A"_s);
    good(u"clear('*')"_s, u"clear *"_s);
    good(u"close('A', { code: 1012, reason: 'deploy' })"_s,
         u"close A code=1012:qlonglong reason=deploy:QString"_s);
    good(u"latency('A', { delay: '100ms', jitter: '20ms' })"_s,
         u"latency A delay=100000000:qlonglong jitter=20000000:qlonglong"_s);
    bad(u"cut()"_s, u"network.cut: expects the name of a client, or \"*\" for all, got undefined"_s);
    bad(u"cut('B', { fro: '5s' })"_s, u"network.cut: there is no option “fro”; did you mean “for”?"_s);
    bad(u"close('B')"_s, u"network.close: code is missing"_s);
    bad(u"cut('Z')"_s, u"network.cut: there is no client Z; there are A and B"_s);
    bad(u"frezee('B')"_s, u"network.frezee: there is no such fault; did you mean “freeze”?"_s);
    good(u"lose('B', { probability: 0.25, direction: 'down' })"_s,
         u"lose B direction=down:QString probability=0.25:double"_s);
    const QStringList names = FaultCatalogue::standard().names();
    bad(u"explode('B')"_s,
        u"network.explode: there is no such fault; there are %1"_s.arg(names.join(u", "_s)));
}

void TestScriptModule::network()
{
    QFETCH(QString, call);
    QFETCH(QString, asked);
    QFETCH(QString, error);
    ScriptBench bench;
    bench.run(u"cue('go', () => {\n  network."_s + call + u"\n})"_s);
    const auto ran = bench.engine.runCue(0);
    QCOMPARE(ran ? QString() : ran.error().message, error.isEmpty() ? QString() : u"TypeError: "_s + error);
    QCOMPARE(ran ? 3 : ran.error().line, 3);
    QCOMPARE(bench.network.asked.join(u'|'), asked);
}

void TestScriptModule::restart()
{
    ScriptBench bench;
    bench.run(u"ws('/a', {})\nget('/b', () => 'b')\n"
              "cue('deploy', () => server.restart({ down: '30ms', code: 1013, reason: 'soon' }))\n"
              "cue('plain', () => server.restart())"_s);
    WsClient client(bench, "/a");
    QVERIFY(client.waitOpen());
    QSignalSpy started(&bench.server, &MockServer::started);
    QVERIFY(bench.engine.runCue(0).ok());
    QTRY_VERIFY(client.closed());
    QCOMPARE(client.closed()->code, 1013);
    QCOMPARE(client.closed()->reason, u"soon"_s);
    QTRY_COMPARE(started.count(), 1);
    QCOMPARE(bench.all(Kind::ServerStopped)[0].data[Field::Reason].toString(), u"script"_s);
    QCOMPARE(ask(bench, get("/b")).body, "b");
    WsClient second(bench, "/a");
    QVERIFY(second.waitOpen());
    QVERIFY(bench.engine.runCue(1).ok());
    QTRY_VERIFY(second.closed());
    QCOMPARE(second.closed()->code, 1012);
}

void TestScriptModule::consoleGoesToTheTrace()
{
    ScriptBench bench;
    bench.run(u"console.log('a', 1, { b: [2] }, null, undefined, html`<i>`, new Error('e'), new Map([[1, "
              u"2]]), () => 1)\n"
              "console.info('i'); console.debug('d')\n"
              "function f() {\n  console.warn('w')\n}\nf()\nglobalThis.console.error('e')\n"
              "const circle = {}; circle.c = circle; console.log(circle)\nconsole.log('x'.repeat(20000))"_s);
    const QStringList lines = bench.logged();
    QCOMPARE(lines[0], u"log a 1 {\"b\":[2]} null undefined <i> Error: e Map [[1,2]] function (anonymous)"_s);
    QCOMPARE(lines.mid(1, 4), (QStringList{u"info i"_s, u"log d"_s, u"warn w"_s, u"error e"_s}));
    QVERIFY(lines[5].startsWith(u"log "_s));
    QCOMPARE(lines[6].size(), 4 + 16 * 1024 + 1);
    const auto events = bench.all(Kind::ScriptLog);
    QCOMPARE(events[3].data[Field::Line].toInt(), 5);
    QCOMPARE(events[3].data[Field::File].toString(), u"server.js"_s);
}

void TestScriptModule::logIsBounded()
{
    ScriptBench bench;
    bench.run(u"cue('flood', () => { for (let i = 0; i < 5000; ++i) console.log(i) })"_s);
    QVERIFY(bench.engine.runCue(0).ok());
    const QStringList lines = bench.logged();
    // The flood may cross the border between two seconds, once.
    QVERIFY2(lines.size() == 1001 || lines.size() == 2002 || (lines.size() > 1001 && lines.size() < 2002),
             qPrintable(QString::number(lines.size())));
    QVERIFY(lines.contains(u"warn more than 1000 lines in a second: the rest of this second is left out"_s));
}

void TestScriptModule::paramsAndVersion()
{
    ScriptBench bench;
    const QString text = ScriptBench::kImports +
                         u"console.log(params.catchUp, params.n, params.nothing, server.htmx)\n"
                         "try { params.catchUp = 'x' } catch (e) { console.log(e.message) }"_s;
    QVERIFY(bench.load(text, {{u"catchUp"_s, u"replay"_s}, {u"n"_s, 3.5}}, 1, u"4"_s).ok());
    QCOMPARE(bench.logged(),
             (QStringList{
                 u"log replay 3.5 undefined 4"_s,
                 u"log params.catchUp: parameters are the user's choice; a script cannot change them"_s}));
}

void TestScriptModule::seedRepeatsTheRun()
{
    const QString text = ScriptBench::kImports + u"console.log(random(), Math.random())"_s;
    QStringList runs;
    for (const quint64 seed : {5U, 5U, 6U}) {
        ScriptBench bench;
        QVERIFY(bench.load(text, {}, seed).ok());
        runs += bench.logged();
    }
    QCOMPARE(runs.size(), 3);
    QCOMPARE(runs[0], runs[1]);
    QVERIFY(runs[0] != runs[2]);
}

void TestScriptModule::argumentErrors_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("error");
    const auto row = [](const QString &line, const QString &error) {
        QTest::newRow(qPrintable(line)) << line << error;
    };
    row(u"channel()"_s, u"channel: the name must be a text, got undefined"_s);
    row(u"channel('')"_s, u"channel: the name must not be empty"_s);
    row(u"channel('a', { history: '5' })"_s,
        u"channel: history must be a whole number from 0 to 100000, got \"5\""_s);
    row(u"channel('a', { histroy: 5 })"_s,
        u"channel: there is no option “histroy”; did you mean “history”?"_s);
    row(u"channel('a', 5)"_s, u"channel: expects an object with history, got 5"_s);
    row(u"channel('a').publish()"_s, u"publish: expects a fragment or a text, got undefined"_s);
    row(u"channel('a').publish([html`x`])"_s, u"publish: expects a fragment or a text, got an array"_s);
    row(u"channel('a').publish('x', { event: 5 })"_s, u"publish: event must be a text, got 5"_s);
    row(u"ws('chat', {})"_s, u"ws: the path must begin with /, got \"chat\""_s);
    row(u"ws('/a', { onmessage() {} })"_s,
        u"ws \"/a\": there is no option “onmessage”; did you mean “message”?"_s);
    row(u"ws('/a', { foo: 1 })"_s,
        u"ws \"/a\": there is no option “foo”; there are channel, catchUp, cursor, heartbeat, "
        "origins, snapshot, open, message, close"_s);
    row(u"ws('/a', { channel: 'room' })"_s,
        u"ws \"/a\": channel must be what channel(name) returns, got \"room\""_s);
    row(u"ws('/a', { catchUp: 'reply' })"_s,
        u"ws \"/a\": catchUp must be \"none\" or \"snapshot\" or \"replay\", got \"reply\""_s);
    row(u"ws('/a', { catchUp: 'replay' })"_s, u"ws \"/a\": catchUp \"replay\" needs a channel"_s);
    row(u"ws('/a', { channel: channel('c'), catchUp: 'snapshot' })"_s,
        u"ws \"/a\": catchUp \"snapshot\" needs a function snapshot(client) that returns a fragment"_s);
    row(u"ws('/a', { cursor: 'x' })"_s, u"ws \"/a\": cursor must be \"session\" or \"page\", got \"x\""_s);
    row(u"ws('/a', { origins: 'http://a' })"_s, u"ws \"/a\": origins must be a list of origins like "
                                                u"[\"http://localhost:3000\"], or [\"*\"] for any, got "
                                                "\"http://a\""_s);
    row(u"ws('/a', { origins: ['*', 'http://a/'] })"_s,
        u"ws \"/a\": origins must be a list of origins like [\"http://localhost:3000\"], or [\"*\"] for any, "
        u"got "
        "\"http://a/\""_s);
    row(u"ws('/a', { origins: new Array(101).fill('*') })"_s,
        u"ws \"/a\": origins must not have more than 100 entries"_s);
    row(u"ws('/a', { message: 5 })"_s, u"ws \"/a\": message must be a function, got 5"_s);
    row(u"ws('/a', { heartbeat: 5 })"_s,
        u"ws \"/a\": heartbeat must be a duration like \"250ms\", \"5s\" or \"2m\", got 5"_s);
    row(u"sse('/a', { retry: '1' })"_s,
        u"sse \"/a\": retry: \"1\" is no duration: expected a number and ms, s or m, like "
        "\"250ms\", \"5s\" or \"2m\""_s);
    row(u"sse('/a', { newcomers: 'all' })"_s,
        u"sse \"/a\": newcomers must be \"nothing\" or \"history\", got \"all\""_s);
    row(u"sse('/a', { newcomers: 'history' })"_s,
        u"sse \"/a\": newcomers \"history\" needs catchUp \"replay\""_s);
    row(u"sse('/a', { message() {} })"_s,
        u"sse \"/a\": there is no option “message”; there are channel, catchUp, newcomers, retry, "
        "heartbeat, snapshot, open, close"_s);
    row(u"get('/a')"_s, u"get \"/a\": the handler must be a function, got undefined"_s);
    row(u"get('a', () => 1)"_s, u"get: the path must begin with /, got \"a\""_s);
    row(u"post('/a', { csrf: 1 }, () => 1)"_s, u"post \"/a\": csrf must be true or false, got 1"_s);
    row(u"every(5, () => 1)"_s,
        u"every: the duration must be a duration like \"250ms\", \"5s\" or \"2m\", got 5"_s);
    row(u"every('0s', () => 1)"_s, u"every: the duration must be at least \"1ms\", got \"0s\""_s);
    row(u"after('1s')"_s, u"after: the handler must be a function, got undefined"_s);
    row(u"setTimeout('x')"_s, u"setTimeout must be a function, got \"x\""_s);
    row(u"cue(5, () => 1)"_s, u"cue: the label must be a text, got 5"_s);
    row(u"cue(' ', () => 1)"_s, u"cue: the label must not be empty"_s);
    row(u"cue('a')"_s, u"cue \"a\": the handler must be a function, got undefined"_s);
    row(u"cue('a', () => 1); cue('a', () => 1)"_s, u"cue: there is a cue \"a\" already"_s);
    row(u"server.restart()"_s, u"server.restart: can only be called in a handler, a cue or a timer"_s);
    row(u"network.cut('B')"_s,
        u"network.cut: nobody is connected while the script is loaded; call it in a handler, a cue or after(…)"_s);
}

void TestScriptModule::argumentErrors()
{
    QFETCH(QString, line);
    QFETCH(QString, error);
    ScriptBench bench;
    const auto loaded = bench.load(ScriptBench::kImports + u"\n  "_s + line);
    QVERIFY(!loaded.ok());
    QCOMPARE(loaded.error().message, u"TypeError: "_s + error);
    QCOMPARE(loaded.error().line, 3);
    QVERIFY(loaded.error().column >= 3);
}

void TestScriptModule::onlyWhileLoading()
{
    ScriptBench bench;
    bench.run(u"cue('a', () => {\n  ws('/late', {}) })\n"
              "cue('b', () => {\n  cue('x', () => 1) })\n"
              "cue('c', () => {\n  get('/late', () => 1) })"_s);
    const QStringList names{u"ws"_s, u"cue"_s, u"get"_s};
    for (int i = 0; i < 3; ++i)
        QCOMPARE(
            bench.engine.runCue(i).error().toString(),
            u"server.js:%1:%3: TypeError: %2: can only be called while the script is loaded, not in a handler"_s
                .arg(QString::number(2 * i + 3), names[i], QString::number(3 + names[i].size())));
    const QString twice = bench.errorOf(u"get('/a', () => 1)\nget('/a', () => 2)"_s);
    QVERIFY2(twice.startsWith(u"server.js:3:4: TypeError: get: "_s), qPrintable(twice));
    const QString bad = bench.errorOf(u"ws('/a/:/b', {})"_s);
    QVERIFY2(bad.startsWith(u"server.js:2:3: TypeError: ws: "_s), qPrintable(bad));
}

void TestScriptModule::keepsNoHistory()
{
    ScriptBench bench;
    bench.run(u"const c = channel('c', { history: 0 })\nsse('/s', { channel: c, catchUp: 'replay' })\n"
              "cue('say', () => console.log(c.publish('x'), c.last))"_s);
    QVERIFY(bench.engine.runCue(0).ok());
    QCOMPARE(bench.logged(), QStringList{u"log 1 1"_s});
    StreamClient client(bench, "/s", "Last-Event-ID: 0\r\n");
    QTRY_COMPARE(client.head().status, 200);
    QVERIFY(bench.engine.runCue(0).ok());
    QTRY_COMPARE(client.texts(), QStringList{u"x"_s});
}

QTEST_GUILESS_MAIN(TestScriptModule)
#include "tst_scriptmodule.moc"
