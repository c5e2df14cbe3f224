#include "kind.h"

using namespace swapscope;
using test::s;

class TestEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itEndsTheOneThatItNames()
    {
        LinkFaults faults;
        for (const char *name : {"cut", "freeze", "refuse"})
            QVERIFY(test::applyFault(faults, s(name), {}, 0));
        QVERIFY(test::applyFault(faults, s("refuse"), {{s("after"), 10}}, 0));
        QVERIFY(test::applyFault(faults, s("end"), {{s("which"), s("refuse")}}, 0));
        QVERIFY(faults.isInForce(u"cut", 0) && faults.isInForce(u"freeze", 0));
        QVERIFY(!faults.isInForce(u"refuse", 0));
        QVERIFY(faults.waiting().empty());
    }

    void aDirectionKindOrEventNarrowsIt()
    {
        LinkFaults faults;
        const auto lose = [&faults](const QVariantMap &values) {
            QVERIFY(test::applyFault(faults, s("lose"), values, 0));
        };
        lose({{s("direction"), s("up")}});
        lose({{s("direction"), s("down")}});
        lose({{s("event"), s("tick")}});
        lose({{s("kind"), s("ping")}});
        const auto left = [&faults](QVariantMap which) {
            which.insert(s("which"), s("lose"));
            QVariantMap rest = which;
            const auto ended = test::applyFault(faults, s("end"), rest, 0);
            return ended ? static_cast<int>(faults.active().size()) : -1;
        };
        QCOMPARE(left({{s("event"), s("tock")}}), 4);
        QCOMPARE(left({{s("kind"), s("ping")}}), 3);
        QCOMPARE(left({{s("event"), s("tick")}}), 2);
        QCOMPARE(left({{s("direction"), s("up")}}), 1);
        QCOMPARE(left({}), 0);
    }

    void oneDirectionOfAFreezeGoesOn()
    {
        LinkFaults faults;
        QVERIFY(test::applyFault(faults, s("freeze"), {}, 0));
        QVERIFY(
            test::applyFault(faults, s("end"), {{s("which"), s("freeze")}, {s("direction"), s("up")}}, 0));
        QVERIFY(!faults.path(Direction::Up, 0).frozen);
        QVERIFY(faults.path(Direction::Down, 0).frozen);
    }

    void onlyWhatLastsCanEnd()
    {
        QVERIFY(m_end.refusal({{s("which"), s("close")}}).startsWith(s("which must be cut, freeze")));
        QCOMPARE(m_end.refusal({}), s("end needs which: the fault that ends"));
    }

    void itIsTold()
    {
        QCOMPARE(m_end.phrase({{s("which"), s("bandwidth")}}), s("end bandwidth"));
        QCOMPARE(m_end.phrase({{s("which"), s("lose")}, {s("direction"), s("up")}}), s("end lose, up"));
    }

private:
    const test::Kind m_end{s("end")};
};

QTEST_GUILESS_MAIN(TestEnd)
#include "tst_end.moc"
