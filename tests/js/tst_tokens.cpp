#include <js/context.h>

#include <QTest>

using namespace swapscope::js;
using namespace Qt::Literals::StringLiterals;

// Which tokens a script has lost with the turn that was stopped, and what goes on after it.
class TestTokens : public QObject
{
    Q_OBJECT

private:
    static constexpr Limits kLimits{std::chrono::milliseconds(50), 64 * 1024 * 1024};

    // Runs the body of a function once, then calls what it left in `go`.
    struct Script
    {
        explicit Script(const QString &body, const Limits &limits = kLimits) : context(limits)
        {
            const Value host = context.newObject();
            context.define(host, "token", [this](NativeCall &call) { call.give(context.newToken(++last)); });
            context.define(host, "say", [this](NativeCall &call) { said << call.value(0).shown(); });
            context.set(context.global(), "host", host);
            const auto ran = context.evaluate(u"{ "_s + body + u" }"_s, u"server.js"_s);
            if (!ran)
                qFatal("%s", qPrintable(ran.error().toString()));
        }
        Outcome go() { return context.call(context.global().property("go"), {}, {}, {u"go()"_s, {1, 1}}); }

        std::vector<int> lost()
        {
            std::vector<int> ids;
            for (const LostToken &each : context.takeLostTokens())
                ids.push_back(each.id);
            return ids;
        }

        Context context;
        int last = 0;
        QStringList said;
    };
    using Numbers = std::vector<int>;

private Q_SLOTS:
    void hasItsNumber()
    {
        Script script(u"const t = host.token(); host.say(t.id); host.say(Object.getPrototypeOf(t))\n"
                      "try { 'use strict'; t.id = 5 } catch (e) {} host.say(t.id)"_s);
        QCOMPARE(script.said, (QStringList{u"1"_s, u"null"_s, u"1"_s}));
    }

    // Each function has a token that its end would use, and waits for `gate`, which go() opens.
    void theStoppedOnesAreLost_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QList<int>>("lost");
        QTest::addColumn<bool>("left");
        const auto row = [](const char *name, const QString &body, const QList<int> &lost,
                            bool left = false) { QTest::newRow(name) << body << lost << left; };
        row("in the call itself",
            u"globalThis.go = () => { const t = host.token(); for (;;) ; host.say(t) }"_s, {1});
        row("behind an await", u"run(async t => { await gate; for (;;) ; })"_s, {1});
        row("in what it calls", u"run(async t => { await (async () => { await gate; for (;;) ; })() })"_s,
            {1});
        row("in a reaction", u"run(t => gate.then(() => { for (;;) ; }))"_s, {1});
        row("its memory",
            u"run(async t => { await gate; const a = []; for (;;) a.push(new ArrayBuffer(2e7)) })"_s, {1});
        row("a caught recursion",
            u"run(async t => { await gate; function f() { try { f() } finally { f() } } f() })"_s, {1});
        row("a storm", u"run(async t => { await gate; for (;;) await null })"_s, {1});
        row("in a generator",
            u"run(async t => { for await (const n of (async function* () { await gate; for (;;) ; yield 1 })()) ; })"_s,
            {1});
        // Not with it: another that runs on, one that nobody would have settled anyway, one that is done.
        row("the others",
            u"run(async t => { await new Promise(() => {}) })\n"
            "run(async t => {})\n"
            "run(async t => { await gate; for (;;) ; })\n"
            "run(async t => { await new Promise(go => { globalThis.later = go }) })"_s,
            {3});
        row("those behind it wait",
            u"run(async t => { await gate; for (;;) ; })\n"
            "run(async t => { await gate; host.say('second') })"_s,
            {1}, true);
        row("not without memory",
            u"run(async t => { await gate; const a = []; for (;;) a.push(new ArrayBuffer(2e7)) })\n"
            "run(async t => { await gate; host.say('second') })"_s,
            {1, 2});
        row("not those of a storm",
            u"const again = () => { Promise.resolve().then(again); Promise.resolve().then(again) }\n"
            "run(async t => { await gate; again(); await new Promise(() => {}) })\n"
            "run(async t => { await gate; host.say('second') })"_s,
            {});
    }
    void theStoppedOnesAreLost()
    {
        QFETCH(QString, body);
        QFETCH(QList<int>, lost);
        QFETCH(bool, left);
        // What fills its memory is stopped for that, however slow the machine is.
        const bool fills = body.contains(u"ArrayBuffer"_s);
        Script script(
            u"const gate = new Promise(open => { globalThis.go = open })\n"
            "const run = work => { const t = host.token(); work().then(() => host.say(t.id)) }\n"_s +
                body,
            {fills ? std::chrono::seconds(30) : kLimits.time, kLimits.memory});
        const Outcome outcome = script.go();
        QVERIFY(outcome.stopped);
        const Numbers found = script.lost();
        QCOMPARE(QList<int>(found.begin(), found.end()), lost);
        QCOMPARE(script.context.hasLeft(), left);
    }

    void whatIsLeftGoesOn()
    {
        Script script(u"const gate = new Promise(open => { globalThis.go = open })\n"
                      "const run = async (t, work) => { await gate; work(); host.say(t.id) }\n"
                      "run(host.token(), () => host.say('first'))\n"
                      "run(host.token(), () => { for (;;) ; })\n"
                      "run(host.token(), () => host.say('third'))"_s);
        QVERIFY(script.go().stopped);
        QCOMPARE(script.lost(), Numbers{2});
        QCOMPARE(script.said, (QStringList{u"first"_s, u"1"_s}));
        // Another call is a turn of its own.
        script.context.set(script.context.global(), "go", *script.context.evaluate(u"() => 5"_s, u"x"_s));
        QCOMPARE(script.go().value.number(), 5.0);
        QVERIFY(script.context.hasLeft());
        const Outcome outcome = script.context.goOn({u"the rest"_s, {}});
        QVERIFY(!outcome.stopped);
        QCOMPARE(script.said, (QStringList{u"first"_s, u"1"_s, u"third"_s, u"3"_s}));
        QVERIFY(!script.context.hasLeft());
    }

    // What was stopped was awaited by what stood behind it, or by what comes later.
    void lostOneAfterTheOther()
    {
        Script script(u"const gate = new Promise(open => { globalThis.go = open })\n"
                      "const again = () => Promise.resolve().then(again)\n"
                      "const later = new Promise(open => { globalThis.later = open })\n"
                      "const hang = async () => { await gate; for (;;) ; }\n"
                      "const run = async (t, work) => { await work(); host.say(t.id) }\n"
                      "run(host.token(), async () => { await gate; await again() })\n"
                      "run(host.token(), () => Promise.all([hang(), later]))"_s);
        QVERIFY(script.go().stopped);
        QCOMPARE(script.lost(), Numbers{});
        Numbers lost;
        while (script.context.hasLeft()) {
            script.context.goOn({});
            const Numbers more = script.lost();
            lost.insert(lost.end(), more.begin(), more.end());
        }
        QCOMPARE(lost, Numbers{1});
        script.context.call(script.context.global().property("later"), {}, {}, {});
        QCOMPARE(script.lost(), Numbers{2});
        QCOMPARE(script.lost(), Numbers{});
    }

    // Each has its turn, but not for ever.
    void endsWithManyThatHang()
    {
        Script script(u"const gate = new Promise(open => { globalThis.go = open })\n"
                      "for (let i = 0; i < 8; ++i)\n"
                      "  (async t => { await gate; for (;;) ; host.say(t) })(host.token())"_s);
        QVERIFY(script.go().stopped);
        QCOMPARE(script.lost(), Numbers{1});
        QCOMPARE(script.context.goOn({u"the rest"_s, {}}).error->message,
                 u"the rest ran for longer than 50 ms and was stopped"_s);
        QCOMPARE(script.lost(), Numbers{2});
        QVERIFY(script.context.goOn({}).stopped);
        QVERIFY(script.context.hasLeft());
        QVERIFY(script.context.goOn({}).stopped);
        QVERIFY(!script.context.hasLeft());
        QCOMPARE(script.lost(), (Numbers{3, 4, 5, 6, 7, 8}));
    }

    // Whoever asks after several stops hears of each what took it away, and what was dropped with the last.
    void eachHasItsOwnStop()
    {
        Script script(u"const gate = new Promise(open => { globalThis.go = open })\n"
                      "const later = new Promise(open => { globalThis.later = open })\n"
                      "const hang = async () => { await gate; for (;;) ; }\n"
                      "const run = async (t, work) => { await work(); host.say(t.id) }\n"
                      "run(host.token(), hang)\n"
                      "run(host.token(), () => Promise.all([hang(), later]))\n"
                      "run(host.token(), async () => { await gate;\n for (;;) ; })\n"
                      "run(host.token(), async () => { await gate;\n for (;;) ; })\n"
                      "run(host.token(), async () => { await gate; host.say('left') })"_s);
        QVERIFY(script.go().stopped);
        for (const auto *label : {"rest 1", "rest 2", "rest 3"})
            QVERIFY(script.context.goOn({QString::fromLatin1(label), {}}).stopped);
        QVERIFY(!script.context.hasLeft());
        script.context.call(script.context.global().property("later"), {}, {}, {});
        QStringList lost;
        for (const LostToken &each : script.context.takeLostTokens())
            lost << QString::number(each.id) + u' ' + each.why.message;
        const QString stopped = u" ran for longer than 50 ms and was stopped"_s;
        QCOMPARE(lost, (QStringList{u"1 what went on after go()"_s + stopped, u"3 rest 2"_s + stopped,
                                    u"4 rest 3"_s + stopped,
                                    u"5 rest 3"_s + stopped + u", and what waited behind it was dropped"_s,
                                    u"2 what was waited for here was stopped"_s}));
    }

    // A call that came to its end has its value, whatever becomes of what it set going.
    void theCallsOwnValueStays()
    {
        Script script(
            u"globalThis.go = () => { Promise.resolve().then(() => { for (;;) ; }); return 'fine' }"_s);
        const Outcome outcome = script.go();
        QVERIFY(outcome.stopped && outcome.error);
        QCOMPARE(outcome.value.string(), u"fine"_s);
    }
};

QTEST_GUILESS_MAIN(TestTokens)
#include "tst_tokens.moc"
