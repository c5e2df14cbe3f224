#include "kind.h"

using namespace swapscope;
using test::s;

class TestReorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMessageWaitsForTheNextButNotForEver()
    {
        QCOMPARE(m_reorder.acts(), (FaultActs{.message = ReorderMessage{kSecond}}));
        QCOMPARE(m_reorder.acts({{s("within"), 20}}), (FaultActs{.message = ReorderMessage{20}}));
        QCOMPARE(m_reorder.refusal({{s("within"), -2}}),
                 s("within must be a duration from 0 to a day, not -2"));
    }

    void itIsTold()
    {
        QCOMPARE(m_reorder.inForce({{s("kind"), s("ping")}}), QStringList{s("reorders ping")});
        QCOMPARE(m_reorder.phrase({{s("within"), 2 * kSecond}}), s("reorder, within 2 s"));
    }

private:
    const test::Kind m_reorder{s("reorder")};
};

QTEST_GUILESS_MAIN(TestReorder)
#include "tst_reorder.moc"
