#include <client/policies.h>

#include <QTest>

using namespace swapscope;

class PoliciesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doubles_data()
    {
        QTest::addColumn<int>("attempt");
        QTest::addColumn<double>("delay");
        QTest::newRow("the first") << 1 << 500.0;
        QTest::newRow("the second") << 2 << 1000.0;
        QTest::newRow("the last below the cap") << 7 << 32000.0;
        QTest::newRow("capped") << 8 << 60000.0;
        QTest::newRow("beyond what a double holds") << 100'000 << 60000.0;
    }
    void doubles()
    {
        QFETCH(int, attempt);
        QTEST(doubledDelay(500, attempt, 60'000), "delay");
    }
};

QTEST_GUILESS_MAIN(PoliciesTest)
#include "tst_policies.moc"
