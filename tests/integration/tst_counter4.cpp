#include "catchup.h"

#include <QTest>

class TestCounter4 : public swapscope::test::CatchUpTest
{
    Q_OBJECT

public:
    TestCounter4() : CatchUpTest(QStringLiteral("counter"), QStringLiteral("4")) {}
};

QTEST_MAIN(TestCounter4)
#include "tst_counter4.moc"
