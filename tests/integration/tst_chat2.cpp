#include "catchup.h"

#include <QTest>

class TestChat2 : public swapscope::test::CatchUpTest
{
    Q_OBJECT

public:
    TestChat2() : CatchUpTest(QStringLiteral("chat"), QStringLiteral("2")) {}
};

QTEST_MAIN(TestChat2)
#include "tst_chat2.moc"
