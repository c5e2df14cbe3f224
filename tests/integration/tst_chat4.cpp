#include "catchup.h"

#include <QTest>

class TestChat4 : public swapscope::test::CatchUpTest
{
    Q_OBJECT

public:
    TestChat4() : CatchUpTest(QStringLiteral("chat"), QStringLiteral("4")) {}
};

QTEST_MAIN(TestChat4)
#include "tst_chat4.moc"
