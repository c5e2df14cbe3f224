#include "policytables.h"

using namespace swapscope;

class EventSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        policy = reconnectPolicy(QStringLiteral("eventsource"));
        QVERIFY(policy);
        QCOMPARE(policy->title(), QStringLiteral("EventSource"));
    }

    void aDropBringsItBackAndAnHttpErrorDoesNot()
    {
        QVERIFY(policy->reconnects({}));
        QVERIFY(policy->reconnects({.everOpen = false})); // nothing answered
        QVERIFY(!policy->reconnects({.httpStatus = 503}));
        QVERIFY(!policy->reconnects({.httpStatus = 204}));
        QCOMPARE(codesThatReconnect(*policy), QList<int>());
    }

    void waitsTheReconnectionTime()
    {
        QCOMPARE(boundsOf(*policy, 3), exactly({3000, 3000, 3000}));
        QCOMPARE(boundsOf(*policy, 3, 250), exactly({250, 250, 250}));
        QCOMPARE(policy->bounds(1, 0), (DelayBounds{0, 0}));
    }

    void drawsAreUniformAndSeeded() { checkDraws(*policy); }

private:
    std::unique_ptr<const ReconnectPolicy> policy;
};

QTEST_GUILESS_MAIN(EventSourceTest)
#include "tst_eventsource.moc"
