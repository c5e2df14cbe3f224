#include "kind.h"

using namespace swapscope;
using test::s;

class TestIdle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itEndsWhatIsSilent()
    {
        QCOMPARE(m_idle.acts({{s("timeout"), 30}}), (FaultActs{.path = {.endsWhenIdle = 30}}));
        QCOMPARE(m_idle.refusal({}), s("idle needs timeout: how long nothing may pass"));
        QCOMPARE(m_idle.refusal({{s("timeout"), 0}}),
                 s("timeout must be a duration of more than nothing, at most a day, not 0"));
    }

    void itIsTold()
    {
        QCOMPARE(m_idle.inForce({{s("timeout"), 60 * kSecond}}), QStringList{s("idle ends after 1 m")});
        QCOMPARE(m_idle.phrase({{s("timeout"), 60 * kSecond}}), s("idle timeout 1 min"));
    }

private:
    const test::Kind m_idle{s("idle")};
};

QTEST_GUILESS_MAIN(TestIdle)
#include "tst_idle.moc"
