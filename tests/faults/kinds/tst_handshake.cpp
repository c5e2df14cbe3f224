#include "kind.h"

using namespace swapscope;
using test::s;

class TestHandshake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itDelaysARequest()
    {
        QCOMPARE(m_handshake.acts({{s("by"), 80}}), (FaultActs{.request = DelayRequest{80}}));
        QCOMPARE(m_handshake.refusal({}), s("handshake needs by: how long a request waits"));
    }

    void itIsTold()
    {
        QCOMPARE(m_handshake.inForce({{s("by"), 2 * kSecond}}), QStringList{s("handshake 2 s")});
        QCOMPARE(m_handshake.phrase({{s("by"), 2 * kSecond}}), s("handshake by 2 s"));
    }

private:
    const test::Kind m_handshake{s("handshake")};
};

QTEST_GUILESS_MAIN(TestHandshake)
#include "tst_handshake.moc"
