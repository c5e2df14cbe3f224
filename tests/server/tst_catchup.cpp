#include <server/channel/catchup.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::mock;

class TestCatchUp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replay_data()
    {
        QTest::addColumn<int>("cursor"); // -1: unknown
        QTest::addColumn<QList<int>>("numbers");
        QTest::addColumn<int>("lostFrom");
        QTest::addColumn<int>("lostTo");
        // The channel is at 5 and keeps 3, 4 and 5.
        QTest::newRow("nothing is known") << -1 << QList<int>{} << 0 << 0;
        QTest::newRow("up to date") << 5 << QList<int>{} << 0 << 0;
        QTest::newRow("one behind") << 4 << QList<int>{5} << 0 << 0;
        QTest::newRow("just within") << 2 << QList<int>{3, 4, 5} << 0 << 0;
        QTest::newRow("one is lost") << 1 << QList<int>{3, 4, 5} << 2 << 2;
        QTest::newRow("had nothing") << 0 << QList<int>{3, 4, 5} << 1 << 2;
        QTest::newRow("from before the channel began anew") << 9 << QList<int>{3, 4, 5} << 1 << 2;
    }

    void replay()
    {
        QFETCH(int, cursor);
        QFETCH(QList<int>, numbers);
        QFETCH(int, lostFrom);
        QFETCH(int, lostTo);
        Channel channel(QStringLiteral("room"), 3);
        for (int i = 0; i < 5; ++i)
            channel.append("x", {}, 0);
        const Replay replay = planReplay(channel, cursor < 0 ? std::nullopt : std::optional<qint64>(cursor));
        QList<int> got;
        for (const Update &update : replay.updates)
            got += static_cast<int>(update.number);
        QCOMPARE(got, numbers);
        QCOMPARE(replay.lostFrom, lostFrom);
        QCOMPARE(replay.lostTo, lostTo);
    }

    void numbers()
    {
        QCOMPARE(parseNumber(QStringLiteral("0")), std::optional<qint64>(0));
        QCOMPARE(parseNumber(QStringLiteral("42")), std::optional<qint64>(42));
        for (const char *text : {"", "-1", "+1", " 1", "1.5", "x", "1234567890123456789"})
            QVERIFY2(!parseNumber(QString::fromLatin1(text)), text);
    }
};

QTEST_GUILESS_MAIN(TestCatchUp)
#include "tst_catchup.moc"
