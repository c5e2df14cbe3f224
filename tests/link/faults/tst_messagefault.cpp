#include <link/faults/fault.h>

#include <QTest>

using namespace swapscope;

namespace {

using What = MessageFault::What;
using Kind = LinkMessage::Kind;

QVariantMap with(const char *name, const QVariant &value)
{
    return {{QString::fromLatin1(name), value}};
}

LinkMessage message(Kind kind, int n, const char *event = "")
{
    return {.kind = kind, .n = n, .event = QString::fromLatin1(event)};
}

} // namespace

class TestMessageFault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSelectorMatches_data()
    {
        QTest::addColumn<QVariantMap>("args");
        QTest::addColumn<QString>("matching");
        QTest::newRow("all data") << QVariantMap() << "up text, text, binary, tick, message";
        QTest::newRow("up") << with("direction", QStringLiteral("up")) << "up text";
        QTest::newRow("text") << with("kind", QStringLiteral("text")) << "up text, text";
        QTest::newRow("binary") << with("kind", QStringLiteral("binary")) << "binary";
        QTest::newRow("ping") << with("kind", QStringLiteral("ping")) << "ping";
        QTest::newRow("comment") << with("kind", QStringLiteral("comment")) << "comment";
        QTest::newRow("events") << with("kind", QStringLiteral("event")) << "tick, message";
        QTest::newRow("named") << with("event", QStringLiteral("tick")) << "tick";
    }

    void aSelectorMatches()
    {
        QFETCH(QVariantMap, args);
        const Result<MessageSelector> selector = MessageSelector::read(args);
        QVERIFY(selector);
        QStringList matching;
        const auto ask = [&](Direction direction, const LinkMessage &one, const QString &name) {
            if (selector->matches(direction, one))
                matching << name;
        };
        ask(Direction::Up, message(Kind::Text, 1), QStringLiteral("up text"));
        ask(Direction::Down, message(Kind::Text, 1), QStringLiteral("text"));
        ask(Direction::Down, message(Kind::Binary, 2), QStringLiteral("binary"));
        ask(Direction::Down, message(Kind::Ping, 0), QStringLiteral("ping"));
        ask(Direction::Down, message(Kind::Close, 0), QStringLiteral("close"));
        ask(Direction::Down, message(Kind::Comment, 0), QStringLiteral("comment"));
        ask(Direction::Down, message(Kind::Event, 3, "tick"), QStringLiteral("tick"));
        ask(Direction::Down, message(Kind::Event, 4, "message"), QStringLiteral("message"));
        QTEST(matching.join(QStringLiteral(", ")), "matching");
    }

    void theCommands_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QVariantMap>("args");
        QTest::addColumn<int>("what");
        QTest::addColumn<qint64>("by");
        const auto row = [](const char *name, const QVariantMap &args, What what, Nanoseconds by) {
            QTest::newRow(name) << QString::fromLatin1(name) << args << static_cast<int>(what) << by;
        };
        row("lose", {}, What::Lose, 0);
        row("duplicate", {}, What::Duplicate, 0);
        row("corrupt", {}, What::Corrupt, 0);
        row("truncate", {}, What::Truncate, 0);
        row("reorder", with("within", 20), What::Reorder, 20);
        row("delay", with("by", 30), What::Delay, 30);
    }

    void theCommands()
    {
        QFETCH(QString, name);
        QFETCH(QVariantMap, args);
        LinkFaults faults;
        QVERIFY(!faults.edits(Direction::Down, 0));
        args.insert(QStringLiteral("direction"), QStringLiteral("down"));
        const auto effect = applyFault(faults, name, args, 0);
        QVERIFY(effect);
        QCOMPARE(*effect, FaultEffect{});
        QCOMPARE(faults.messages.size(), 1U);
        QTEST(static_cast<int>(faults.messages[0].what), "what");
        QTEST(static_cast<qint64>(faults.messages[0].by), "by");
        QVERIFY(faults.edits(Direction::Down, 0));
        QVERIFY(!faults.edits(Direction::Up, 0));

        // The same for the same messages takes its place; of no probability, takes it away.
        args.insert(QStringLiteral("next"), 3);
        QVERIFY(applyFault(faults, name, args, 0));
        QCOMPARE(faults.messages.size(), 1U);
        args.insert(QStringLiteral("probability"), 0);
        QVERIFY(applyFault(faults, name, args, 0));
        QCOMPARE(faults.messages.size(), 0U);
    }

    void reorderingHasAnEnd()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, QStringLiteral("reorder"), {}, 0));
        QCOMPARE(faults.messages[0].by, kSecond);
    }

    void nonsenseIsAnErrorAndChangesNothing_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QVariantMap>("args");
        QTest::addColumn<QString>("error");
        QTest::newRow("direction") << "lose" << with("direction", QStringLiteral("left"))
                                   << "direction must be up, down or both, not \"left\"";
        QTest::newRow("kind")
            << "lose" << with("kind", QStringLiteral("close"))
            << "kind must be one of data, text, binary, ping, pong, event, comment, not \"close\"";
        QTest::newRow("no delay") << "delay" << QVariantMap()
                                  << "delay needs by: how long the message is late";
        QTest::newRow("a bound") << "corrupt" << with("probability", 2)
                                 << "probability must be a number from 0 to 1, not 2";
        QTest::newRow("within") << "reorder" << with("within", -2)
                                << "within must be a duration from 0 to a day, not -2";
    }

    void nonsenseIsAnErrorAndChangesNothing()
    {
        QFETCH(QString, name);
        QFETCH(QVariantMap, args);
        LinkFaults faults;
        const auto effect = applyFault(faults, name, args, 0);
        QVERIFY(!effect);
        QTEST(effect.error().message, "error");
        QVERIFY(faults.messages.empty());
    }

    void thereIsAnEndToTheirNumber()
    {
        LinkFaults faults;
        for (int number = 0; number < 64; ++number)
            QVERIFY(applyFault(faults, QStringLiteral("lose"), with("event", QString::number(number)), 0));
        const auto more = applyFault(faults, QStringLiteral("lose"), {}, 0);
        QVERIFY(!more);
        QCOMPARE(
            more.error().message,
            QStringLiteral("64 faults on messages are in force already, no more are taken; clear ends them"));
        QVERIFY(applyFault(faults, QStringLiteral("clear"), {}, 0));
        QVERIFY(faults.messages.empty());
    }
};

QTEST_GUILESS_MAIN(TestMessageFault)
#include "tst_messagefault.moc"
