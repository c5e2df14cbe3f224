#include <server/channel/channel.h>

#include <QTest>

using namespace swapscope;

class TestChannel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersGrowFromOne()
    {
        Channel channel(QStringLiteral("room"));
        QCOMPARE(channel.last(), 0);
        QCOMPARE(channel.oldest(), 1);
        QCOMPARE(channel.append("a", {}, 7), (Update{1, "a", {}, 7}));
        QCOMPARE(channel.append("b", QStringLiteral("tick"), 8), (Update{2, "b", QStringLiteral("tick"), 8}));
        QCOMPARE(channel.last(), 2);
    }

    void keepsNoMoreThanItsHistory()
    {
        Channel channel(QStringLiteral("room"), 2);
        for (const char *text : {"a", "b", "c"})
            channel.append(text, {}, 0);
        QCOMPARE(channel.oldest(), 2);
        QCOMPARE(channel.since(0), (std::vector<Update>{{2, "b", {}, 0}, {3, "c", {}, 0}}));
        QCOMPARE(channel.since(2), (std::vector<Update>{{3, "c", {}, 0}}));
        QVERIFY(channel.since(3).empty());
        QVERIFY(channel.since(99).empty());
        channel.setHistory(1);
        QCOMPARE(channel.since(0), (std::vector<Update>{{3, "c", {}, 0}}));
    }

    void withoutHistoryNothingIsKept()
    {
        Channel channel(QStringLiteral("room"), 0);
        QCOMPARE(channel.append("a", {}, 1).fragment, QByteArray("a"));
        QCOMPARE(channel.last(), 1);
        QCOMPARE(channel.oldest(), 2);
        QVERIFY(channel.since(0).empty());
    }
};

QTEST_GUILESS_MAIN(TestChannel)
#include "tst_channel.moc"
