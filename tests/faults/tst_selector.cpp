#include <faults/selector.h>
#include <support/commands.h>

#include <QTest>

using namespace swapscope;
using test::with;

namespace {

MessageTraits message(const char *kind, bool data = true, const char *event = "")
{
    return {QString::fromLatin1(kind), data, QString::fromLatin1(event)};
}

} // namespace

class TestSelector : public QObject
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
        const Selector selector(test::arguments(args));
        QStringList matching;
        const auto ask = [&](Direction direction, const MessageTraits &one, const QString &name) {
            if (selector.matches(direction, one))
                matching << name;
        };
        ask(Direction::Up, message("text"), QStringLiteral("up text"));
        ask(Direction::Down, message("text"), QStringLiteral("text"));
        ask(Direction::Down, message("binary"), QStringLiteral("binary"));
        ask(Direction::Down, message("ping", false), QStringLiteral("ping"));
        ask(Direction::Down, message("close", false), QStringLiteral("close"));
        ask(Direction::Down, message("comment", false), QStringLiteral("comment"));
        ask(Direction::Down, message("event", true, "tick"), QStringLiteral("tick"));
        ask(Direction::Down, message("event", true, "message"), QStringLiteral("message"));
        QTEST(matching.join(QStringLiteral(", ")), "matching");
    }
};

QTEST_GUILESS_MAIN(TestSelector)
#include "tst_selector.moc"
