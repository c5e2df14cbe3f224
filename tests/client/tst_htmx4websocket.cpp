#include "policytables.h"

using namespace swapscope;

class Htmx4WebSocketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        policy = reconnectPolicy(QStringLiteral("htmx4-ws"));
        QVERIFY(policy);
        QCOMPARE(policy->title(), QStringLiteral("htmx 4 WebSocket"));
    }

    void reconnectsAfterTheseCodes()
    {
        QCOMPARE(codesThatReconnect(*policy), QList<int>({1001, 1005, 1006, 1011, 1012, 1013, 1014}));
    }

    void waitsADoublingTimeGiveOrTakeThirtyPercent()
    {
        QCOMPARE(boundsOf(*policy, 9), (std::vector<DelayBounds>{{350, 650},
                                                                 {700, 1300},
                                                                 {1400, 2600},
                                                                 {2800, 5200},
                                                                 {5600, 10400},
                                                                 {11200, 20800},
                                                                 {22400, 41600},
                                                                 {42000, 78000},
                                                                 {42000, 78000}}));
        QCOMPARE(policy->bounds(5000), (DelayBounds{42000, 78000}));
    }

    void drawsAreUniformAndSeeded() { checkDraws(*policy); }

private:
    std::unique_ptr<const ReconnectPolicy> policy;
};

QTEST_GUILESS_MAIN(Htmx4WebSocketTest)
#include "tst_htmx4websocket.moc"
