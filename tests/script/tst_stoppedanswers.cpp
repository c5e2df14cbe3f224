#include "scriptbench.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

// What becomes of requests, over a real server and loopback, when the script is stopped that should answer
// them.
class TestStoppedAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsStoppedIsAnswered_data();
    void whatIsStoppedIsAnswered();
    void eachIsAnsweredWithItsOwnStop();
    void whatIsStoppedInPiecesIsCutOff_data();
    void whatIsStoppedInPiecesIsCutOff();
    void neighboursOfWhatIsStopped();
    void withoutMemoryNeighboursAreAnsweredToo();
    void aReactionThatHangsTakesNoAnswer();
};

void TestStoppedAnswers::whatIsStoppedIsAnswered_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<int>("line"); // of the loop
    const auto row = [](const char *name, const QString &body, int line) {
        QTest::newRow(name) << body << line;
    };
    row("behind a sleep", u"async () => {\n  await sleep('1ms')\n  while (true) ;\n}"_s, 4);
    row("in what it awaits",
        u"async () => { return await work() }\nasync function work() { await sleep('1ms')\n  while (true) ; }"_s,
        4);
    row("in a reaction", u"() => sleep('1ms').then(() => {\n  while (true) ; })"_s, 3);
    row("in a timer", u"() => new Promise(done => setTimeout(() => {\n  while (true) ; done() }, 1))"_s, 3);
    row("in the first turn", u"async () => {\n  await null\n  while (true) ; }"_s, 4);
    row("a caught recursion",
        u"async () => {\n  await sleep('1ms')\n  function f() { try { f() } finally { f() } } f() }"_s, 4);
    row("a storm", u"async () => { await sleep('1ms')\n  while (true) await null }"_s, 3);
    row("a chain of promises",
        u"async () => { await sleep('1ms'); await again() }\nasync function again() {\n  return Promise.resolve().then(() => again()) }"_s,
        4);
    row("beside what goes on",
        u"() => Promise.all([hang(), sleep('1200ms')])\nasync function hang() { await sleep('1ms')\n  while (true) ; }"_s,
        4);
    row("in what is made of it",
        u"async () => { await sleep('1ms'); return {\n  body: { toJSON() { while (true) ; } } } }"_s, 3);
}

void TestStoppedAnswers::whatIsStoppedIsAnswered()
{
    QFETCH(QString, body);
    QFETCH(int, line);
    ScriptBench bench;
    bench.run(u"get('/a', "_s + body.section(u"\nasync function"_s, 0, 0) + u")\n"_s +
              (body.contains(u"\nasync function"_s)
                   ? u"async function"_s + body.section(u"\nasync function"_s, 1)
                   : QString()));
    const Reply reply = ask(bench, get("/a"));
    QCOMPARE(reply.head.status, 500);
    const QByteArray place = "server.js:" + QByteArray::number(line) + ':';
    QVERIFY2(reply.body.startsWith(place), reply.body.constData());
    QVERIFY2(reply.body.endsWith(" ran for longer than a second and was stopped\n"), reply.body.constData());
    QCOMPARE(bench.errors().size(), 1);
}

// Several wait for the same, and are stopped one after the other; the handler that let them go is not to
// blame.
void TestStoppedAnswers::eachIsAnsweredWithItsOwnStop()
{
    ScriptBench bench;
    bench.run(u"let open, gate = new Promise(go => open = go)\n"
              "get('/one', async () => { console.log(1); await gate\n while (true) ; })\n"
              "get('/two', async () => { console.log(1); await gate\n while (true) ; })\n"
              "get('/three', async () => { console.log(1); await gate; return 'three' })\n"
              "get('/open', () => { open(); return 'opened' })"_s);
    RawClient one(bench.server.port());
    one.send(get("/one"));
    QTRY_COMPARE(bench.logged().size(), 1);
    RawClient two(bench.server.port());
    two.send(get("/two"));
    QTRY_COMPARE(bench.logged().size(), 2);
    RawClient three(bench.server.port());
    three.send(get("/three"));
    QTRY_COMPARE(bench.logged().size(), 3);
    QCOMPARE(ask(bench, get("/open")).body, "opened");
    QTRY_VERIFY(three.received.endsWith("three"));
    QTRY_VERIFY(one.received.contains("server.js:4:") && two.received.contains("server.js:6:"));
    QVERIFY2(one.received.endsWith(": what went on here ran for longer than a second and was stopped\n"),
             one.received.constData());
    QVERIFY2(two.received.endsWith(
                 ": what waited behind a stopped handler ran for longer than a second and was stopped\n"),
             two.received.constData());
}

void TestStoppedAnswers::whatIsStoppedInPiecesIsCutOff_data()
{
    QTest::addColumn<QString>("rest");
    QTest::newRow("its own loop") << u"await sleep('1ms')\n while (true) ;"_s;
    QTest::newRow("what it awaits") << u"await sleep('1ms').then(() => {\n while (true) ; })"_s;
    QTest::newRow("pieces without end") << u"yield ''\n while (true) yield ''"_s;
    QTest::newRow("memory") << u"await sleep('1ms'); const a = []\n while (true) a.push([1, {}])"_s;
}

void TestStoppedAnswers::whatIsStoppedInPiecesIsCutOff()
{
    QFETCH(QString, rest);
    ScriptBench bench;
    bench.run(u"get('/a', async function* () { yield 'one'\n"_s + rest + u"\nyield 'two' })"_s);
    RawClient client(bench.server.port());
    client.send(get("/a"));
    QTRY_VERIFY(client.ended()); // without the last chunk
    QVERIFY(client.received.endsWith("3\r\none\r\n"));
    QCOMPARE(bench.errors().size(), 1);
    QVERIFY2(bench.errors()[0].startsWith(u"4:"_s), qPrintable(bench.errors()[0]));
}

// A stop ends what ran. Others that the same turn would have answered have their answers, and one that nobody
// wants to answer waits on.
void TestStoppedAnswers::neighboursOfWhatIsStopped()
{
    ScriptBench bench;
    bench.run(u"let open, gate = new Promise(go => { open = go })\n"
              "const waiting = what => { console.log(what); return gate }\n"
              "get('/never', () => { console.log('never'); return new Promise(() => {}) })\n"
              "get('/first', async () => { await waiting('first'); return 'first' })\n"
              "get('/hang', async () => { await waiting('hang'); for (;;) ; })\n"
              "get('/last', async () => { await waiting('last'); return 'last' })\n"
              "get('/own', async () => { open(); await sleep('1ms'); return 'own' })"_s);
    RawClient never(bench.server.port());
    RawClient first(bench.server.port());
    RawClient hang(bench.server.port());
    RawClient last(bench.server.port());
    QStringList waiting;
    for (const auto &[client, path] : {std::pair(&never, "never"), std::pair(&first, "first"),
                                       std::pair(&hang, "hang"), std::pair(&last, "last")}) {
        client->send(get(QByteArray("/") + path));
        waiting << u"log "_s + QString::fromLatin1(path);
        QTRY_COMPARE(bench.logged(), waiting);
    }
    // Its own answer comes: what it set free was stopped, not it.
    RawClient own(bench.server.port());
    own.send(get("/own"));
    QTRY_VERIFY(own.received.endsWith("own"));
    QTRY_VERIFY(first.received.endsWith("first"));
    QTRY_VERIFY(last.received.endsWith("last"));
    QTRY_VERIFY(hang.received.endsWith("was stopped\n"));
    QVERIFY(hang.received.startsWith("HTTP/1.1 500"));
    QCOMPARE(never.received, QByteArray());
    QCOMPARE(bench.errors().size(), 1);
}

void TestStoppedAnswers::withoutMemoryNeighboursAreAnsweredToo()
{
    ScriptBench bench;
    bench.run(u"let open, gate = new Promise(go => { open = go })\n"
              "get('/full', async () => { console.log('full'); await gate\n"
              "  const a = []; for (;;) a.push([1, {}]) })\n"
              "get('/last', async () => { console.log('last'); await gate; return 'last' })\n"
              "get('/open', () => { open(); return 'open' })"_s);
    RawClient full(bench.server.port());
    RawClient last(bench.server.port());
    full.send(get("/full"));
    QTRY_COMPARE(bench.logged().size(), 1);
    last.send(get("/last"));
    QTRY_COMPARE(bench.logged().size(), 2);
    const QByteArray sentence = "was stopped: the script holds more than 256 MiB of memory\n";
    RawClient open(bench.server.port());
    open.send(get("/open"));
    QTRY_VERIFY(open.received.endsWith("open"));
    QTRY_VERIFY(full.received.endsWith(sentence));
    QTRY_VERIFY(last.received.endsWith(sentence));
    QCOMPARE(bench.errors().size(), 1);
}

void TestStoppedAnswers::aReactionThatHangsTakesNoAnswer()
{
    ScriptBench bench;
    bench.run(u"get('/a', () => { Promise.resolve().then(() => { for (;;) ; }); return 'fine' })"_s);
    const Reply reply = ask(bench, get("/a"));
    QCOMPARE(reply.head.status, 200);
    QCOMPARE(reply.body, "fine");
    QCOMPARE(bench.errors().size(), 1);
}

QTEST_GUILESS_MAIN(TestStoppedAnswers)
#include "tst_stoppedanswers.moc"
