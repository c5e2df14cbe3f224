#include "eval.h"

#include <js/context.h>

#include <QTest>

#include <thread>

using namespace swapscope;
using namespace swapscope::js;
using namespace Qt::Literals::StringLiterals;
using swapscope::test::eval;

class TestContext : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void calls()
    {
        Context context;
        const Value add = eval(context, u"(function (a, b) { return this.base + a + b.n })"_s);
        const Value self = eval(context, u"({ base: 'x' })"_s);
        const Argument arguments[] = {1.0, QJsonObject{{u"n"_s, u"y"_s}}};
        const Outcome outcome = context.call(add, self, arguments, {});
        QCOMPARE(outcome.value.string(), u"x1y"_s);
        QVERIFY(!outcome.error && !outcome.stopped && outcome.later.empty());
        QVERIFY(context.call({}, {}, {}, {}).value.isUndefined());
    }

    void contextsAreApart()
    {
        Context one;
        Context two;
        eval(one, u"globalThis.shared = 1; Array.prototype.spoilt = 1"_s);
        QCOMPARE(eval(two, u"typeof shared + typeof [].spoilt"_s).string(), u"undefinedundefined"_s);
        // One may be called from within the other, and ends its own turn.
        bool done = false;
        const Value host = two.newObject();
        two.define(host, "done", [&](NativeCall &) { done = true; });
        two.set(two.global(), "host", host);
        const Value run = eval(two, u"async () => { await null; host.done() }"_s);
        bool doneInTime = false;
        const Value door = one.newObject();
        one.define(door, "open", [&](NativeCall &) {
            two.call(run, {}, {}, {});
            doneInTime = done;
        });
        one.set(one.global(), "door", door);
        eval(one, u"door.open()"_s);
        QVERIFY(doneInTime);
    }

    void eachThreadHasItsOwn()
    {
        Context here;
        QString there;
        std::thread other([&] {
            Context context;
            there = eval(context, u"String([1, 2])"_s).string();
        });
        other.join();
        QCOMPARE(there, u"1,2"_s);
        QCOMPARE(eval(here, u"1 + 1"_s).number(), 2.0);
    }

    void knowsItsMemory()
    {
        Context context;
        const qint64 before = context.memory();
        const Value kept = eval(context, u"new Uint8Array(50_000_000)"_s);
        QVERIFY(context.memory() >= before + 50'000'000);
    }

    void whatScriptsMayNotHave()
    {
        Context context;
        QCOMPARE(
            eval(context,
                 u"[typeof WebAssembly, typeof SharedArrayBuffer, typeof Atomics, typeof require].join()"_s)
                .string(),
            u"undefined,undefined,undefined,undefined"_s);
    }
};

QTEST_GUILESS_MAIN(TestContext)
#include "tst_context.moc"
