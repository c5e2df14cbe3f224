#include <core/ids.h>

#include <QHash>
#include <QTest>

#include <memory>
#include <type_traits>
#include <unordered_map>

using namespace swapscope;

class TestIds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aConnectionIsNoNumber()
    {
        static_assert(!std::is_convertible_v<int, ConnectionId>);
        static_assert(!std::is_convertible_v<ConnectionId, int>);
        static_assert(sizeof(ConnectionId) == sizeof(int));
        static_assert(std::is_trivially_copyable_v<ConnectionId>);

        QVERIFY(ConnectionId().isNone());
        QCOMPARE(ConnectionId(), ConnectionId(0));
        QVERIFY(ConnectionId(-4).isNone());
        QVERIFY(!ConnectionId(7).isNone());
        QCOMPARE(ConnectionId(7).number(), 7);
        QCOMPARE(ConnectionId(7).text(), QStringLiteral("7"));
    }

    void theLaterConnectionIsTheGreater()
    {
        QVERIFY(ConnectionId(2) < ConnectionId(10));
        QVERIFY(ConnectionId() < ConnectionId(1));
        QVERIFY(ConnectionId(2) != ConnectionId(10));
    }

    void aConnectionIsAKey()
    {
        const QHash<ConnectionId, int> hash{{ConnectionId(2), 20}, {ConnectionId(10), 100}};
        QCOMPARE(hash.value(ConnectionId(10)), 100);
        QCOMPARE(hash.value(ConnectionId(3), -1), -1);
        const std::unordered_map<ConnectionId, int> map{{ConnectionId(2), 20}, {ConnectionId(10), 100}};
        QCOMPARE(map.at(ConnectionId(2)), 20);
        QVERIFY(!map.contains(ConnectionId(3)));
    }

    void aFailedComparisonSaysWhich()
    {
        const std::unique_ptr<char[]> printed(QTest::toString(ConnectionId(7)));
        QCOMPARE(printed.get(), "connection 7");
        QString line;
        QDebug(&line) << ConnectionId(7) << "next";
        QCOMPARE(line.trimmed(), QStringLiteral("connection 7 next"));
    }
};

QTEST_GUILESS_MAIN(TestIds)
#include "tst_ids.moc"
