#include "policytables.h"

using namespace swapscope;

class Htmx4StreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        policy = reconnectPolicy(QStringLiteral("htmx4-sse"));
        QVERIFY(policy);
        QCOMPARE(policy->title(), QStringLiteral("htmx 4 stream"));
    }

    void comesBackFromEverythingOnceItWasOpen()
    {
        QVERIFY(policy->reconnects({}));
        QVERIFY(policy->reconnects({.httpStatus = 503}));
        QVERIFY(policy->reconnects({.httpStatus = 204}));
        QVERIFY(!policy->reconnects({.httpStatus = 503, .everOpen = false}));
        QVERIFY(!policy->reconnects({.everOpen = false}));
    }

    void waitsAsTheSocketDoes()
    {
        const auto socket = reconnectPolicy(QStringLiteral("htmx4-ws"));
        QCOMPARE(boundsOf(*policy, 12), boundsOf(*socket, 12));
    }

    void theServersRetryIsTheBase()
    {
        QCOMPARE(boundsOf(*policy, 4, 10'000),
                 (std::vector<DelayBounds>{{7000, 13000}, {14000, 26000}, {28000, 52000}, {42000, 78000}}));
        QCOMPARE(policy->bounds(3, 0), (DelayBounds{0, 0}));
    }

    void drawsAreUniformAndSeeded() { checkDraws(*policy); }

private:
    std::unique_ptr<const ReconnectPolicy> policy;
};

QTEST_GUILESS_MAIN(Htmx4StreamTest)
#include "tst_htmx4stream.moc"
