#include "eval.h"

#include <js/context.h>

#include <QSemaphore>
#include <QTest>

using namespace swapscope;
using namespace swapscope::js;
using namespace Qt::Literals::StringLiterals;
using swapscope::test::eval;

class TestTurn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // What is called within a turn belongs to it: its reactions come when the turn's outermost call is done.
    void oneTurnAtATime()
    {
        Context context;
        QStringList order;
        const Value host = context.newObject();
        Value inner;
        context.define(host, "say", [&](NativeCall &call) { order << call.text(0); });
        context.define(host, "nest", [&](NativeCall &) { context.call(inner, {}, {}, {}); });
        context.set(context.global(), "host", host);
        inner = eval(context,
                     u"() => { host.say('inner'); Promise.resolve().then(() => host.say('after inner')) }"_s);
        const Value outer =
            eval(context,
                 u"async () => { host.nest(); host.say('outer'); await null; host.say('after outer') }"_s);
        context.call(outer, {}, {}, {});
        QCOMPARE(order, (QStringList{u"inner"_s, u"outer"_s, u"after inner"_s, u"after outer"_s}));
    }

    void rejectionsAreTold()
    {
        Context context;
        const Value run =
            eval(context, u"() => { Promise.reject(new Error('alone'));\n"
                          "  Promise.reject(1).catch(() => 1)\n"
                          "  const late = Promise.reject(2); queueMicrotask?.(() => late.catch(() => 1))\n"
                          "  return 5 }"_s.replace(u"queueMicrotask?."_s, u"Promise.resolve().then"_s));
        const Outcome outcome = context.call(run, {}, {}, {});
        QCOMPARE(outcome.value.number(), 5.0);
        QCOMPARE(outcome.later.size(), 1U);
        QCOMPARE(outcome.later[0].message, u"Error: alone"_s);
    }

    // A call that the engine cannot interrupt: what runs is told while it runs, and that it has returned.
    void saysWhatStalls()
    {
        Context context(Limits{std::chrono::milliseconds(10)});
        QSemaphore told;
        std::vector<Stall> stalls;
        context.watchStalls([&](const Stall &stall) {
            stalls.push_back(stall);
            told.release();
        });
        context.define(context.global(), "wait", [&told](NativeCall &) { told.acquire(); });
        const Value handler = eval(context, u"() => { wait() }"_s);
        std::ignore = context.call(handler, {}, {}, {u"the cue"_s, {7, 3}});
        std::ignore = context.call(eval(context, u"() => 1"_s), {}, {}, {u"another"_s, {}});
        QCOMPARE(stalls.size(), 2U);
        for (const Stall &stall : stalls) {
            QCOMPARE(stall.site.label, u"the cue"_s);
            QCOMPARE(stall.site.place.line, 7);
            QVERIFY(stall.time >= std::chrono::milliseconds(510));
        }
        QVERIFY(!stalls[0].over && stalls[1].over);
    }
};

QTEST_GUILESS_MAIN(TestTurn)
#include "tst_turn.moc"
