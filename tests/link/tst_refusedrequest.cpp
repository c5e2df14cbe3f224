#include <link/gate/refusedrequest.h>

#include <QTest>

using namespace swapscope;

class TestRefusedRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutOneThereIsNoAnswer()
    {
        RefusedRequest refused;
        QVERIFY(refused.isNone());
        // A connection on which no answer can be told apart any more has no next one, either.
        QVERIFY(!refused.takeAnswer(0, 0));
    }

    void itsAnswerComesInItsTurn()
    {
        RefusedRequest refused;
        refused.begin(3, "400");
        QVERIFY(!refused.isNone());
        QVERIFY(!refused.takeAnswer(2, 1)); // the first is under way
        QVERIFY(!refused.takeAnswer(0, 2)); // the second's head has left, its body has not
        QVERIFY(!refused.takeAnswer(1, 3)); // the second waits in the link still
        QVERIFY(!refused.takeAnswer(0, 0)); // the server has ended: no answer of the link's can follow
        QCOMPARE(refused.takeAnswer(0, 3), QByteArray("400"));
        QVERIFY(!refused.isNone());
        QVERIFY(!refused.takeAnswer(0, 3));
    }
};

QTEST_GUILESS_MAIN(TestRefusedRequest)
#include "tst_refusedrequest.moc"
