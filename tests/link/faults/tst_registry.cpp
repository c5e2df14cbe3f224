#include <link/faults/fault.h>

#include <QTest>

using namespace swapscope;

class TestRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFaultHasANameOfItsOwn()
    {
        QStringList names;
        for (const Fault &fault : allFaults())
            names << fault.name;
        QCOMPARE(names, QStringLiteral(
                            "latency cut freeze thaw refuse close http flap handshake lose duplicate "
                            "reorder corrupt delay truncate bandwidth slice idle limit halfopen mend clear")
                            .split(u' '));
    }

    void anUnknownFaultIsAnErrorThatListsThem()
    {
        LinkFaults faults;
        const auto effect = applyFault(faults, QStringLiteral("storm"), {}, 0);
        QVERIFY(!effect);
        QCOMPARE(effect.error().message,
                 QStringLiteral("There is no fault \"storm\"; there are latency, cut, freeze, thaw, refuse, "
                                "close, http, flap, handshake, lose, duplicate, reorder, corrupt, delay, "
                                "truncate, bandwidth, slice, idle, limit, halfopen, mend, clear"));
    }

    void anUnknownArgumentIsAnErrorThatListsThoseOfTheFault()
    {
        LinkFaults faults;
        const auto unknown = applyFault(faults, QStringLiteral("latency"), {{QStringLiteral("dealy"), 5}}, 0);
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().message,
                 QStringLiteral(
                     "latency knows no \"dealy\"; it takes delay, jitter, distribution, direction, for"));
        QVERIFY(faults.latency.none());
        const auto none = applyFault(faults, QStringLiteral("thaw"), {{QStringLiteral("for"), 5}}, 0);
        QVERIFY(!none);
        QCOMPARE(none.error().message, QStringLiteral("thaw takes no arguments, not \"for\""));
    }

    void aDurationIsFromZeroToADay_data()
    {
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<bool>("fine");
        QTest::newRow("zero") << QVariant(0) << true;
        QTest::newRow("a day") << QVariant(24 * 3600 * kSecond) << true;
        QTest::newRow("more") << QVariant(24 * 3600 * kSecond + 1) << false;
        QTest::newRow("below zero") << QVariant(-1) << false;
        QTest::newRow("a text") << QVariant(QStringLiteral("5s")) << false;
    }

    void aDurationIsFromZeroToADay()
    {
        QFETCH(QVariant, value);
        QTEST(durationArgument({{QStringLiteral("for"), value}}, QStringLiteral("for")).ok(), "fine");
        LinkFaults faults;
        QTEST(applyFault(faults, QStringLiteral("cut"), {{QStringLiteral("for"), value}}, 0).ok(), "fine");
        QFETCH(bool, fine);
        QCOMPARE(faults.cut.until().has_value(), fine); // an error changes nothing
    }

    void aDurationThatIsNotGivenIsNone()
    {
        const auto none = durationArgument({}, QStringLiteral("for"));
        QVERIFY(none);
        QVERIFY(!*none);
    }

    void theNextEndIsTheEarliest()
    {
        LinkFaults faults;
        QVERIFY(!faults.nextEnd());
        faults.refusal.start(0, 30);
        faults.freezeDown.start(0, 10);
        faults.cut.start(0, std::nullopt);
        QCOMPARE(faults.nextEnd(), std::optional<Nanoseconds>(10));
    }

    void argumentsAreWrittenAsInAManifest()
    {
        QCOMPARE(writtenArguments({{QStringLiteral("for"), 5 * kSecond},
                                   {QStringLiteral("delay"), 250 * kMillisecond},
                                   {QStringLiteral("next"), 3},
                                   {QStringLiteral("probability"), 0.5},
                                   {QStringLiteral("reason"), QStringLiteral("deploy")}}),
                 (QJsonObject{{QStringLiteral("for"), QStringLiteral("5s")},
                              {QStringLiteral("delay"), QStringLiteral("250ms")},
                              {QStringLiteral("next"), 3},
                              {QStringLiteral("probability"), 0.5},
                              {QStringLiteral("reason"), QStringLiteral("deploy")}}));
    }
};

QTEST_GUILESS_MAIN(TestRegistry)
#include "tst_registry.moc"
