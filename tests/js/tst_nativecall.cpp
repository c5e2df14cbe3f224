#include "eval.h"

#include <js/context.h>

#include <QTest>

using namespace swapscope::js;
using namespace Qt::Literals::StringLiterals;
using swapscope::test::eval;

class TestNativeCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void natives()
    {
        Context context;
        const Value host = context.newObject();
        QString seen;
        context.define(host, "join", [&](NativeCall &call) {
            seen = u"%1 %2 %3 %4 %5"_s.arg(call.count())
                       .arg(call.text(0))
                       .arg(call.integer(1))
                       .arg(call.truth(2))
                       .arg(call.texts(3).join(u'+'));
            QCOMPARE(call.bytes(4), QByteArray("\7"));
            QCOMPARE(call.text(9), QString());
            call.give(u"joined"_s);
        });
        context.define(host, "refuse", [](NativeCall &call) { call.fail(u"no {0} “ü”"_s); });
        context.set(context.global(), "host", host);
        QCOMPARE(eval(context, u"host.join('a', 5, true, ['x', 'y'], new Uint8Array([7]).buffer)"_s).string(),
                 u"joined"_s);
        QCOMPARE(seen, u"5 a 5 1 x+y"_s);
        QCOMPARE(
            eval(context, u"try { host.refuse() } catch (e) { e.constructor.name + e.message }"_s).string(),
            u"TypeErrorno {0} “ü”"_s);
    }
};

QTEST_GUILESS_MAIN(TestNativeCall)
#include "tst_nativecall.moc"
