#include <link/faults/fault.h>

#include <QTest>

using namespace swapscope;

class TestRefuse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itLetsNobodyInAndLeavesAloneWhatIsOpen()
    {
        LinkFaults faults;
        const auto effect =
            applyFault(faults, QStringLiteral("refuse"), {{QStringLiteral("for"), kSecond}}, 0);
        QVERIFY(effect);
        QCOMPARE(*effect, FaultEffect{});
        QVERIFY(!faults.admits(0));
        QVERIFY(!faults.frozen(0));
        QVERIFY(faults.admits(kSecond));
        QCOMPARE(faults.nextEnd(), std::optional<Nanoseconds>(kSecond));
    }

    void aCutThatEndsFirstDoesNotEndIt()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, QStringLiteral("refuse"), {{QStringLiteral("for"), 2 * kSecond}}, 0));
        QVERIFY(applyFault(faults, QStringLiteral("cut"), {{QStringLiteral("for"), kSecond}}, 0));
        QCOMPARE(faults.nextEnd(), std::optional<Nanoseconds>(kSecond));
        QVERIFY(!faults.admits(kSecond));
        QVERIFY(faults.admits(2 * kSecond));
    }

    void afterSoManyItIsOver()
    {
        LinkFaults faults;
        Random random(1);
        QVERIFY(applyFault(faults, QStringLiteral("refuse"), {{QStringLiteral("next"), 3}}, 0));
        LinkRequest stream;
        stream.wants = LinkRequest::Wants::Stream;
        for (int attempt = 0; attempt < 3; ++attempt)
            QVERIFY(!faults.admit(&stream, random, 0));
        QVERIFY(faults.admit(&stream, random, 0));
        QVERIFY(!faults.isRefusing(0));
    }

    void withoutABoundItRefusesEverything()
    {
        LinkFaults faults;
        Random random(1);
        QVERIFY(applyFault(faults, QStringLiteral("refuse"), {}, 0));
        const LinkRequest page;
        QVERIFY(!faults.admit(&page, random, 0));
        QVERIFY(!faults.admit(nullptr, random, 0));
    }
};

QTEST_GUILESS_MAIN(TestRefuse)
#include "tst_refuse.moc"
