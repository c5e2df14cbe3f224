#include <support/commands.h>

#include <QTest>

using namespace swapscope;
using test::applyFault;
using test::with;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList phrases(const LinkFaults &faults, Nanoseconds now)
{
    QStringList all;
    for (const FaultInForce &each : faults.shown(now))
        all << each.phrase;
    return all;
}

} // namespace

class TestLinkFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsInForceAtFirst()
    {
        LinkFaults faults;
        Random random(1);
        QVERIFY(faults.admits(0));
        QVERIFY(faults.admit(nullptr, random, 0));
        QCOMPARE(faults.path(Direction::Up, 0), PathActs{});
        QVERIFY(!faults.edits(Direction::Up, 0));
        QVERIFY(!faults.anyDue(0));
        QVERIFY(!faults.nextChange(0));
        QVERIFY(faults.shown(0).empty());
    }

    // What came first counts on: a cut's bound is not the refusal's.
    void cutAndRefusalHaveBoundsOfTheirOwn()
    {
        LinkFaults faults;
        Random random(1);
        const RequestTraits socket{true};
        QVERIFY(applyFault(faults, u"cut"_s, with("next", 1), 0));
        QVERIFY(applyFault(faults, u"refuse"_s, with("next", 1), 0));
        QVERIFY(faults.countsRequests());
        QVERIFY(!faults.admit(&socket, random, 0));
        QVERIFY(!faults.isInForce(u"cut", 0));
        QVERIFY(faults.isInForce(u"refuse", 0));
        QVERIFY(!faults.admit(&socket, random, 0));
        QVERIFY(faults.admit(&socket, random, 0));
    }

    void aBoundedFaultLetsPagesIn()
    {
        LinkFaults faults;
        Random random(1);
        const RequestTraits page{false};
        QVERIFY(applyFault(faults, u"refuse"_s, with("next", 1), 0));
        QVERIFY(faults.admit(&page, random, 0));
        QVERIFY(faults.admit(nullptr, random, 0));
        QVERIFY(applyFault(faults, u"refuse"_s, {}, 0));
        QVERIFY(!faults.admit(&page, random, 0));
        QVERIFY(!faults.admit(nullptr, random, 0));
    }

    void anAnswerEndsTheQuestions()
    {
        LinkFaults faults;
        Random random(1);
        const RequestTraits page{false};
        const RequestTraits socket{true};
        QVERIFY(applyFault(faults, u"handshake"_s, {{u"by"_s, 80}, {u"requests"_s, u"all"_s}}, 0));
        QVERIFY(applyFault(faults, u"http"_s, {{u"status"_s, 429}, {u"next"_s, 1}}, 0));
        QVERIFY(applyFault(faults, u"flap"_s, {}, 0));
        using Acts = std::vector<RequestAct>;
        QCOMPARE(faults.actsOn(page, random, 0), (Acts{DelayRequest{80}}));
        QCOMPARE(faults.actsOn(socket, random, 0), (Acts{DelayRequest{80}, AnswerRequest{.status = 429}}));
        QCOMPARE(faults.actsOn(socket, random, 0), (Acts{DelayRequest{80}, DropAfterOpening{0}}));
    }

    void theFirstThatActsOnAMessageIsTheOnlyOne()
    {
        LinkFaults faults;
        Random random(1);
        const MessageTraits tick{u"event"_s, true, u"tick"_s};
        const MessageTraits ping{u"ping"_s, false, {}};
        QVERIFY(applyFault(faults, u"lose"_s, {{u"event"_s, u"tick"_s}, {u"next"_s, 1}}, 0));
        QVERIFY(applyFault(faults, u"duplicate"_s, {}, 0));
        QVERIFY(!faults.actOn(Direction::Down, ping, random, 0));
        QCOMPARE(faults.actOn(Direction::Down, tick, random, 0), std::optional<MessageAct>(LoseMessage{}));
        QCOMPARE(faults.actOn(Direction::Down, tick, random, 0),
                 std::optional<MessageAct>(DuplicateMessage{}));
    }

    // The same for the same messages takes its place; of no probability, takes it away.
    void aFaultOnMessagesTakesThePlaceOfItsLike()
    {
        LinkFaults faults;
        QVariantMap values = with("direction", u"down"_s);
        QVERIFY(applyFault(faults, u"lose"_s, values, 0));
        QVERIFY(faults.edits(Direction::Down, 0));
        QVERIFY(!faults.edits(Direction::Up, 0));
        values.insert(u"next"_s, 3);
        QVERIFY(applyFault(faults, u"lose"_s, values, 0));
        QCOMPARE(faults.active().size(), 1U);
        values.insert(u"probability"_s, 0);
        QVERIFY(applyFault(faults, u"lose"_s, values, 0));
        QVERIFY(faults.active().empty());
    }

    void thereIsAnEndToTheirNumber()
    {
        LinkFaults faults;
        for (int number = 0; number < 64; ++number)
            QVERIFY(applyFault(faults, u"lose"_s, with("event", QString::number(number)), 0));
        QVERIFY(applyFault(faults, u"lose"_s, with("event", u"0"_s), 0)); // in the place of another
        const auto more = applyFault(faults, u"lose"_s, {}, 0);
        QVERIFY(!more);
        QCOMPARE(more.error().message,
                 u"64 faults are in force already, no more are taken; clear ends them"_s);
        QVERIFY(applyFault(faults, u"clear"_s, {}, 0));
        QVERIFY(faults.active().empty());
    }

    void whatIsOverIsTakenOutWithTheTimeOfItsEnd()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, u"cut"_s, with("for", 5), 0));
        QVERIFY(applyFault(faults, u"slice"_s, with("for", 7), 0));
        QVERIFY(faults.takeEnded(4).empty());
        const auto ended = faults.takeEnded(20);
        QCOMPARE(ended.size(), 2U);
        QCOMPARE(ended[0].fault->name, u"cut"_s);
        QCOMPARE(ended[0].at, 5);
        QCOMPARE(ended[1].at, 7);
        QVERIFY(faults.active().empty());
    }

    // A cut for no time has an end to tell of, a narrow path for none has nothing.
    void whatIsOverAtOnceStaysOnlyToBeTold()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, u"cut"_s, with("for", 0), 3));
        QVERIFY(faults.admits(3));
        QCOMPARE(faults.takeEnded(9).at(0).at, 3);
        QVERIFY(applyFault(faults, u"slice"_s, {}, 0));
        QVERIFY(applyFault(faults, u"slice"_s, with("for", 0), 3));
        QVERIFY(faults.active().empty());
    }

    void theNextChangeIsABeginningOrAnEnd()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, u"bandwidth"_s, {{u"kbit"_s, 8}, {u"after"_s, 10}, {u"for"_s, 10}}, 0));
        QVERIFY(applyFault(faults, u"cut"_s, with("after", 15), 0));
        QCOMPARE(faults.nextChange(0), std::optional<Nanoseconds>(10));
        QCOMPARE(faults.nextChange(10), std::optional<Nanoseconds>(15));
        QCOMPARE(faults.nextChange(15), std::optional<Nanoseconds>(20));
        QCOMPARE(faults.takeEnded(20).size(), 1U);
        QVERIFY(!faults.nextChange(20));
    }

    void aFaultCanWaitForItsTime()
    {
        LinkFaults faults;
        const auto effect =
            applyFault(faults, u"cut"_s, {{u"after"_s, 5 * kSecond}, {u"for"_s, kSecond}}, kSecond);
        QVERIFY(effect);
        QCOMPARE(*effect, FaultEffect{});
        QVERIFY(faults.admits(kSecond));
        QCOMPARE(faults.nextChange(kSecond), std::optional<Nanoseconds>(6 * kSecond));
        QVERIFY(faults.takeDue(6 * kSecond - 1).empty());
        QCOMPARE(faults.takeDue(6 * kSecond),
                 (std::vector<FaultCommand>{{.fault = u"cut"_s, .ends = Ends::after(kSecond)}}));
        QVERIFY(faults.takeDue(6 * kSecond).empty());
    }

    void orForSoManyMessages()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, u"freeze"_s, {{u"after_messages"_s, 3}, {u"direction"_s, u"down"_s}}, 0));
        QVERIFY(!faults.countPassed(Direction::Up, 5, 0));
        QVERIFY(!faults.countPassed(Direction::Down, 2, 0));
        QVERIFY(!faults.anyDue(0));
        QVERIFY(faults.countPassed(Direction::Down, 1, 0));
        QCOMPARE(faults.takeDue(0).size(), 1U);
    }

    void theMessagesCountOnceTheTimeIsOver()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, u"cut"_s, {{u"after"_s, 10}, {u"after_messages"_s, 1}}, 0));
        QVERIFY(!faults.countPassed(Direction::Down, 7, 9));
        QVERIFY(!faults.anyDue(10));
        QVERIFY(faults.countPassed(Direction::Up, 1, 10));
    }

    void whatIsWrongIsToldAtOnceAndChangesNothing()
    {
        LinkFaults faults;
        QVERIFY(!applyFault(faults, u"close"_s, {{u"after"_s, 10}, {u"code"_s, 1006}}, 0));
        QVERIFY(!applyFault(faults, u"cut"_s, with("after_messages", -1), 0));
        QVERIFY(!applyFault(faults, u"cut"_s, with("after", u"soon"_s), 0));
        QVERIFY(!applyFault(faults, u"storm"_s, {}, 0));
        QVERIFY(faults.waiting().empty());
        QVERIFY(faults.active().empty());
    }

    void soManyMayWait()
    {
        LinkFaults faults;
        for (int i = 0; i < 64; ++i)
            QVERIFY(applyFault(faults, u"cut"_s, with("after", 10), 0));
        const auto more = applyFault(faults, u"cut"_s, with("after", 10), 0);
        QVERIFY(!more);
        QCOMPARE(more.error().message, u"64 faults wait already, no more are taken; mend ends them"_s);
    }

    void inForceAloneIsShown()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, u"lose"_s, {{u"after"_s, 10}, {u"for"_s, 10}}, 0));
        QCOMPARE(phrases(faults, 9), QStringList());
        QCOMPARE(phrases(faults, 10), QStringList{u"loses"_s});
        QCOMPARE(phrases(faults, 20), QStringList());
    }

    void whatKeepsConnectionsAwayIsShownFirstThenWhatWaits()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, u"lose"_s, {}, 0));
        QVERIFY(applyFault(faults, u"flap"_s, {}, 0));
        QVERIFY(applyFault(faults, u"latency"_s, with("delay", 5 * kMillisecond), 0));
        QVERIFY(applyFault(faults, u"slice"_s, {}, 0));
        QVERIFY(applyFault(faults, u"cut"_s, with("after", 5 * kSecond), 0));
        QVERIFY(applyFault(faults, u"freeze"_s, with("after_messages", 10), 0));
        QVERIFY(applyFault(faults, u"refuse"_s, {}, 0));
        // A slider that is dragged gives it anew, and its place stays.
        QVERIFY(applyFault(faults, u"latency"_s, with("delay", 6 * kMillisecond), 0));
        QCOMPARE(phrases(faults, 0),
                 (QStringList{u"refuses"_s, u"cut after 5 s"_s, u"freeze after 10 messages"_s, u"6 ms"_s,
                              u"slices of 1"_s, u"flaps"_s, u"loses"_s}));
    }

    // Whatever is shown with a command that ends it is ended by that, and nothing else is.
    void whatIsShownSaysWhatEndsIt()
    {
        LinkFaults faults;
        for (const char *name : {"cut", "freeze", "refuse", "flap", "halfopen", "slice", "lose", "reorder"})
            QVERIFY(applyFault(faults, QString::fromLatin1(name), {}, 0));
        QVERIFY(applyFault(faults, u"lose"_s, {{u"event"_s, u"tick"_s}, {u"direction"_s, u"up"_s}}, 0));
        QVERIFY(applyFault(faults, u"lose"_s, with("direction", u"down"_s), 0));
        QVERIFY(applyFault(faults, u"latency"_s, {{u"delay"_s, 9}, {u"direction"_s, u"up"_s}}, 0));
        QVERIFY(applyFault(faults, u"latency"_s, {{u"delay"_s, 5}, {u"direction"_s, u"down"_s}}, 0));
        const std::vector<FaultInForce> all = faults.shown(0);
        QCOMPARE(all.size(), 12U);
        for (const FaultInForce &each : all) {
            LinkFaults rest = faults;
            QVERIFY(each.end);
            QVERIFY2(rest.apply(*each.end, 0), qPrintable(each.phrase));
            QStringList expected = phrases(faults, 0);
            expected.removeOne(each.phrase);
            QCOMPARE(phrases(rest, 0), expected);
        }
    }
};

QTEST_GUILESS_MAIN(TestLinkFaults)
#include "tst_linkfaults.moc"
