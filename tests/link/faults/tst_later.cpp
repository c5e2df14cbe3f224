#include <link/faults/fault.h>

#include <QTest>

using namespace swapscope;

namespace {

QVariantMap with(const char *name, const QVariant &value)
{
    return {{QString::fromLatin1(name), value}};
}

} // namespace

class TestLater : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFaultCanWaitForItsTime()
    {
        LinkFaults faults;
        const auto effect =
            applyFault(faults, QStringLiteral("cut"),
                       {{QStringLiteral("after"), 5 * kSecond}, {QStringLiteral("for"), kSecond}}, kSecond);
        QVERIFY(effect);
        QCOMPARE(*effect, FaultEffect{});
        QVERIFY(faults.admits(kSecond));
        QCOMPARE(faults.nextChange(kSecond), std::optional<Nanoseconds>(6 * kSecond));
        QVERIFY(faults.takeDue(6 * kSecond - 1).empty());
        const std::vector<LaterFault> due = faults.takeDue(6 * kSecond);
        QCOMPARE(due.size(), 1U);
        QCOMPARE(due[0].fault, QStringLiteral("cut"));
        QCOMPARE(due[0].args, with("for", kSecond));
        QVERIFY(faults.takeDue(6 * kSecond).empty());
    }

    void orForSoManyMessages()
    {
        LinkFaults faults;
        QVERIFY(applyFault(
            faults, QStringLiteral("freeze"),
            {{QStringLiteral("after_messages"), 3}, {QStringLiteral("direction"), QStringLiteral("down")}},
            0));
        QVERIFY(!faults.countPassed(Direction::Up, 5, 0));
        QVERIFY(!faults.countPassed(Direction::Down, 2, 0));
        QVERIFY(!faults.anyDue(0));
        QVERIFY(faults.countPassed(Direction::Down, 1, 0));
        QCOMPARE(faults.takeDue(0).size(), 1U);
    }

    void theMessagesCountOnceTheTimeIsOver()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, QStringLiteral("close"),
                           {{QStringLiteral("after"), 10}, {QStringLiteral("after_messages"), 1}}, 0));
        QVERIFY(!faults.countPassed(Direction::Down, 7, 9));
        QVERIFY(!faults.anyDue(10));
        QVERIFY(faults.countPassed(Direction::Up, 1, 10));
    }

    void whatIsWrongIsToldAtOnce()
    {
        LinkFaults faults;
        QVERIFY(!applyFault(faults, QStringLiteral("close"),
                            {{QStringLiteral("after"), 10}, {QStringLiteral("code"), 1006}}, 0));
        QVERIFY(!applyFault(faults, QStringLiteral("cut"), with("after_messages", -1), 0));
        QVERIFY(!applyFault(faults, QStringLiteral("cut"), with("after", QStringLiteral("soon")), 0));
        QVERIFY(faults.later.empty());
    }

    void mendThawAndClearEndWhatWaits()
    {
        for (const auto &[end, left] : {std::pair("mend", 0), std::pair("clear", 0), std::pair("thaw", 1)}) {
            LinkFaults faults;
            QVERIFY(applyFault(faults, QStringLiteral("cut"), with("after", 10), 0));
            QVERIFY(applyFault(faults, QStringLiteral("freeze"), with("after", 10), 0));
            QVERIFY(applyFault(faults, QString::fromLatin1(end), {}, 0));
            QCOMPARE(static_cast<int>(faults.later.size()), left);
        }
    }

    void thereIsABound()
    {
        LinkFaults faults;
        for (int i = 0; i < 64; ++i)
            QVERIFY(applyFault(faults, QStringLiteral("cut"), with("after", 10), 0));
        const auto more = applyFault(faults, QStringLiteral("cut"), with("after", 10), 0);
        QVERIFY(!more);
        QCOMPARE(more.error().message,
                 QStringLiteral("64 faults wait already, no more are taken; mend ends them"));
    }

    void itSaysWhatItWaitsFor()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, QStringLiteral("cut"), with("after", 5 * kSecond), 0));
        QVERIFY(applyFault(faults, QStringLiteral("freeze"), with("after_messages", 10), 0));
        QCOMPARE(faults.later[0].phrase, QStringLiteral("cut after 5 s"));
        QCOMPARE(faults.later[1].phrase, QStringLiteral("freeze after 10 messages"));
    }
};

QTEST_GUILESS_MAIN(TestLater)
#include "tst_later.moc"
