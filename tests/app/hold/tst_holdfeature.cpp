#include "queue.h"

#include <app/hold/holdfeature.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;
using queue::message;

class TestHoldFeature : public QObject
{
    Q_OBJECT

    static QList<int> ids(const HoldStatus &status)
    {
        QList<int> ids;
        for (const HeldMessage &message : status.messages)
            ids += static_cast<int>(message.id);
        return ids;
    }

private Q_SLOTS:
    void severalQueuesAreOne()
    {
        const HoldStatus a = queue::status({message(1, "A", "1"), message(4, "A", "4")});
        HoldStatus b = queue::status({message(2, "B", "2"), message(3, "B", "3"), message(5, "B", "5")});
        b.full = true;
        const HoldStatus all = merged({a, b});
        QCOMPARE(ids(all), (QList<int>{1, 2, 3, 4, 5}));
        QCOMPARE(all.total, 5);
        QCOMPARE(all.bytes, a.bytes + b.bytes);
        QVERIFY(all.on && all.full);
    }

    // What was moved to the front of its link's queue is next there, though it stopped late.
    void eachQueueKeepsItsOrder()
    {
        const HoldStatus a = queue::status({message(9, "A", "9"), message(1, "A", "1")});
        const HoldStatus b = queue::status({message(2, "B", "2"), message(3, "B", "3")});
        QCOMPARE(ids(merged({a, b})), (QList<int>{2, 3, 9, 1}));
    }

    void withoutLinksThereIsNothing() { QCOMPARE(merged({}), HoldStatus()); }

    void aLossNamesConnectionAndClient()
    {
        QCOMPARE(lossText({{{u"B"_s, ConnectionId(7)}, 3}}),
                 u"Connection 7 of client B ended: 3 held messages are lost."_s);
        QCOMPARE(
            lossText({{{u"A"_s, ConnectionId(2)}, 1}, {{u"B"_s, ConnectionId(7)}, 3}}),
            u"Connection 2 of client A ended: a held message is lost. Connection 7 of client B ended: 3 held "
            "messages are lost."_s);
    }
};

QTEST_GUILESS_MAIN(TestHoldFeature)
#include "tst_holdfeature.moc"
