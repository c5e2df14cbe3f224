#include "catchup.h"

#include <QTest>

class TestCounter2 : public swapscope::test::CatchUpTest
{
    Q_OBJECT

public:
    TestCounter2() : CatchUpTest(QStringLiteral("counter"), QStringLiteral("2")) {}
};

QTEST_MAIN(TestCounter2)
#include "tst_counter2.moc"
