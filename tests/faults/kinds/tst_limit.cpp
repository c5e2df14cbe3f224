#include "kind.h"

using namespace swapscope;
using test::s;

class TestLimit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itEndsAConnectionAfterSoManyBytes()
    {
        QCOMPARE(m_limit.acts({{s("bytes"), 9}}), (FaultActs{.path = {.endsAfterBytes = 9}}));
        QCOMPARE(m_limit.refusal({}), s("limit needs bytes: after how many a connection ends"));
    }

    void itIsTold()
    {
        QCOMPARE(m_limit.inForce({{s("bytes"), 100}}), QStringList{s("ends after 100 bytes")});
        QCOMPARE(m_limit.phrase({{s("bytes"), 100}}), s("limit 100 bytes"));
    }

private:
    const test::Kind m_limit{s("limit")};
};

QTEST_GUILESS_MAIN(TestLimit)
#include "tst_limit.moc"
