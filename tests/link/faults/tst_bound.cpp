#include <link/faults/bound.h>

#include <QTest>

using namespace swapscope;

namespace {

QVariantMap with(const char *name, const QVariant &value)
{
    return {{QString::fromLatin1(name), value}};
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
        const Bound bound = *Bound::read({}, 0);
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
        const Result<Bound> bound = Bound::read(args, 0);
        QVERIFY(bound);
        QTEST(acting(*bound, 4), "acts");
    }

    void itIsOverWhenItCanActNoMore()
    {
        Bound once = *Bound::read(with("next", 1), 0);
        QVERIFY(once.acts(0, 0));
        QVERIFY(once.over(0));
        QVERIFY(Bound::read(with("probability", 0), 0)->over(0));
        const Bound timed = *Bound::read(with("for", 5), 10);
        QCOMPARE(timed.until(), std::optional<Nanoseconds>(15));
        QVERIFY(!timed.over(14));
        QVERIFY(timed.over(15));
    }

    void nonsenseIsAnErrorThatSaysWhatWouldDo_data()
    {
        QTest::addColumn<QVariantMap>("args");
        QTest::addColumn<QString>("error");
        QTest::newRow("probability") << with("probability", 1.5)
                                     << QStringLiteral("probability must be a number from 0 to 1, not 1.5");
        QTest::newRow("no number") << with("probability", QStringLiteral("often"))
                                   << QStringLiteral("probability must be a number from 0 to 1, not often");
        QTest::newRow("not a number") << with("probability", qQNaN())
                                      << QStringLiteral("probability must be a number from 0 to 1, not nan");
        QTest::newRow("none next") << with("next", 0)
                                   << QStringLiteral("next must be a whole number from 1 to 1000000, not 0");
        QTest::newRow("half a message")
            << with("after_messages", 0.5)
            << QStringLiteral("after_messages must be a whole number from 0 to 1000000, not 0.5");
        QTest::newRow("infinite") << with("next", qInf())
                                  << QStringLiteral("next must be a whole number from 1 to 1000000, not inf");
        QTest::newRow("before") << with("after", -1)
                                << QStringLiteral("after must be a duration from 0 to a day, not -1");
    }

    void nonsenseIsAnErrorThatSaysWhatWouldDo()
    {
        QFETCH(QVariantMap, args);
        const Result<Bound> bound = Bound::read(args, 0);
        QVERIFY(!bound);
        QTEST(bound.error().message, "error");
    }
};

QTEST_GUILESS_MAIN(TestBound)
#include "tst_bound.moc"
