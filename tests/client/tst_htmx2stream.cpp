#include "policytables.h"

using namespace swapscope;

class Htmx2StreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        policy = reconnectPolicy(QStringLiteral("htmx2-sse"));
        QVERIFY(policy);
        QCOMPARE(policy->title(), QStringLiteral("htmx 2 stream after an HTTP error"));
    }

    void onlyAnHttpErrorIsItsBusiness()
    {
        QVERIFY(policy->reconnects({.httpStatus = 503}));
        QVERIFY(policy->reconnects({.httpStatus = 204}));
        QVERIFY(policy->reconnects({.httpStatus = 403, .everOpen = false}));
        QVERIFY(!policy->reconnects({}));
        QCOMPARE(codesThatReconnect(*policy), QList<int>());
    }

    void waitsADoublingTime()
    {
        QCOMPARE(boundsOf(*policy, 10),
                 exactly({500, 1000, 2000, 4000, 8000, 16000, 32000, 64000, 64000, 64000}));
    }

    void doesNotAskTheServer() { QCOMPARE(policy->bounds(1, 10'000), (DelayBounds{500, 500})); }

    void drawsAreUniformAndSeeded() { checkDraws(*policy); }

private:
    std::unique_ptr<const ReconnectPolicy> policy;
};

QTEST_GUILESS_MAIN(Htmx2StreamTest)
#include "tst_htmx2stream.moc"
