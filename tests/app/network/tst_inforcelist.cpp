#include <app/network/inforcelist.h>

#include <support/commands.h>

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestInForceList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLinkTellsWhatIsInForceAndUntilWhen()
    {
        LinkStatus link;
        link.inForce = {{u"frozen"_s, endOf(u"freeze"_s), 11 * kSecond},
                        {u"loses 5 %"_s, endOf(u"lose"_s), {}},
                        {u"held 3"_s, {}, {}}};
        const std::vector<InForceEntry> entries = inForceEntries(link, 8 * kSecond);
        QCOMPARE(entries.size(), std::size_t(3));
        QCOMPARE(entries[0].text, u"frozen"_s);
        QCOMPARE(entries[0].end, std::optional(endOf(u"freeze"_s)));
        QCOMPARE(entries[0].rest, std::optional(3 * kSecond));
        QVERIFY(!entries[1].rest);
        QVERIFY(!entries[2].end);
    }

    void theCrossEndsItsOwn()
    {
        InForceList list;
        QVERIFY(list.isHidden());
        list.setEntries({{u"120 ms"_s, {}, endOf(u"latency"_s)},
                         {u"cut"_s, 3 * kSecond, endOf(u"cut"_s)},
                         {u"held 3"_s, {}, {}}});
        QVERIFY(!list.isHidden());
        QSignalSpy ended(&list, &InForceList::endRequested);
        const QList<QToolButton *> crosses = list.findChildren<QToolButton *>();
        QCOMPARE(crosses.size(), 3);
        crosses[1]->click();
        QCOMPARE(ended.size(), 1);
        QCOMPARE(test::asked(ended), endOf(u"cut"_s));
        QVERIFY(!crosses[2]->isEnabled());
        QSignalSpy cleared(&list, &InForceList::clearRequested);
        list.findChild<QPushButton *>()->click();
        QCOMPARE(cleared.size(), 1);
        list.setEntries({});
        QVERIFY(list.isHidden());
    }

    // The button under the mouse stays the same while the time runs down.
    void timeGoesOnInPlace()
    {
        InForceList list;
        list.setEntries({{u"cut"_s, 3 * kSecond, endOf(u"cut"_s)}});
        const QToolButton *cross = list.findChild<QToolButton *>();
        list.setEntries({{u"cut"_s, 2 * kSecond, endOf(u"cut"_s)}});
        QCOMPARE(list.findChild<QToolButton *>(), cross);
        bool shown = false;
        for (const QLabel *label : list.findChildren<QLabel *>())
            shown = shown || label->text() == u"2.0 s"_s;
        QVERIFY(shown);
    }

    void manyScroll()
    {
        InForceList list;
        std::vector<InForceEntry> entries;
        for (int i = 0; i < 40; ++i)
            entries.push_back({QString::number(i), {}, endOf(u"cut"_s)});
        list.setEntries(entries);
        QVERIFY(list.sizeHint().height() < 160);
    }
};

QTEST_MAIN(TestInForceList)
#include "tst_inforcelist.moc"
