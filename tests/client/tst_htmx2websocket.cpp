#include "policytables.h"

using namespace swapscope;

class Htmx2WebSocketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        policy = reconnectPolicy(QStringLiteral("htmx2-ws"));
        QVERIFY(policy);
        QCOMPARE(policy->title(), QStringLiteral("htmx 2 WebSocket"));
    }

    void reconnectsAfterTheseCodes()
    {
        QCOMPARE(codesThatReconnect(*policy), QList<int>({1006, 1011, 1012, 1013}));
    }

    void waitsUpToADoublingTime()
    {
        QCOMPARE(boundsOf(*policy, 9), (std::vector<DelayBounds>{{0, 1000},
                                                                 {0, 2000},
                                                                 {0, 4000},
                                                                 {0, 8000},
                                                                 {0, 16000},
                                                                 {0, 32000},
                                                                 {0, 64000},
                                                                 {0, 64000},
                                                                 {0, 64000}}));
        QCOMPARE(policy->bounds(5000), (DelayBounds{0, 64000}));
    }

    void drawsAreUniformAndSeeded() { checkDraws(*policy); }

private:
    std::unique_ptr<const ReconnectPolicy> policy;
};

QTEST_GUILESS_MAIN(Htmx2WebSocketTest)
#include "tst_htmx2websocket.moc"
