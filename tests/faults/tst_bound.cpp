#include <faults/bound.h>
#include <support/commands.h>

#include <QTest>

using namespace swapscope;
using test::with;

namespace {

Bound boundOf(const QVariantMap &values, Nanoseconds now = 0)
{
    const FaultCommand command = test::command({}, values);
    return Bound(command.args, command.ends, now);
}

// Whether it acts on each of so many, a second apart.
QList<bool> acting(Bound bound, int count, double draw = 0.5)
{
    QList<bool> all;
    for (int one = 0; one < count; ++one)
        all << bound.acts(draw, one * kSecond);
    return all;
}

} // namespace

class TestBound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutArgumentsItActsOnEverything()
    {
        const Bound bound = boundOf({});
        QVERIFY(!bound.over(0));
        QVERIFY(!bound.until());
        QCOMPARE(acting(bound, 3, 0.999), (QList<bool>{true, true, true}));
    }

    void eachBoundCounts_data()
    {
        QTest::addColumn<QVariantMap>("args");
        QTest::addColumn<QList<bool>>("acts");
        QTest::newRow("next") << with("next", 2) << QList<bool>{true, true, false, false};
        QTest::newRow("after_messages") << with("after_messages", 2) << QList<bool>{false, false, true, true};
        QTest::newRow("after") << with("after", 2 * kSecond) << QList<bool>{false, false, true, true};
        QTest::newRow("for") << with("for", 2 * kSecond) << QList<bool>{true, true, false, false};
        QTest::newRow("probability above the draw") << with("probability", 0.51) << QList<bool>(4, true);
        QTest::newRow("probability of the draw") << with("probability", 0.5) << QList<bool>(4, false);
        QVariantMap all = with("after", kSecond);
        all.insert(with("for", 2 * kSecond));
        QTest::newRow("for begins with after") << all << QList<bool>{false, true, true, false};
        all = with("after_messages", 1);
        all.insert(with("next", 1));
        QTest::newRow("what passes first is not of the next")
            << all << QList<bool>{false, true, false, false};
    }

    void eachBoundCounts()
    {
        QFETCH(QVariantMap, args);
        QTEST(acting(boundOf(args), 4), "acts");
    }

    void itIsOverWhenItCanActNoMore()
    {
        Bound once = boundOf(with("next", 1));
        QVERIFY(once.acts(0, 0));
        QVERIFY(once.over(0));
        QVERIFY(boundOf(with("probability", 0)).over(0));
        const Bound timed = boundOf(with("for", 5), 10);
        QCOMPARE(timed.until(), std::optional<Nanoseconds>(15));
        QVERIFY(!timed.over(14));
        QVERIFY(timed.over(15));
    }
};

QTEST_GUILESS_MAIN(TestBound)
#include "tst_bound.moc"
