#include <script/toplevelwait.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestTopLevelWait : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSaidOnce()
    {
        TopLevelWait wait;
        QVERIFY(!wait.due() && !wait.ask(kSecond));
        wait.begin(5 * kSecond);
        QCOMPARE(*wait.due(), 5 * kSecond + TopLevelWait::kPatience);
        QVERIFY(!wait.ask(*wait.due() - 1));
        QVERIFY(wait.ask(*wait.due()));
        QVERIFY(!wait.due() && !wait.ask(100 * kSecond));
    }

    void notWhenItHasEnded()
    {
        TopLevelWait wait;
        wait.begin(0);
        wait.end();
        QVERIFY(!wait.due() && !wait.ask(100 * kSecond));
    }

    void saysWhatThereIs()
    {
        const QString none = TopLevelWait::text({}, {});
        QVERIFY2(none.contains(u"for 2 seconds"_s) && none.contains(u": no routes; no cues."_s),
                 qPrintable(none));
        const QString some = TopLevelWait::text({u"GET    /a"_s, u"WS     /chat"_s}, {u"Say hi"_s});
        QVERIFY2(some.contains(u": GET /a, WS /chat; the cues Say hi."_s), qPrintable(some));
        const QString many = TopLevelWait::text(QStringList(10, u"GET /x"_s), QStringList(20, u"c"_s));
        QVERIFY2(many.contains(u"GET /x and 2 more; the cues c, "_s) && many.contains(u"c and 12 more."_s),
                 qPrintable(many));
    }
};

QTEST_GUILESS_MAIN(TestTopLevelWait)
#include "tst_toplevelwait.moc"
