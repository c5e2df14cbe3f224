#include "kind.h"

using namespace swapscope;
using test::s;

class TestClose : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itClosesWithItsCodeAndReason()
    {
        LinkFaults faults;
        const auto effect =
            test::applyFault(faults, s("close"), {{s("code"), 1012}, {s("reason"), s("deploy")}}, 0);
        QVERIFY(effect);
        QCOMPARE(*effect, (FaultEffect{.connections = CloseConnections{1012, s("deploy")}}));
        QVERIFY(faults.admits(0));
        QVERIFY(faults.active().empty());
    }

    void onlyCodesThatCanBeSentAreTaken_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("fine");
        for (const int code : {1000, 1003, 1005, 1007, 1014, 3000, 4999})
            QTest::addRow("%d", code) << code << true;
        for (const int code : {999, 1004, 1006, 1015, 2999, 5000})
            QTest::addRow("%d", code) << code << false;
    }

    void onlyCodesThatCanBeSentAreTaken()
    {
        QFETCH(int, code);
        QTEST(m_close.refusal({{s("code"), code}}).isEmpty(), "fine");
    }

    void whatIsWrongIsSaid()
    {
        QCOMPARE(m_close.refusal({}), s("close needs code: the close code, like 1012"));
        QVERIFY(m_close.refusal({{s("code"), 1006}}).startsWith(s("1006 cannot stand in a close frame")));
        QCOMPARE(m_close.refusal({{s("code"), 1000}, {s("reason"), QString(124, u'x')}}),
                 s("reason must be a text of at most 123 bytes, not \"%1\"").arg(QString(40, u'x')));
        QVERIFY(m_close.refusal({{s("code"), 1000}, {s("reason"), QString(61, QChar(0xe9))}}).isEmpty());
    }

    void itIsOnSoManyOfTheConnections()
    {
        LinkFaults faults;
        const auto effect =
            test::applyFault(faults, s("close"), {{s("code"), 1000}, {s("probability"), 0.25}}, 0);
        QVERIFY(effect);
        QCOMPARE(effect->probability, 0.25);
        QVERIFY(!m_close.refusal({{s("code"), 1000}, {s("probability"), 2}}).isEmpty());
    }

    void itIsTold()
    {
        QCOMPARE(m_close.inForce({{s("code"), 1012}, {s("after_messages"), 10}}),
                 QStringList{s("close after 10 messages")});
        QCOMPARE(m_close.phrase({{s("code"), 1012}, {s("reason"), s("deploy")}}), s("close 1012 “deploy”"));
    }

private:
    const test::Kind m_close{s("close")};
};

QTEST_GUILESS_MAIN(TestClose)
#include "tst_close.moc"
